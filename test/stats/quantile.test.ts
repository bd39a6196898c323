import fc from "fast-check";
import { expect, test } from "vitest";
import { median, quantile } from "../../src/stats/quantile.ts";

test.each([
  [0, 1],
  [0.1, 1.5],
  [0.25, 2.5],
  [0.5, 6],
  [0.9, 23.5],
  [1, 31],
])("matches numpy.quantile([1, 2, 4, 8, 16, 31], %f)", (p, want) =>
  expect(quantile([1, 2, 4, 8, 16, 31], p)).toBe(want),
);

test("nothing has no quantile, one value is all of them, infinities do not spread", () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(median([])).toBeNaN();
  expect([quantile([7], 0), quantile([7], 0.3), quantile([7], 1)]).toEqual([7, 7, 7]);
  expect(quantile([1, 2, Infinity], 0.5)).toBe(2);
});

test("median matches numpy.median of 41 and of 40 numbers in any order, with ties", () => {
  const values = Array.from({ length: 41 }, (_, i) => ((i * 37) % 29) / 8);
  expect(median(values)).toBe(1.75); // numpy 1.24.2: np.median(np.arange(41) * 37 % 29 / 8)
  expect(median(values.slice(0, 40))).toBe(1.75); // np.median(np.arange(40) * 37 % 29 / 8)
  expect(median(new Array(9).fill(0.1))).toBe(0.1);
});

test("median: half the values lie on either side, whatever their order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), (values) => {
      const middle = median(values);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(median([...values].reverse())).toBe(middle);
    }),
  );
});

test("median sorts for itself, as numbers, and leaves its input alone", () => {
  const values = [10, 9, 1, 100];
  expect(median(values)).toBe(9.5);
  expect(values).toEqual([10, 9, 1, 100]);
  expect(median(Float64Array.of(3, 1, 2))).toBe(2);
});

test("stays between the values and rises with p", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
      share,
      share,
      (values, p, q) => {
        const sorted = Float64Array.from(values).sort();
        const low = quantile(sorted, Math.min(p, q));
        const high = quantile(sorted, Math.max(p, q));
        expect(low).toBeGreaterThanOrEqual(sorted[0]!);
        expect(high).toBeLessThanOrEqual(sorted[sorted.length - 1]!);
        expect(high - low).toBeGreaterThan(-1e-8);
      },
    ),
  );
});
