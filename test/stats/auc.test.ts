import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auc, aucFromCounts, aucInterval, aucIntervalFromCounts } from "../../src/stats/auc.ts";
import { expectNear } from "./near.ts";
import { scores, tied, y } from "./sample.ts";

const row = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 0, max: 1 }));
const deals = fc.array(row, { minLength: 1, maxLength: 60 }).map((rows) => ({
  scores: Float64Array.from(rows, ([score]) => score),
  y: Uint8Array.from(rows, ([, outcome]) => outcome),
}));

/** The definition: every winner against every loser. */
function byPairs(scores: Float64Array, y: Uint8Array): number {
  let pairs = 0;
  let wins = 0;
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < y.length; j++) {
      if (y[i] !== 1 || y[j] !== 0) continue;
      pairs++;
      wins += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
    }
  }
  return wins / pairs;
}

describe("auc", () => {
  test("matches sklearn.metrics.roc_auc_score, with and without ties", () => {
    expectNear(auc(scores, y), 0.5238095238095238, 1e-15); // sklearn.metrics.roc_auc_score(y, scores)
    expectNear(auc(tied, y), 0.5372023809523809, 1e-15); // sklearn.metrics.roc_auc_score(y, tied)
  });

  test("is not a number when a class is empty", () => {
    expect(auc(new Float64Array(0), new Uint8Array(0))).toBeNaN();
    expect(auc(Float64Array.of(1, 2), Uint8Array.of(1, 1))).toBeNaN();
    expect(auc(Float64Array.of(1, 2), Uint8Array.of(0, 0))).toBeNaN();
  });

  test("matches every winner against every loser", () => {
    fc.assert(
      fc.property(deals, ({ scores, y }) => {
        const want = byPairs(scores, y);
        const got = auc(scores, y);
        if (Number.isNaN(want)) expect(got).toBeNaN();
        else expectNear(got, want, 1e-14);
      }),
    );
  });

  test("turning the score over, or the outcomes, mirrors it; a rising transform leaves it", () => {
    fc.assert(
      fc.property(deals, ({ scores, y }) => {
        const area = auc(scores, y);
        fc.pre(!Number.isNaN(area));
        const mirrored = scores.map((score) => -score);
        const swapped = y.map((outcome) => 1 - outcome);
        const transformed = scores.map((score) => Math.exp(score));
        expectNear(auc(mirrored, y), 1 - area, 1e-12);
        expectNear(auc(scores, swapped), 1 - area, 1e-12);
        expect(auc(transformed, y)).toBe(area);
      }),
    );
  });
});

test("aucFromCounts matches sklearn.metrics.roc_auc_score with weights, also at a million deals", () => {
  // scikit-learn 1.2.1: roc_auc_score([1, 0] * 3, [0, 0, 1, 1, 2, 2], sample_weight=[3, 9, 4, 7, 8, 2])
  expectNear(aucFromCounts([3, 4, 8], [9, 7, 2]), 0.7388888888888889, 1e-14);
  // the same with sample_weight=[300003, 900001, 400004, 700007, 800008, 200002]
  expectNear(aucFromCounts([300003, 400004, 800008], [900001, 700007, 200002]), 0.7388881728434842, 1e-14);
});

test("aucFromCounts reads ordered groups, and minds nothing but their order", () => {
  expect(aucFromCounts([0, 1, 2], [2, 0, 1])).toBe((2 + 2 * 2.5) / 9);
  expect(aucFromCounts([0, 0, 1, 0, 2], [0, 2, 0, 0, 1])).toBe((2 + 2 * 2.5) / 9);
  expect(aucFromCounts([], [])).toBeNaN();
});

describe("aucInterval", () => {
  test.each([
    // r <- roc(y, scores, direction = "<"); A <- auc(r); se <- sqrt(var(r)); plogis(qlogis(A) + c(-1, 1) * qnorm(.975) * se / (A * (1 - A)))
    ["scores", scores, 0.52380952380952384, 0.1077313572559265, 0.32055820976336652, 0.71946876551372896],
    ["scores with ties", tied, 0.53720238095238093, 0.099181770043181364, 0.3468726572342905, 0.71727497324328549],
  ])("matches R's pROC (DeLong) on %s", (_, values, area, se, low, high) => {
    const interval = aucInterval(values, y);
    expectNear(interval.auc, area, 1e-14);
    expectNear(interval.se, se, 1e-13);
    expectNear(interval.low, low, 1e-13);
    expectNear(interval.high, high, 1e-13);
  });

  test("a single row in a class, or none, leaves everything possible", () => {
    expect(aucInterval(Float64Array.of(1, 2, 3), Uint8Array.of(0, 1, 0))).toEqual({
      auc: 0.5,
      low: 0,
      high: 1,
      se: Number.NaN,
    });
    expect(aucInterval(new Float64Array(0), new Uint8Array(0))).toEqual({
      auc: Number.NaN,
      low: 0,
      high: 1,
      se: Number.NaN,
    });
  });

  test("a perfect score of few deals is not a certainty", () => {
    const perfect = aucInterval(Float64Array.of(1, 2, 3, 4, 5), Uint8Array.of(0, 0, 0, 1, 1));
    expect(perfect.auc).toBe(1);
    expect(perfect.high).toBe(1);
    expect(perfect.low).toBeLessThan(0.5);
  });

  test("a constant score is .5 for certain", () => {
    expect(aucInterval(new Float64Array(6), Uint8Array.of(1, 0, 1, 0, 1, 0))).toEqual({
      auc: 0.5,
      low: 0.5,
      high: 0.5,
      se: 0,
    });
  });

  test("holds its AUC inside 0..1, mirrors, narrows with lower confidence", () => {
    fc.assert(
      fc.property(deals, ({ scores, y }) => {
        const { auc: area, low, high, se } = aucInterval(scores, y);
        fc.pre(!Number.isNaN(se));
        expect(low >= 0 && low <= area + 1e-12 && area <= high + 1e-12 && high <= 1).toBe(true);
        const mirrored = aucInterval(
          scores.map((score) => -score),
          y,
        );
        expect(Math.abs(mirrored.low + high - 1)).toBeLessThan(1e-9);
        const lax = aucInterval(scores, y, 0.5);
        expect(lax.low >= low - 1e-12 && lax.high <= high + 1e-12).toBe(true);
      }),
    );
  });

  test("from counts it is the same", () => {
    expect(aucIntervalFromCounts([0, 1, 2, 3], [4, 0, 1, 1])).toEqual(
      aucInterval(
        Float64Array.of(0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 3, 3),
        Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0),
      ),
    );
  });
});
