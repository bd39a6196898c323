import { wilson } from "./wilson.ts";

export interface ProportionDifference {
  /** First rate less second; NaN when either has no rows. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Difference of two independent proportions, `wonA` of `a` less `wonB` of `b`, with its interval inside -1..1. Nothing seen on one side
 * leaves that side's rate anywhere in 0..1.
 *
 * Formula: with Wilson's limits l, u of each: d - sqrt((pA - lA)^2 + (uB - pB)^2), d + sqrt((uA - pA)^2 + (pB - lB)^2).
 * Source: Newcombe 1998, method 10 (hybrid score, no continuity correction). Cost: O(1).
 */
export function newcombe(wonA: number, a: number, wonB: number, b: number, confidence = 0.95): ProportionDifference {
  const [lowA, highA] = wilson(wonA, a, confidence);
  const [lowB, highB] = wilson(wonB, b, confidence);
  if (a <= 0 || b <= 0) return { difference: Number.NaN, low: lowA - highB, high: highA - lowB };
  const [rateA, rateB] = [wonA / a, wonB / b];
  const difference = rateA - rateB;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(rateA - lowA, highB - rateB)),
    high: Math.min(1, difference + Math.hypot(highA - rateA, rateB - lowB)),
  };
}
