import fc from "fast-check";
import { expect, test } from "vitest";
import { logit, sigmoid, softplus } from "../../src/stats/sigmoid.ts";
import { expectNear } from "./near.ts";

test.each([
  [-40, 4.248354255291589e-18], // scipy.special.expit(-40)
  [-1.5, 0.18242552380635635], // scipy.special.expit(-1.5)
  [0, 0.5], // scipy.special.expit(0)
  [2, 0.8807970779778823], // scipy.special.expit(2)
  [40, 1], // scipy.special.expit(40)
])("sigmoid matches scipy.special.expit(%f)", (z, want) => expectNear(sigmoid(z), want, 1e-15));

test.each([
  [1e-10, -23.025850929840455], // scipy.special.logit(1e-10)
  [0.2, -1.3862943611198906], // scipy.special.logit(0.2)
  [0.7, 0.8472978603872034], // scipy.special.logit(0.7)
])("logit matches scipy.special.logit(%f)", (p, want) => expectNear(logit(p), want, 1e-15));

test.each([
  [-40, 4.248354255291589e-18], // numpy.logaddexp(0, -40)
  [-1, 0.31326168751822286], // numpy.logaddexp(0, -1)
  [0, Math.LN2], // numpy.logaddexp(0, 0)
  [3, 3.048587351573742], // numpy.logaddexp(0, 3)
  [800, 800], // numpy.logaddexp(0, 800)
])("softplus matches numpy.logaddexp(0, %f)", (z, want) => expectNear(softplus(z), want, 1e-15));

test("ends", () => {
  expect([sigmoid(-Infinity), sigmoid(Infinity), sigmoid(-1000), sigmoid(1000)]).toEqual([0, 1, 0, 1]);
  expect([logit(0), logit(0.5), logit(1)]).toEqual([-Infinity, 0, Infinity]);
  expect([softplus(-Infinity), softplus(Infinity)]).toEqual([0, Infinity]);
});

test("logit undoes sigmoid, sigmoid mirrors, softplus(z) - softplus(-z) = z", () => {
  fc.assert(
    fc.property(fc.double({ min: -15, max: 15, noNaN: true }), (z) => {
      expect(Math.abs(logit(sigmoid(z)) - z)).toBeLessThan(1e-9);
      expect(Math.abs(sigmoid(z) + sigmoid(-z) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(softplus(z) - softplus(-z) - z)).toBeLessThan(1e-14);
    }),
  );
});
