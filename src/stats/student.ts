import { betaQuantile } from "./beta.ts";
import { normalQuantile } from "./normal.ts";

/**
 * Quantile of Student's t for p above one half.
 *
 * Formula: t^2 / (df + t^2) is Beta(1/2, df/2). Source: Abramowitz and Stegun 26.7.1. Cost: that of `betaQuantile`.
 */
export function studentQuantile(p: number, df: number): number {
  if (df > 1e6) return normalQuantile(p);
  const x = betaQuantile(2 * p - 1, 0.5, df / 2);
  return Math.sqrt((df * x) / (1 - x));
}
