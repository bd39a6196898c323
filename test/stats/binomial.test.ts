import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialCdf, binomialTail, logBinomialMass } from "../../src/stats/binomial.ts";
import { expectNear } from "./near.ts";

test.each([
  [3, 61, 0.1, 0.12896322065929142], // scipy.stats.binom.cdf(3, 61, 0.1)
  [0, 61, 0.1, 0.0016173092699229867], // scipy.stats.binom.cdf(0, 61, 0.1)
  [450, 1000, 0.5, 0.0008652680424881512], // scipy.stats.binom.cdf(450, 1000, 0.5)
  [2, 100000, 0.0002, 4.547734360770321e-7], // sum(binomial(n, k) * p**k * (1 - p)**(n - k) for k in range(3)), mpmath, dps = 40
  [0, 93353489, 2.3771746862392058e-8, 0.1086986900912625], // mpmath 1.2.1, mp.dps = 50: float((1 - mp.mpf(2.3771746862392058e-08))**93353489)
  [0, 23727212, 8.842558777997362e-8, 0.1226902048846751], // float((1 - mp.mpf(8.842558777997362e-08))**23727212)
])("binomialCdf matches scipy.stats.binom.cdf and mpmath (%i, %i, %f)", (k, n, p, want) => {
  expectNear(binomialCdf(k, n, p), want, 1e-12);
});

test("binomialTail includes k and matches scipy.stats.binom.sf", () => {
  expectNear(binomialTail(550, 1000, 0.5), 0.0008652680424881512, 1e-12); // scipy.stats.binom.sf(549, 1000, 0.5)
  expectNear(binomialTail(2, 2, 0.3), 0.09, 1e-14);
});

test.each([
  [3, 61, 0.1, -2.5276687860629723], // scipy.stats.binom.logpmf(3, 61, 0.1)
  [700, 1000, 0.5, -85.87568429557035], // scipy.stats.binom.logpmf(700, 1000, 0.5)
  [0, 61, 0.1, -6.426991455127405], // scipy.stats.binom.logpmf(0, 61, 0.1)
  [61, 61, 0.1, -140.45769067263677], // scipy.stats.binom.logpmf(61, 61, 0.1)
])("logBinomialMass matches scipy.stats.binom.logpmf(%i, %i, %f)", (k, n, p, want) => {
  expectNear(logBinomialMass(k, n, p, 1 - p), want, 1e-12);
});

test("edges: nothing below 0, everything up to n, no trials", () => {
  expect([binomialCdf(-1, 5, 0.3), binomialCdf(5, 5, 0.3), binomialCdf(0, 0, 0.3)]).toEqual([0, 1, 1]);
  expect([binomialTail(0, 5, 0.3), binomialTail(6, 5, 0.3), binomialTail(0, 0, 0.3)]).toEqual([1, 0, 1]);
  expect([binomialCdf(2, 5, 0), binomialCdf(2, 5, 1)]).toEqual([1, 0]);
  expect([logBinomialMass(-1, 5, 0.5, 0.5), logBinomialMass(6, 5, 0.5, 0.5)]).toEqual([-Infinity, -Infinity]);
});

test("masses add up to both tails", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.nat(),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (n, pick, p) => {
        const k = pick % (n + 1);
        let below = 0;
        for (let i = 0; i <= k; i++) below += Math.exp(logBinomialMass(i, n, p, 1 - p));
        expect(Math.abs(binomialCdf(k, n, p) - below)).toBeLessThan(1e-12);
        expect(Math.abs(binomialTail(k + 1, n, p) + below - 1)).toBeLessThan(1e-12);
      },
    ),
  );
});
