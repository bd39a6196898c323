import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialCdf, binomialTail } from "../../src/stats/binomial.ts";
import { clopperPearson } from "../../src/stats/clopper-pearson.ts";
import { expectNear } from "./near.ts";

test.each([
  // statsmodels 0.13.5: statsmodels.stats.proportion.proportion_confint(31, 84, method='beta')
  [31, 84, 0.95, 0.26628075010324803, 0.48133585475330687],
  [1, 10, 0.95, 0.0025285785444617848, 0.4450161170281953], // proportion_confint(1, 10, method='beta')
  [9, 10, 0.95, 0.5549838829718047, 0.9974714214555382], // proportion_confint(9, 10, method='beta')
  [3, 1000000, 0.95, 6.186725501906401e-7, 8.76724778806768e-6], // proportion_confint(3, 10**6, method='beta')
  [31, 84, 0.9, 0.2811200279274305, 0.46410588830693267], // proportion_confint(31, 84, alpha=.1, method='beta')
])("matches statsmodels' proportion_confint(%i, %i) at %f", (won, n, confidence, low, high) => {
  const interval = clopperPearson(won, n, confidence);
  expectNear(interval[0], low, 1e-11);
  expectNear(interval[1], high, 1e-11);
});

test("nothing seen, none, all, one row", () => {
  expect(clopperPearson(0, 0)).toEqual([0, 1]);
  expect(clopperPearson(0, 12)[0]).toBe(0);
  expectNear(clopperPearson(0, 12)[1], 1 - 0.025 ** (1 / 12), 1e-13);
  expectNear(clopperPearson(12, 12)[0], 0.025 ** (1 / 12), 1e-13);
  expect(clopperPearson(12, 12)[1]).toBe(1);
  expectNear(clopperPearson(1, 1)[0], 0.025, 1e-13);
});

test("each limit is the rate under which what was seen has a tail of 2.5%; it mirrors", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), (n, pick) => {
      const won = pick % (n + 1);
      const [low, high] = clopperPearson(won, n);
      expect(0 <= low && low <= won / n && won / n <= high && high <= 1).toBe(true);
      if (won > 0) expectNear(binomialTail(won, n, low), 0.025, 1e-8);
      if (won < n) expectNear(binomialCdf(won, n, high), 0.025, 1e-8);
      const [mirrorLow, mirrorHigh] = clopperPearson(n - won, n);
      expect(Math.abs(low + mirrorHigh - 1) + Math.abs(high + mirrorLow - 1)).toBeLessThan(1e-12);
    }),
  );
});
