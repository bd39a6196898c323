import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossFit, crossFitLogit, foldsOf, splitFold } from "../../src/build/cross-fit.ts";
import { familiesOf } from "../../src/build/families.ts";
import { FIT, fitModel, predictLogit } from "../../src/build/fit.ts";
import { codedMatrices } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

const matrix = world(3, { accounts: 150, deals: 3, effects: [2, -1.5] });
const { family } = familiesOf(matrix);
const fold = foldsOf(matrix, family, 1, 0);

test("foldsOf: families stay together, and seed and stream decide", () => {
  const foldOf = new Map<number, number>();
  family.forEach((f, i) => {
    expect(foldOf.get(f) ?? fold[i]).toBe(fold[i]);
    foldOf.set(f, fold[i]!);
  });
  expect(foldsOf(matrix, family, 1, 0)).toEqual(fold);
  expect(foldsOf(matrix, family, 1, 1)).not.toEqual(fold);
  expect(foldsOf(matrix, family, 2, 0)).not.toEqual(fold);
});

test("splitFold: every row is inside or outside", () => {
  for (let f = 0; f < 5; f++) {
    const { inside, outside } = splitFold(fold, f);
    expect([...inside, ...outside].sort((a, b) => a - b)).toEqual([...fold.keys()]);
    for (const r of inside) expect(fold[r]).toBe(f);
  }
});

describe("held-out scores", () => {
  test("never see the outcomes of their own fold", () => {
    const points = crossFit(matrix, fold, FIT);
    const logits = crossFitLogit(matrix, fold, FIT);
    for (let f = 0; f < 5; f++) {
      const turned = { ...matrix, y: matrix.y.map((v, i) => (fold[i] === f ? 1 - v : v)) };
      const again = crossFit(turned, fold, FIT);
      const againLogit = crossFitLogit(turned, fold, FIT);
      for (const r of splitFold(fold, f).inside) {
        expect([again.fit[r], again.logit[r], againLogit[r]]).toEqual([points.fit[r], points.logit[r], logits[r]]);
      }
    }
  });

  test("are those of a model fitted on the other folds", () => {
    const logits = crossFitLogit(matrix, fold, FIT);
    const { inside, outside } = splitFold(fold, 2);
    const want = predictLogit(fitModel(matrix, outside, FIT), matrix, inside);
    expect(Array.from(inside, (r) => logits[r])).toEqual([...want]);
  });

  test("are finite for any data, folds without one outcome included", () => {
    fc.assert(
      fc.property(codedMatrices(), fc.integer({ min: 2, max: 5 }), (any, k) => {
        const folds = foldsOf(any, familiesOf(any).family, 1, 0, k);
        const { fit, logit } = crossFit(any, folds, FIT);
        for (const score of [...fit, ...logit, ...crossFitLogit(any, folds, FIT)])
          expect(Number.isFinite(score)).toBe(true);
        for (const points of fit) expect(points >= 0 && points <= 100).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
