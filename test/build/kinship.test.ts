import { describe, expect, it } from "vitest";
import { bandPrior } from "../../src/build/band-prior.ts";
import { fitModel, fitOptions, predictLogit } from "../../src/build/fit.ts";
import { kinship } from "../../src/build/kinship.ts";
import { allRows } from "../../src/build/rows.ts";
import { COARSE, steadyBands } from "../../src/build/steady-bands.ts";
import type { CodedAttribute, CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";

/** Levels that are parts of the given things, nearest first; null: nothing known. */
function levels(paths: readonly (readonly string[] | null)[], codes: ArrayLike<number> = []): CodedAttribute {
  const attribute = codedAttribute("industry", "unordered", paths.length, codes);
  const bins = attribute.bins.map((bin, c) => {
    const within = c === 0 ? null : paths[c - 1]!;
    return within === null ? bin : { ...bin, within };
  });
  return { ...attribute, bins };
}

const FINANCE = [["Banking", "Finance"], ["Lending", "Finance"], ["Finance"], ["Retail"], null];

describe("kinship", () => {
  it("is what two levels are both a part of, as a share; none beside, none of what is unknown", () => {
    const attribute = levels(FINANCE);
    const kin = kinship(attribute, Uint8Array.of(0, 1, 2, 3, 4, 5), 5, Float64Array.of(3, 9, 8, 7, 6, 5))!;
    const at = (a: number, b: number): number => kin[a * 5 + b]!;
    expect(at(0, 0)).toBeCloseTo(0.65, 12);
    expect(at(0, 1)).toBeCloseTo(0.65 / 2, 12);
    expect(at(0, 2)).toBeCloseTo(0.65 / Math.sqrt(2), 12);
    expect([at(0, 3), at(0, 4), at(4, 4)]).toEqual([0, 0, 0]);
    expect(at(2, 0)).toBe(at(0, 2));
  });

  it("of a band of several levels is their mean, by rows; null without a vocabulary", () => {
    const attribute = levels([["Banking", "Finance"], ["Lending", "Finance"], ["Retail"]]);
    const kin = kinship(attribute, Uint8Array.of(0, 1, 2, 2), 2, Float64Array.of(0, 5, 30, 10))!;
    expect(kin[1]).toBeCloseTo((0.75 * 0.65) / 2, 12);
    expect(kinship(levels([null, null]), Uint8Array.of(0, 1, 2), 2, Float64Array.of(0, 5, 5))).toBeNull();
  });

  it("makes a prior that is a covariance: precision times correlation is one", () => {
    const kin = kinship(levels(FINANCE), Uint8Array.of(0, 1, 2, 3, 4, 5), 5, Float64Array.of(3, 9, 8, 7, 6, 5))!;
    const { precision, logDet } = bandPrior(Float64Array.of(9, 8, 7, 6, 5), "unordered", kin);
    const correlation = kin.map((v, i) => (i % 6 === 0 ? 1 : v));
    for (let r = 0; r < 5; r++)
      for (let c = 0; c < 5; c++) {
        let sum = 0;
        for (let k = 0; k < 5; k++) sum += precision[r * 5 + k]! * correlation[k * 5 + c]!;
        expect(sum).toBeCloseTo(r === c ? 1 : 0, 9);
      }
    expect(logDet).toBeLessThan(0);
  });
});

describe("rarer levels", () => {
  it("go together by what they are a part of, where enough rows are; the rest with the rest", () => {
    const common = Array.from({ length: 12 }, (_, i) => [`c${i}`, "Common"]);
    const rare = [["Banking", "Finance"], ["Lending", "Finance"], ["Fishing", "Land"], null];
    const count = Float64Array.of(0, ...common.map(() => 20), 4, 3, 2, 2);
    const { bandOf, bands } = steadyBands(levels([...common, ...rare]), count, COARSE);
    expect([...bandOf.subarray(13)]).toEqual([13, 13, 14, 14]);
    expect(bands).toBe(15);
  });

  it("have no rest where all of them are parts of something", () => {
    const common = Array.from({ length: 12 }, (_, i) => [`c${i}`]);
    const count = Float64Array.of(0, ...common.map(() => 20), 4, 3);
    const { bandOf, bands } = steadyBands(levels([...common, ["a", "Land"], ["b", "Land"]]), count, COARSE);
    expect([...bandOf.subarray(13), bands]).toEqual([13, 13, 14]);
  });
});

/** 30 industries of five sectors; the sector alone tells. */
function sectors(seed: number, n: number, known: boolean): CodedMatrix {
  const random = createRandom(seed, 9);
  const codes = Uint16Array.from({ length: n }, () => 1 + random.int(30));
  const y = Uint8Array.from(codes, (c) => (random.next() < [0.1, 0.25, 0.4, 0.55, 0.7][c % 5]! ? 1 : 0));
  const paths = Array.from({ length: 30 }, (_, i) => (known ? [`i${i}`, `s${(i + 1) % 5}`] : null));
  return codedMatrix([levels(paths, codes)], y);
}

it("what an industry is a part of is learned where the industry itself has too few deals", () => {
  const gains = [1, 2, 3, 4].map((seed) => {
    const [told, untold] = [true, false].map((known) => {
      const train = sectors(seed, 200, known);
      const test = sectors(100 + seed, 2000, known);
      const model = fitModel(train, allRows(train), fitOptions(train.n));
      return auc(predictLogit(model, test, allRows(test)), test.y);
    });
    return told! - untold!;
  });
  expect(Math.min(...gains)).toBeGreaterThan(0);
  expect(gains.reduce((a, b) => a + b, 0) / 4).toBeGreaterThan(0.03);
});

it("where levels tell each for itself the deals say so: what they are a part of costs next to nothing", () => {
  const random = createRandom(4, 9);
  const codes = Uint16Array.from({ length: 1500 }, () => 1 + random.int(10));
  const chances = [0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.75, 0.15, 0.65, 0.25];
  const y = Uint8Array.from(codes, (c) => (random.next() < chances[c - 1]! ? 1 : 0));
  const matrixOf = (known: boolean): CodedMatrix =>
    codedMatrix(
      [
        levels(
          Array.from({ length: 10 }, (_, i) => (known ? [`i${i}`, `s${i >> 1}`] : null)),
          codes,
        ),
      ],
      y,
    );
  const [told, untold] = [true, false].map((known) => {
    const matrix = matrixOf(known);
    return predictLogit(fitModel(matrix, allRows(matrix), fitOptions(matrix.n)), matrix, allRows(matrix));
  });
  told!.forEach((logit, i) => {
    expect(Math.abs(logit - untold![i]!)).toBeLessThan(0.1);
  });
});
