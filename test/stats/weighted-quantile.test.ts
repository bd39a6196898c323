import fc from "fast-check";
import { expect, test } from "vitest";
import { weightedQuantile } from "../../src/stats/weighted-quantile.ts";
import { scores } from "./sample.ts";

test.each([
  // statsmodels 0.13.5, i = np.arange(40), s = scores of sample.ts: DescrStatsW(s, 1 + i % 3).quantile([0, .1, .25, .5, .9, 1])
  [1, 0, 0],
  [1, 0.1, 0.625],
  [1, 0.25, 1.375],
  [1, 0.5, 2.625],
  [1, 0.9, 4.625],
  [1, 1, 5],
  // DescrStatsW(s, (1 + i % 3) / 7).quantile([.05, .3, .77])
  [7, 0.05, 0.25],
  [7, 0.3, 1.625],
  [7, 0.77, 3.875],
])("matches statsmodels' DescrStatsW.quantile, weights / %i, p %f", (scale, p, want) => {
  const weights = scores.map((_, i) => (1 + (i % 3)) / scale);
  expect(weightedQuantile(scores, weights, p)).toBe(want);
});

test("nothing, no weight, one value, a weightless value, midway", () => {
  expect(weightedQuantile([], [], 0.5)).toBeNaN();
  expect(weightedQuantile([1, 2], [0, 0], 0.5)).toBeNaN();
  expect([0, 0.3, 1].map((p) => weightedQuantile([7], [0.1], p))).toEqual([7, 7, 7]);
  expect(weightedQuantile([1, 99, 2], [1, 0, 1], 0.5)).toBe(1.5);
  expect(weightedQuantile([3, 3, 3], [1, 5, 2], 0.4)).toBe(3);
});

test("whole weights are copies, scaling them and the order of rows change nothing, it rises with p", () => {
  const row = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 4 }));
  const share = fc.integer({ min: 0, max: 40 }).map((k) => k / 40);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), share, share, (rows, p, q) => {
      const at = (of: typeof rows, p: number, scale = 1): number =>
        weightedQuantile(
          of.map(([value]) => value),
          of.map(([, weight]) => scale * weight),
          p,
        );
      const found = at(rows, p);
      const copies = rows.flatMap(([value, weight]) => new Array<[number, number]>(weight).fill([value, 1]));
      expect(at(copies, p)).toBe(found);
      expect(at([...rows].reverse(), p, 0.3)).toBe(found);
      if (q >= p) expect(at(rows, q)).toBeGreaterThanOrEqual(found);
    }),
  );
});
