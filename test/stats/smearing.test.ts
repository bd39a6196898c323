import fc from "fast-check";
import { expect, test } from "vitest";
import { normalQuantile } from "../../src/stats/normal.ts";
import { smearingFactor } from "../../src/stats/smearing.ts";
import { expectNear } from "./near.ts";
import { scores } from "./sample.ts";

const mean = scores.reduce((sum, value) => sum + value, 0) / 40;
const residuals = scores.map((value) => value - mean);

test("matches numpy, with and without weights", () => {
  // numpy 1.24.2, i = np.arange(40), s = scores of sample.ts: np.mean(np.exp(s - s.mean()))
  expectNear(smearingFactor(residuals), 2.4476616774281474, 1e-13);
  // np.average(np.exp(s - s.mean()), weights=1 + i % 3)
  expectNear(
    smearingFactor(
      residuals,
      scores.map((_, i) => 1 + (i % 3)),
    ),
    2.5057315331810655,
    1e-13,
  );
});

test("nothing has no factor, exact fits none to make", () => {
  expect(smearingFactor([])).toBeNaN();
  expect(smearingFactor([0, 0, 0])).toBe(1);
  expect(smearingFactor([0.7])).toBe(Math.exp(0.7));
});

test("of normal residuals it is exp(variance / 2)", () => {
  const normal = Float64Array.from({ length: 200_000 }, (_, i) => 0.8 * normalQuantile((i + 0.5) / 200_000));
  expectNear(smearingFactor(normal), Math.exp(0.32), 1e-3);
});

test("gives back the mean: exp(mean log value) times the factor of what is left, at least 1", () => {
  const amount = fc.double({ min: 1, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1 }), (amounts) => {
      const logs = amounts.map(Math.log);
      const centre = logs.reduce((sum, value) => sum + value, 0) / logs.length;
      const factor = smearingFactor(logs.map((value) => value - centre));
      expect(factor).toBeGreaterThanOrEqual(1 - 1e-12);
      expectNear(factor * Math.exp(centre), amounts.reduce((sum, value) => sum + value, 0) / amounts.length, 1e-9);
    }),
  );
});
