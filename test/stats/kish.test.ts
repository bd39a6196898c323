import fc from "fast-check";
import { expect, test } from "vitest";
import { auc } from "../../src/stats/auc.ts";
import { interceptFor, slopeIntercept } from "../../src/stats/calibration.ts";
import { effectiveRows, toEffective } from "../../src/stats/kish.ts";
import { expectNear } from "./near.ts";

/** i = np.arange(60); y = (i * 5 + i * i) % 7 < 3; z = ((i * 11) % 13) / 4; w = 2.0 ** (-i / 20) */
const index = Array.from({ length: 60 }, (_, i) => i);
const y = Uint8Array.from(index, (i) => ((i * 5 + i * i) % 7 < 3 ? 1 : 0));
const z = Float64Array.from(index, (i) => ((i * 11) % 13) / 4);
const weights = Float64Array.from(index, (i) => 2 ** (-i / 20));

const weighted = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 4,
    maxLength: 40,
  })
  .filter((rows) => rows.some(([, won]) => won === 1) && rows.some(([, won]) => won === 0));

test("effectiveRows: Kish's, as numpy has it", () => {
  expectNear(effectiveRows(weights), 44.888338247225626, 1e-12); // w.sum()**2 / (w**2).sum()
  expect(effectiveRows([2, 2, 2])).toBe(3);
  expect(effectiveRows([])).toBe(0);
});

test("toEffective: sums to the effective rows, and so do its squares; equal weights become 1", () => {
  const scaled = toEffective(weights);
  const total = scaled.reduce((a, b) => a + b, 0);
  expectNear(total, effectiveRows(weights), 1e-12);
  expectNear(
    scaled.reduce((a, b) => a + b * b, 0),
    total,
    1e-12,
  );
  expect(toEffective(Float64Array.of(0.25, 0.25))).toEqual(Float64Array.of(1, 1));
});

test("weighted AUC, slope and intercept match scikit-learn and scipy", () => {
  expectNear(auc(z, y, weights), 0.43665370120096714, 1e-12); // sklearn.metrics.roc_auc_score(y, z, sample_weight=w)
  const { slope, intercept } = slopeIntercept(z, y, weights);
  // LogisticRegression(C=1e12, solver="newton-cholesky", tol=1e-14).fit(z[:, None], y, sample_weight=w), scikit-learn 1.9.1
  expectNear(slope, -0.23502218057283464, 1e-7);
  expectNear(intercept, 0.6594467148026902, 1e-7);
  // scipy 1.17: brentq(lambda t: (w * (expit(2 * z + t) - y)).sum(), -30, 30, xtol=1e-14)
  expectNear(interceptFor(z, y, 2, weights), -2.4908328110350957, 1e-10);
});

test("a weight of k is a row k times", () => {
  fc.assert(
    fc.property(weighted, (rows) => {
      const repeated = rows.flatMap(([score, won, times]) =>
        Array.from({ length: times }, () => [score, won] as const),
      );
      const short = {
        z: Float64Array.from(rows, ([score]) => score),
        y: Uint8Array.from(rows, ([, won]) => won),
        weights: Float64Array.from(rows, ([, , times]) => times),
      };
      const long = { z: Float64Array.from(repeated, ([s]) => s), y: Uint8Array.from(repeated, ([, won]) => won) };
      expectNear(auc(short.z, short.y, short.weights), auc(long.z, long.y), 1e-12);
      const [a, b] = [slopeIntercept(short.z, short.y, short.weights), slopeIntercept(long.z, long.y)];
      expect(Math.abs(a.slope - b.slope)).toBeLessThan(1e-6 * (1 + Math.abs(b.slope)));
      expect(Math.abs(a.intercept - b.intercept)).toBeLessThan(1e-5 * (1 + Math.abs(b.intercept)));
      expect(
        Math.abs(interceptFor(short.z, short.y, 0.7, short.weights) - interceptFor(long.z, long.y, 0.7)),
      ).toBeLessThan(1e-9);
    }),
  );
});
