import fc from "fast-check";
import { expect, test } from "vitest";
import { deviance } from "../../src/stats/deviance.ts";
import { expectNear } from "./near.ts";

test.each([
  [5, 3, 0.5541281188299534], // mpmath.mp.dps = 40; x, m = mpmath.mpf(5), 3; float(x * mpmath.log(x / m) + m - x)
  [1000001, 1000000, 4.999998333334167e-7], // the same with x = 1000001, m = 1000000
  [95, 105, 0.492071437086659], // the same with x = 95, m = 105
])("matches mpmath at %f, %f, also where the plain formula would cancel", (x, m, want) => {
  expectNear(deviance(x, m), want, 1e-14);
});

test("is zero at x = m, m at x = 0, and positive elsewhere", () => {
  const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(positive, positive, (x, m) => {
      expect(deviance(m, m)).toBe(0);
      expect(deviance(0, m)).toBe(m);
      expect(deviance(x, m)).toBeGreaterThanOrEqual(0);
    }),
  );
});
