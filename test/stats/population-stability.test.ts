import fc from "fast-check";
import { expect, test } from "vitest";
import { populationStability } from "../../src/stats/population-stability.ts";
import { expectNear } from "./near.ts";

test("matches scipy.stats.entropy both ways", () => {
  // scipy 1.10.1: entropy([120, 60, 20], [90, 80, 30]) + entropy([90, 80, 30], [120, 60, 20])
  expectNear(populationStability([120, 60, 20], [90, 80, 30]), 0.09219377351835342, 1e-12);
  // with an empty cell: entropy([10.5, 5.5, .5], [8.5, 7.5, 2.5]) + entropy([8.5, 7.5, 2.5], [10.5, 5.5, .5])
  expectNear(populationStability([10, 5, 0], [8, 7, 2]), 0.22845573359084315, 1e-12);
});

test("no rows: not a number; cells empty in both do not count; disjoint stays finite", () => {
  expect(populationStability([], [])).toBeNaN();
  expect(populationStability([0, 0], [3, 4])).toBeNaN();
  expect(populationStability([5], [900])).toBe(0);
  expect(populationStability([10, 0, 5, 0], [8, 0, 7, 2])).toBe(populationStability([10, 5, 0], [8, 7, 2]));
  expect(populationStability([1e6, 0], [0, 1e6])).toBeGreaterThan(20);
  expect(populationStability([1e6, 0], [0, 1e6])).toBeLessThan(40);
});

test("0 for the same mix whatever the size, symmetric, never below 0, merging cells never raises it", () => {
  const count = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 10 }), (cells) => {
      const before = cells.map(([a]) => a);
      const now = cells.map(([, b]) => b);
      const index = populationStability(before, now);
      expect(index).toBeGreaterThan(-1e-12);
      expectNear(populationStability(now, before), index, 1e-9);
      const more = before.map((rows) => 7 * rows);
      expect(Math.abs(populationStability(before, more))).toBeLessThan(1e-12);
      const merge = ([a, b, ...rest]: number[]): number[] => [a! + b!, ...rest];
      expect(populationStability(merge(before), merge(now))).toBeLessThan(index + 1e-12);
    }),
  );
});
