import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrationError, interceptFor, slopeIntercept } from "../../src/stats/calibration.ts";
import { createRandom } from "../../src/stats/random.ts";
import { logit, sigmoid } from "../../src/stats/sigmoid.ts";
import { expectNear } from "./near.ts";
import { scores, tied, y } from "./sample.ts";

const row = fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.integer({ min: 0, max: 1 }));
const deals = fc.array(row, { minLength: 2, maxLength: 60 }).map((rows) => ({
  z: Float64Array.from(rows, ([z]) => z),
  y: Uint8Array.from(rows, ([, outcome]) => outcome),
}));
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

describe("calibrationError", () => {
  test("matches sklearn.calibration.calibration_curve(strategy='quantile') on distinct scores", () => {
    // p = 1 / (1 + np.exp(-(scores - 2.5))); t, q = calibration_curve(y, p, n_bins=5, strategy='quantile'); np.abs(t - q).mean()
    const p = scores.map((score) => sigmoid(score - 2.5));
    expectNear(calibrationError(p, y, 5), 0.2959842978737869);
  });

  test("is 0 for the base rate, 1 for certainty that is always wrong, not a number without rows", () => {
    expect(calibrationError(Float64Array.of(0.5, 0.5, 0.5, 0.5), Uint8Array.of(1, 0, 0, 1))).toBe(0);
    expect(calibrationError(Float64Array.of(1, 1, 0), Uint8Array.of(0, 0, 1))).toBe(1);
    expect(calibrationError(new Float64Array(0), new Uint8Array(0))).toBeNaN();
  });

  test("one group compares the two means; more groups never hide an error; the order of rows does not count", () => {
    fc.assert(
      fc.property(deals, ({ z, y }) => {
        const p = z.map(sigmoid);
        const gap = Math.abs(sum(p) - sum(y)) / p.length;
        expect(Math.abs(calibrationError(p, y, 1) - gap)).toBeLessThan(1e-12);
        expect(calibrationError(p, y)).toBeGreaterThanOrEqual(gap - 1e-12);
        expect(calibrationError(p, y)).toBeLessThanOrEqual(1);
        expectNear(calibrationError(p.slice().reverse(), y.slice().reverse()), calibrationError(p, y), 1e-12);
      }),
    );
  });
});

describe("slopeIntercept", () => {
  test.each([
    // glm(y ~ scores, family = binomial); the same by statsmodels.api.GLM(y, add_constant(scores), family=Binomial())
    ["scores", scores, 0.057129213803178612, -0.99437440004347888],
    ["scores with ties", tied, 0.084805791059000421, -1.0305392449875088],
  ])("matches R's glm on %s", (_, values, slope, intercept) => {
    const fit = slopeIntercept(values, y);
    expectNear(fit.slope, slope, 1e-8);
    expectNear(fit.intercept, intercept, 1e-8);
  });

  test("finds the slope and intercept that made the outcomes", () => {
    const random = createRandom(3);
    const z = Float64Array.from({ length: 50_000 }, () => 4 * random.next() - 2);
    const outcomes = Uint8Array.from(z, (value) => (random.next() < sigmoid(0.6 * value - 1) ? 1 : 0));
    const fit = slopeIntercept(z, outcomes);
    expect(Math.abs(fit.slope - 0.6)).toBeLessThan(0.04);
    expect(Math.abs(fit.intercept + 1)).toBeLessThan(0.04);
  });

  test("separable classes: 20 per standard deviation, intercept between them", () => {
    const fit = slopeIntercept(Float64Array.of(-3, -1, 1, 3), Uint8Array.of(0, 0, 1, 1));
    expectNear(fit.slope, 20 / Math.sqrt(5), 1e-12);
    expect(Math.abs(fit.intercept)).toBeLessThan(1e-6);
    const against = slopeIntercept(Float64Array.of(-3, -1, 1, 3), Uint8Array.of(1, 1, 0, 0));
    expectNear(against.slope, -20 / Math.sqrt(5), 1e-12);
  });

  test("constant score, one class, no rows: slope 0 and a finite intercept", () => {
    expect(slopeIntercept(Float64Array.of(2, 2, 2, 2), Uint8Array.of(1, 0, 0, 0))).toEqual({
      slope: 0,
      intercept: logit(0.25),
    });
    expect(slopeIntercept(Float64Array.of(1, 2, 3), Uint8Array.of(0, 0, 0))).toEqual({
      slope: 0,
      intercept: logit(0.125),
    });
    expect(slopeIntercept(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 1))).toEqual({
      slope: 0,
      intercept: logit(0.875),
    });
    expect(slopeIntercept(new Float64Array(0), new Uint8Array(0))).toEqual({ slope: 0, intercept: 0 });
  });

  test("its mean is the rate, and it is finite whatever the rows", () => {
    fc.assert(
      fc.property(deals, ({ z, y }) => {
        const { slope, intercept } = slopeIntercept(z, y);
        expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true);
        const won = sum(y);
        fc.pre(won > 0 && won < y.length);
        const said = sum(z.map((value) => sigmoid(slope * value + intercept)));
        expect(Math.abs(said - won)).toBeLessThan(1e-5);
      }),
    );
  });
});

describe("interceptFor", () => {
  const logits = scores.map((score) => score - 2.5);

  test("matches R's glm with an offset", () => {
    expectNear(interceptFor(logits, y), -1.2818992687706925, 1e-12); // glm(y ~ 1, offset = scores - 2.5, family = binomial)
    expectNear(interceptFor(logits, y, 2), -2.174684340230721, 1e-12); // glm(y ~ 1, offset = 2 * (scores - 2.5), family = binomial)
    expectNear(interceptFor(logits, 12), -1.2818992687706925, 1e-12); // sum(y) = 12
  });

  test("edges: slope 0 is the logit of the rate, one class is half a row away, no rows 0", () => {
    expectNear(interceptFor(logits, 10, 0), logit(0.25), 1e-14);
    expectNear(interceptFor(Float64Array.of(0, 0, 0), 0), logit(0.125), 1e-14);
    expectNear(interceptFor(Float64Array.of(0, 0, 0), Uint8Array.of(1, 1, 1)), logit(0.875), 1e-14);
    expect(interceptFor(new Float64Array(0), 0)).toBe(0);
  });

  test("reaches the target, also for steep slopes and far scores", () => {
    const slope = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(deals, slope, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (rows, slope, rate) => {
        const target = rate * rows.z.length;
        const intercept = interceptFor(rows.z, target, slope);
        const reached = sum(rows.z.map((value) => sigmoid(slope * value + intercept)));
        expect(Math.abs(reached - target)).toBeLessThan(1e-8);
      }),
    );
  });
});
