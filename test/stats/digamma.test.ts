import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digamma } from "../../src/stats/digamma.ts";
import { logGamma } from "../../src/stats/gamma.ts";

describe("digamma", () => {
  it("has its known values", () => {
    const euler = 0.5772156649015329;
    expect(digamma(1)).toBeCloseTo(-euler, 10);
    expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.LN2, 10);
    expect(digamma(10)).toBeCloseTo(2.251752589066721, 10);
  });

  it("goes up by 1/x from x to x + 1, and is the slope of ln gamma", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (x) => {
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 6);
        const h = 1e-4 * x;
        const slope = (logGamma(x + h) - logGamma(x - h)) / (2 * h);
        expect(Math.abs(digamma(x) - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
      }),
    );
  });
});
