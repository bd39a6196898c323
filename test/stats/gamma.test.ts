import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBeta, logGamma, logGammaTable, stirlingError } from "../../src/stats/gamma.ts";
import { expectNear } from "./near.ts";

describe("logGamma", () => {
  test.each([
    [0.1, 2.252712651734206], // scipy.special.gammaln(0.1)
    [3.7, 1.428072326665388], // scipy.special.gammaln(3.7)
    [100.5, 361.43554046777757], // scipy.special.gammaln(100.5)
    [1e6, 12815504.569147611], // scipy.special.gammaln(1e6)
  ])("matches scipy.special.gammaln at %f", (x, want) => expectNear(logGamma(x), want, 1e-14));

  test.each([
    [1 + 1e-9, -5.772157118381039e-10], // mpmath.mp.dps = 40; float(mpmath.loggamma(mpmath.mpf(1 + 1e-9)))
    [2 - 1e-7, -4.2278430309861296e-8], // float(mpmath.loggamma(mpmath.mpf(2 - 1e-7)))
  ])("matches mpmath.loggamma beside its zeros, at %f", (x, want) => expectNear(logGamma(x), want, 1e-14));

  test("is zero at 1 and 2, infinite at 0 and Infinity, not a number below", () => {
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
    expect(logGamma(0)).toBe(Infinity);
    expect(logGamma(Infinity)).toBe(Infinity);
    expect(logGamma(-0.5)).toBeNaN();
  });

  test("log gamma(x + 1) = log gamma(x) + log x across its ranges", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 50, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe("logBeta", () => {
  test.each([
    [2.5, 3.5, -3.3018352699620523], // scipy.special.betaln(2.5, 3.5)
    [6.4, 13.6, -12.338798034759868], // scipy.special.betaln(6.4, 13.6)
  ])("matches scipy.special.betaln at %f, %f", (a, b, want) => expectNear(logBeta(a, b), want, 1e-14));

  test.each([
    [20, 1e6, -236.970516970851], // float(mpmath.log(mpmath.beta(20, 1e6))), mp.dps = 40
    [1e6, 1e6, -1386300.003362921], // float(mpmath.log(mpmath.beta(1e6, 1e6)))
    [0.001, 1e9, 6.886455619547407], // float(mpmath.log(mpmath.beta(0.001, 1e9)))
  ])("matches mpmath.beta at %f, %f, where three log gammas would cancel", (a, b, want) => {
    expectNear(logBeta(a, b), want, 1e-14);
  });

  test("is symmetric, and B(a, 1) = 1 / a", () => {
    const shape = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(logBeta(a, b)).toBe(logBeta(b, a));
        expect(Math.abs(logBeta(a, 1) + Math.log(a))).toBeLessThan(1e-13 * Math.max(1, Math.abs(Math.log(a))));
      }),
    );
  });
});

test("logGammaTable holds log gamma at offset, offset + 1, ... and so gives log beta of counts and a prior", () => {
  const won = logGammaTable(6.4, 30);
  const lost = logGammaTable(13.6, 30);
  const all = logGammaTable(20, 60);
  expect(won.length).toBe(31);
  expectNear(won[12]! + lost[25]! - all[37]!, logBeta(18.4, 38.6), 1e-13);
});

test.each([
  // mpmath 1.2.1: mp.dps = 40; x = mp.mpf(x); float(mp.loggamma(x) - ((x - .5) * mp.log(x) - x + mp.log(2 * mp.pi) / 2))
  [5, 0.016644691189821193],
  [7.5, 0.011104559758206917],
  [8, 0.010411265261972096],
  [40, 0.0020832899383024218],
  [1e5, 8.333333333305556e-7],
])("stirlingError matches mpmath at %f", (x, want) => expectNear(stirlingError(x), want, 1e-12));

test("logGammaTable matches scipy.special.gammaln(6.4 + np.arange(4)), scipy 1.10.1", () => {
  const want = [5.484106985919302, 7.340404976284929, 9.341884976495052, 11.47011668234432];
  logGammaTable(6.4, 3).forEach((value, i) => {
    expectNear(value, want[i]!, 1e-14);
  });
  expect(logGammaTable(1, 0)).toEqual(Float64Array.of(0));
});

test("stirlingError is positive and falls, as 1 / 12x for large x", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (x) => {
      expect(stirlingError(x)).toBeGreaterThan(0);
      expect(stirlingError(2 * x)).toBeLessThan(stirlingError(x));
      if (x > 1e4) expectNear(stirlingError(x), 1 / (12 * x), 1e-9);
    }),
  );
});

test("stirlingError is what Stirling's formula leaves, on both sides of its switch at 8", () => {
  for (const x of [0.3, 1, 5, 7.999, 8, 8.001, 1e5]) {
    const stirling = (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2;
    expect(Math.abs(stirlingError(x) - (logGamma(x) - stirling))).toBeLessThan(1e-15 * Math.max(1, stirling));
  }
});
