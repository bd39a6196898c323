import fc from "fast-check";
import { expect, test } from "vitest";
import { isotonic } from "../../src/stats/isotonic.ts";
import { expectNear } from "./near.ts";

test("matches sklearn.isotonic.IsotonicRegression with weights", () => {
  // IsotonicRegression().fit_transform(range(10), [1, 3, 2, 4, 3.5, 3.4, 6, 5, 7, 6.5], sample_weight=[1, 2, 1, .5, 3, 1, 1, 2, 1, 4])
  const fitted = isotonic([1, 3, 2, 4, 3.5, 3.4, 6, 5, 7, 6.5], [1, 2, 1, 0.5, 3, 1, 1, 2, 1, 4]);
  const want = [1, 8 / 3, 8 / 3, 3.533333333333333, 3.533333333333333, 3.533333333333333, 16 / 3, 16 / 3, 6.6, 6.6];
  want.forEach((value, i) => {
    expectNear(fitted[i]!, value, 1e-14);
  });
});

test("edges: nothing, one, no weight at all, a weightless value follows", () => {
  expect([...isotonic([], [])]).toEqual([]);
  expect([...isotonic([5], [0])]).toEqual([5]);
  expect([...isotonic([3, 1], [0, 0])]).toEqual([2, 2]);
  expect([...isotonic([1, 99, 2], [1, 0, 1])]).toEqual([1, 1, 2]);
});

const point = fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: 0.01, max: 10, noNaN: true }));

test("rises, keeps the weighted mean, leaves a rising sequence alone, and fitting twice changes nothing", () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), (points) => {
      const values = points.map(([value]) => value);
      const weights = points.map(([, weight]) => weight);
      const fitted = isotonic(values, weights);
      for (let i = 1; i < fitted.length; i++) expect(fitted[i]!).toBeGreaterThanOrEqual(fitted[i - 1]!);
      const shift = values.reduce((sum, value, i) => sum + weights[i]! * (fitted[i]! - value), 0);
      expect(Math.abs(shift)).toBeLessThan(1e-8);
      expect(isotonic(fitted, weights)).toEqual(fitted);
      const rising = Float64Array.from(values).sort();
      expect(isotonic(rising, weights)).toEqual(rising);
    }),
  );
});

test("no other rising sequence is nearer", () => {
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 12 }),
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 12, maxLength: 12 }),
      (points, other) => {
        const fitted = isotonic(
          points.map(([value]) => value),
          points.map(([, weight]) => weight),
        );
        const rival = Float64Array.from(other).sort();
        const distance = (guess: Float64Array): number =>
          points.reduce((sum, [value, weight], i) => sum + weight * (guess[i]! - value) ** 2, 0);
        expect(distance(fitted)).toBeLessThanOrEqual(distance(rival) + 1e-7);
      },
    ),
  );
});
