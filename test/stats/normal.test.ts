import fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf, normalQuantile } from "../../src/stats/normal.ts";
import { expectNear } from "./near.ts";

test.each([
  [-37, 5.725571222524577e-300], // mpmath.mp.dps = 40; float(mpmath.ncdf(-37))
  [-5.7, 5.990371401063528e-9], // float(mpmath.ncdf(-5.7))
  [-1.96, 0.024997895148220435], // scipy.stats.norm.cdf(-1.96)
  [0.3, 0.6179114221889526], // scipy.stats.norm.cdf(0.3)
  [2.5, 0.9937903346742238], // scipy.stats.norm.cdf(2.5)
])("normalCdf matches scipy.stats.norm.cdf and mpmath.ncdf at %f", (z, want) => expectNear(normalCdf(z), want, 1e-14));

test.each([
  [0.975, 1.959963984540054], // scipy.stats.norm.ppf(0.975)
  [0.6, 0.2533471031357997], // scipy.stats.norm.ppf(0.6)
  [0.001, -3.090232306167813], // scipy.stats.norm.ppf(0.001)
  [1e-20, -9.262340089798409], // scipy.stats.norm.ppf(1e-20)
  [1e-300, -37.0470962993612], // scipy.stats.norm.ppf(1e-300)
])("normalQuantile matches scipy.stats.norm.ppf at %f", (p, want) => expectNear(normalQuantile(p), want, 1e-14));

test("edges", () => {
  expect([normalCdf(0), normalCdf(-Infinity), normalCdf(Infinity), normalCdf(-40)]).toEqual([0.5, 0, 1, 0]);
  expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  expect([normalCdf(Number.NaN), normalQuantile(Number.NaN), normalQuantile(-0.1), normalQuantile(1.1)]).toEqual(
    new Array(4).fill(Number.NaN),
  );
});

test("symmetric, and each undoes the other", () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
      expect(Math.abs(normalCdf(z) + normalCdf(-z) - 1)).toBeLessThan(1e-15);
      const lower = -Math.abs(z);
      expect(Math.abs(normalQuantile(normalCdf(lower)) - lower)).toBeLessThan(1e-13);
    }),
  );
});
