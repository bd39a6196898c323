import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaCdf, betaQuantile, betaTail } from "../../src/stats/beta.ts";
import { expectNear } from "./near.ts";

const shape = fc.double({ min: 0.05, max: 5000, noNaN: true });
const chance = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe("betaCdf", () => {
  test.each([
    [0.3, 2, 5, 0.5798250000000003], // scipy.stats.beta.cdf(0.3, 2, 5)
    [0.01, 0.5, 0.5, 0.06376856085851985], // scipy.stats.beta.cdf(0.01, 0.5, 0.5)
    [0.45, 1000, 1200, 0.3346623426715024], // scipy.stats.beta.cdf(0.45, 1000, 1200)
    [1e-8, 2, 5, 1.4999999599999995e-15], // scipy.stats.beta.cdf(1e-8, 2, 5)
  ])("matches scipy.stats.beta.cdf(%f, %f, %f)", (x, a, b, want) => expectNear(betaCdf(x, a, b), want, 1e-12));

  test("matches R's pbeta at counts of a million", () => {
    expectNear(betaCdf(0.3331, 1e6, 2e6), 0.19564360269015368, 1e-12); // pbeta(.3331, 1e6, 2e6)
  });

  test.each([
    // mpmath 1.2.1, mp.dps = 50: float(mp.betainc(b, a, 1 - mp.mpf(x), 1, regularized=True)); scipy 1.10.1's beta.cdf gives the same
    [0.9999995634691519, 3452751.5665322607, 0.14953056635491713, 0.017779978289777],
    [1.7435534537530014e-7, 0.09381839316963594, 7489879.209778529, 0.9859644801530008],
  ])("matches mpmath beside 0 and 1, betaCdf(%f, %f, %f)", (x, a, b, want) =>
    expectNear(betaCdf(x, a, b), want, 1e-13),
  );

  test("matches scipy.stats.beta.sf in a tiny upper tail", () => {
    expectNear(betaTail(0.9, 2, 30), 2.799999999999981e-29, 1e-13); // scipy.stats.beta.sf(0.9, 2, 30)
  });

  test("is 0 and 1 outside, uniform for a = b = 1", () => {
    expect([betaCdf(0, 2, 3), betaCdf(-1, 2, 3), betaCdf(1, 2, 3), betaCdf(2, 2, 3)]).toEqual([0, 0, 1, 1]);
    expect([betaTail(0, 2, 3), betaTail(-1, 2, 3), betaTail(1, 2, 3), betaTail(2, 2, 3)]).toEqual([1, 1, 0, 0]);
    expectNear(betaCdf(0.37, 1, 1), 0.37, 1e-14);
  });

  test("mirrors, adds up to 1 with its tail, and rises", () => {
    fc.assert(
      fc.property(chance, chance, shape, shape, (u, v, a, b) => {
        const [x, further] = [Math.min(u, v), Math.max(u, v)];
        const below = betaCdf(x, a, b);
        expect(below >= 0 && below <= 1).toBe(true);
        expect(Math.abs(below + betaTail(x, a, b) - 1)).toBeLessThan(1e-12);
        if (x > 0.001) expect(Math.abs(below - betaTail(1 - x, b, a))).toBeLessThan(1e-9);
        expect(betaCdf(further, a, b) - below).toBeGreaterThan(-1e-12);
      }),
    );
  });
});

describe("betaQuantile", () => {
  test.each([
    [0.025, 30, 70, 0.21466799296798691], // scipy.stats.beta.ppf(0.025, 30, 70)
    [0.975, 30, 70, 0.39290872698476176], // scipy.stats.beta.ppf(0.975, 30, 70)
    [1e-6, 0.5, 0.5, 2.46740110027031e-12], // scipy.stats.beta.ppf(1e-6, 0.5, 0.5)
    [0.3, 0.1, 3, 1.397635130911783e-6], // scipy.stats.beta.ppf(0.3, 0.1, 3)
  ])("matches scipy.stats.beta.ppf(%f, %f, %f)", (p, a, b, want) => expectNear(betaQuantile(p, a, b), want, 1e-12));

  test("matches R's qbeta at counts of a million", () => {
    expectNear(betaQuantile(0.5, 1e6, 2e6), 0.33333329629629171, 1e-14); // qbeta(.5, 1e6, 2e6)
  });

  test("undoes betaCdf", () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    fc.assert(
      fc.property(chance, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        if (p > 0.001 && p < 0.999) expect(Math.abs(x + betaQuantile(1 - p, b, a) - 1)).toBeLessThan(1e-9);
        fc.pre(x < 1 - 1e-6); // beside 1 a double cannot tell quantiles apart
        expect(Math.abs(betaCdf(x, a, b) - p)).toBeLessThan(1e-8);
      }),
    );
  });
});
