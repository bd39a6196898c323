import fc from "fast-check";
import { expect, test } from "vitest";
import { shrunkMean } from "../../src/stats/shrunk-mean.ts";
import { expectNear } from "./near.ts";

test("for a rate it is the mean of scipy.stats.beta with the prior's ten rows", () => {
  expectNear(shrunkMean(84, 31 / 84, 0.2), 0.35106382978723405, 1e-15); // scipy 1.10.1: scipy.stats.beta.mean(2 + 31, 8 + 53)
});

test("no rows give the overall mean, also where their own is not known; many keep their own", () => {
  expect(shrunkMean(0, Number.NaN, 7)).toBe(7);
  expectNear(shrunkMean(1e9, 3, 7), 3, 1e-7);
  expect(shrunkMean(10, 2, 4)).toBe(3);
  expect(shrunkMean(5, 2, 4, 0)).toBe(2);
});

test("lies between the two means, nearer to the rows' own the more there are, and is linear in money", () => {
  const money = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.nat(100_000), money, money, (n, mean, overall) => {
      const shrunk = shrunkMean(n, mean, overall);
      const [low, high] = [Math.min(mean, overall), Math.max(mean, overall)];
      expect(shrunk >= low - 1e-6 && shrunk <= high + 1e-6).toBe(true);
      expect(Math.abs(shrunkMean(n + 1, mean, overall) - mean)).toBeLessThanOrEqual(Math.abs(shrunk - mean) + 1e-6);
      expect(Math.abs(shrunkMean(n, 3 * mean, 3 * overall) - 3 * shrunk)).toBeLessThan(1e-5);
    }),
  );
});
