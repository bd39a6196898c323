import { expect, it } from "vitest";
import { bandPrior } from "../../src/build/band-prior.ts";
import { type PriorColumn, posterior } from "../../src/build/posterior.ts";
import { expectNear } from "../stats/near.ts";

/** Correlations [[1, .5, .2], [.5, 1, .5], [.2, .5, 1]] and the unit matrix. */
const COLUMNS: readonly PriorColumn[] = [
  {
    codes: Uint8Array.of(1, 1, 2, 2, 3, 3, 0, 1, 2, 3, 1, 2),
    bands: 3,
    prior: {
      precision: Float64Array.of(75, -40, 5, -40, 96, -40, 5, -40, 75).map((v) => v / 56),
      logDet: Math.log(0.56),
    },
  },
  {
    codes: Uint8Array.of(1, 2, 1, 2, 1, 2, 1, 2, 0, 1, 2, 1),
    bands: 2,
    prior: { precision: Float64Array.of(1, 0, 0, 1), logDet: 0 },
  },
];
const Y = Uint8Array.of(1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0);

it("finds the mode, the evidence and the Savage-Dickey ratios that scipy and numpy find", () => {
  const fit = posterior(COLUMNS, Y, 0.5);
  // scipy 1.10: minimize(sum(logaddexp(0, z) - y z) + t' P t / 2, method="BFGS", gtol=1e-10)
  [0.05637129, 0.08875644, -0.41943335].forEach((want, b) => {
    expectNear(fit.effects[0]![b]!, want, 1e-5);
  });
  [-0.02089226, -0.19949051].forEach((want, b) => {
    expectNear(fit.effects[1]![b]!, want, 1e-5);
  });
  expectNear(fit.intercept, 0.14929987, 1e-5);
  // numpy 1.24: -f + (slogdet(P) - slogdet(H without the intercept's pivot)) / 2
  expectNear(fit.evidence, -8.45092875416218, 1e-5);
  // numpy 1.24: ln N(0; m, S) - ln N(0; 0, tau2 K) per column
  const [first, second] = fit.without();
  expectNear(first!, -0.10287065711958121, 1e-4);
  expectNear(second!, 0.2242437059575687, 1e-4);
});

it("comes to the same from any start", () => {
  const far = { intercept: 3, effects: [Float64Array.of(2, -2, 1), Float64Array.of(-3, 3)] };
  const [one, other] = [posterior(COLUMNS, Y, 0.5), posterior(COLUMNS, Y, 0.5, far)];
  expect(other.evidence).toBeCloseTo(one.evidence, 4);
  other.effects.forEach((f, j) => {
    f.forEach((value, b) => {
      expect(value).toBeCloseTo(one.effects[j]![b]!, 3);
    });
  });
});

it("a narrower prior draws effects toward none; no columns leave the base rate", () => {
  const size = (tau2: number): number =>
    posterior(COLUMNS, Y, tau2).effects.reduce((sum, f) => sum + f.reduce((a, b) => a + b * b, 0), 0);
  expect(size(0.01)).toBeLessThan(size(0.1));
  expect(size(0.1)).toBeLessThan(size(1));
  expect(posterior([], Uint8Array.of(1, 0, 0, 0), 1).intercept).toBeCloseTo(Math.log(1 / 3), 9);
});

it("outcomes that one band explains speak for the column, chance against it", () => {
  const n = 200;
  const codes = Uint8Array.from({ length: n }, (_, i) => (i % 2) + 1);
  const told = Uint8Array.from({ length: n }, (_, i) => (i % 10 < 8 ? i % 2 : (i + 1) % 2));
  const chance = Uint8Array.from({ length: n }, (_, i) => (i >> 1) % 2);
  const column = { codes, bands: 2, prior: bandPrior(Float64Array.of(100, 100), "unordered") };
  expect(posterior([column], told, 0.3).without()[0]).toBeLessThan(-10);
  expect(posterior([column], chance, 0.3).without()[0]).toBeGreaterThan(0);
});
