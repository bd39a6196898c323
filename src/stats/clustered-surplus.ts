import { normalCdf } from "./normal.ts";

/** How far outcomes lie from what was forecast for them. */
export interface ClusteredSurplus {
  /** Sum of outcomes less sum of forecasts. */
  readonly surplus: number;
  /** Of the sum of outcomes, given the forecasts. */
  readonly variance: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Whether outcomes are as many as was forecast, row by row, when rows of one cluster go together and the forecast itself rests on so many rows.
 *
 * Formula: z = (|sum (y - p)| - 1/2) / sqrt(V + n^2 m (1 - m) / worth), V the larger of sum p (1 - p) and the cluster-robust variance of the residuals
 * less their mean, m the mean forecast. Source: Spiegelhalter 1986; Liang and Zeger 1986. Cost: O(n).
 *
 * @param worth independent rows that the forecast rests on; Infinity where it is a given
 */
export function clusteredSurplus(
  y: ArrayLike<number>,
  forecast: ArrayLike<number>,
  cluster: ArrayLike<number>,
  worth: number,
): ClusteredSurplus {
  const n = y.length;
  let [surplus, binomial, expected] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    surplus += y[i]! - forecast[i]!;
    expected += forecast[i]!;
    binomial += forecast[i]! * (1 - forecast[i]!);
  }
  const sums = new Map<number, number>();
  for (let i = 0; i < n; i++) sums.set(cluster[i]!, (sums.get(cluster[i]!) ?? 0) + y[i]! - forecast[i]! - surplus / n);
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  const robust = sums.size > 1 ? (squares * sums.size) / (sums.size - 1) : 0;
  const variance = Math.max(binomial, robust);
  const mean = n > 0 ? expected / n : 0;
  const all = variance + (n * n * mean * (1 - mean)) / worth;
  const z = all > 0 ? Math.max(0, Math.abs(surplus) - 0.5) / Math.sqrt(all) : 0;
  return { surplus, variance, p: Math.min(1, 2 * normalCdf(-z)) };
}
