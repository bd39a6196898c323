import fc from "fast-check";
import { expect, test } from "vitest";
import { baseLogLoss, logLoss, logLossFromLogit } from "../../src/stats/log-loss.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";
import { expectNear } from "./near.ts";
import { scores, y } from "./sample.ts";

const logits = scores.map((score) => score - 2.5);
const p = logits.map(sigmoid);
const weights = p.map((_, i) => 1 + (i % 3));

test("matches sklearn.metrics.log_loss, with and without weights", () => {
  // p = 1 / (1 + np.exp(-(scores - 2.5)))
  expectNear(logLoss(p, y), 0.911448064014768); // sklearn.metrics.log_loss(y, p)
  expectNear(logLoss(p, y, weights), 0.8248856708176306); // sklearn.metrics.log_loss(y, p, sample_weight=1 + i % 3)
  expectNear(logLossFromLogit(logits, y), 0.911448064014768);
  expectNear(logLossFromLogit(logits, y, weights), 0.8248856708176306);
});

test("certainty that came true costs nothing, certainty that did not stays finite", () => {
  expectNear(logLoss(Float64Array.of(1, 0, 0.5), Uint8Array.of(1, 0, 1)), 0.23104906018664859); // log_loss([1, 0, 1], [1, 0, .5])
  expectNear(logLoss(Float64Array.of(0), Uint8Array.of(1)), 36.04365338911715); // -np.log(np.finfo(float).eps)
  expect(logLossFromLogit(Float64Array.of(-800), Uint8Array.of(1))).toBe(800);
  expect(logLossFromLogit(Float64Array.of(800), Uint8Array.of(1))).toBe(0);
});

test("no rows: not a number", () => {
  expect(logLoss(new Float64Array(0), new Uint8Array(0))).toBeNaN();
  expect(logLossFromLogit(new Float64Array(0), new Uint8Array(0))).toBeNaN();
});

test("baseLogLoss matches scipy.stats.entropy([rate, 1 - rate])", () => {
  expectNear(baseLogLoss(0.3), 0.6108643020548935); // scipy.stats.entropy([.3, .7])
  expect([baseLogLoss(0), baseLogLoss(1)]).toEqual([0, 0]);
});

test("no constant beats the base rate", () => {
  fc.assert(
    fc.property(fc.uint8Array({ min: 0, max: 1, minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (y, p) => {
      const rate = y.reduce((sum, outcome) => sum + outcome, 0) / y.length;
      expect(logLoss(new Float64Array(y.length).fill(p), y)).toBeGreaterThanOrEqual(baseLogLoss(rate) - 1e-12);
    }),
  );
});
