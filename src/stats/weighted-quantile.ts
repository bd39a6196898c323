/**
 * Quantile `p` (0..1) of weighted values: where the weight below first exceeds p of the whole, midway to the next value when it meets it.
 * Doubling all weights changes nothing, and whole weights count as copies. Values in any order, weights >= 0; NaN without any weight.
 *
 * Source: Hyndman and Fan 1996, type 2 (SAS definition 5); statsmodels' DescrStatsW.quantile. Cost: O(n log n).
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, p: number): number {
  const order = Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => weights[i]! > 0)
    .sort((i, j) => values[i]! - values[j]!);
  const total = order.reduce((sum, i) => sum + weights[i]!, 0);
  if (order.length === 0) return Number.NaN;
  const target = Math.min(1, Math.max(0, p)) * total;
  let below = 0;
  for (let k = 0; k < order.length; k++) {
    const value = values[order[k]!]!;
    below += weights[order[k]!]!;
    if (k === order.length - 1 || below > target + ROUNDING * total) return value;
    if (below >= target - ROUNDING * total) return (value + values[order[k + 1]!]!) / 2;
  }
  return Number.NaN;
}

/** Weights that meet the target but for rounding meet it. */
const ROUNDING = 1e-12;
