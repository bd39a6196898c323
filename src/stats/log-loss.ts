import { softplus } from "./sigmoid.ts";

/** Probabilities are kept this far from 0 and 1, so that one wrong certainty costs 36 nats and not infinity. */
const CERTAINTY = 2.220446049250313e-16;

/**
 * Mean log loss in nats of probabilities `p` against outcomes `y` (1 or 0), with row weights when given. NaN when there are no rows.
 *
 * Formula: -sum w (y log p + (1 - y) log(1 - p)) / sum w, p kept within 2.2e-16 of 0 and 1.
 * Source: Good 1952; scikit-learn's log_loss. Cost: O(n).
 */
export function logLoss(p: Float64Array, y: Uint8Array, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    const chance = Math.min(1 - CERTAINTY, Math.max(CERTAINTY, p[i]!));
    sum -= weight * (y[i] === 1 ? Math.log(chance) : Math.log1p(-chance));
    total += weight;
  }
  return sum / total;
}

/**
 * Mean log loss in nats straight from logits `z`, exact for any size of logit. NaN when there are no rows.
 *
 * Formula: sum w log(1 + e^(y ? -z : z)) / sum w. Cost: O(n).
 */
export function logLossFromLogit(z: Float64Array, y: Uint8Array, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    sum += weight * softplus(y[i] === 1 ? -z[i]! : z[i]!);
    total += weight;
  }
  return sum / total;
}

/** Log loss in nats of always saying the base rate (its entropy): what a profile has to beat. 0 when the rate is 0 or 1. Cost: O(1). */
export function baseLogLoss(rate: number): number {
  if (rate <= 0 || rate >= 1) return 0;
  return -rate * Math.log(rate) - (1 - rate) * Math.log1p(-rate);
}
