import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "../../src/stats/wilson.ts";
import { expectNear } from "./near.ts";

test.each([
  [31, 84, 0.95, 0.27370118509020247, 0.4758476009231609], // proportion_confint(31, 84, method='wilson')
  [0, 10, 0.95, 0, 0.27753279986288926], // proportion_confint(0, 10, method='wilson')
  [10, 10, 0.95, 0.7224672001371106, 1], // proportion_confint(10, 10, method='wilson')
  [3, 1000000, 0.9, 1.1989458252824594e-6, 7.5065740756505725e-6], // proportion_confint(3, 1000000, alpha=0.1, method='wilson')
])("matches statsmodels.stats.proportion.proportion_confint(%i, %i) at %f", (won, n, confidence, low, high) => {
  const interval = wilson(won, n, confidence);
  expectNear(interval[0], low, 1e-11);
  expectNear(interval[1], high, 1e-12);
});

test("nothing seen is everything possible", () => expect(wilson(0, 0)).toEqual([0, 1]));

test("holds the rate, mirrors, and narrows with more deals", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (n, pick) => {
      const won = pick % (n + 1);
      const [low, high] = wilson(won, n);
      expect(low >= 0 && low <= won / n && won / n <= high && high <= 1).toBe(true);
      const [mirrorLow, mirrorHigh] = wilson(n - won, n);
      expect(Math.abs(low + mirrorHigh - 1) + Math.abs(high + mirrorLow - 1)).toBeLessThan(1e-12);
      const [closer, nearer] = wilson(4 * won, 4 * n);
      expect(nearer - closer).toBeLessThan(high - low);
    }),
  );
});
