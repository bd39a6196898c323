import { normalQuantile } from "./normal.ts";

/**
 * Wilson score interval of a proportion: `successes` of `n`, as [low, high] inside 0..1. Nothing seen (n = 0) gives [0, 1].
 *
 * Formula: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).
 * Source: Wilson 1927. Cost: O(1).
 */
export function wilson(successes: number, n: number, confidence = 0.95): [low: number, high: number] {
  if (n <= 0) return [0, 1];
  const z = normalQuantile(0.5 + confidence / 2);
  const rate = successes / n;
  const square = (z * z) / n;
  const centre = (rate + square / 2) / (1 + square);
  const half = (z * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n))) / (1 + square);
  return [successes <= 0 ? 0 : Math.max(0, centre - half), successes >= n ? 1 : Math.min(1, centre + half)];
}
