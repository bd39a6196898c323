/**
 * Quantile of ascending values by linear interpolation (type 7, the default of R and numpy); p in 0..1, NaN when there are none.
 *
 * Formula: h = (n - 1) p; x[floor h] + (h - floor h)(x[floor h + 1] - x[floor h]).
 * Source: Hyndman and Fan 1996. Cost: O(1).
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const last = sorted.length - 1;
  if (last < 0) return Number.NaN;
  const position = last * Math.min(1, Math.max(0, p));
  const below = Math.floor(position);
  const low = sorted[below]!;
  const share = position - below;
  return share === 0 ? low : low + share * (sorted[below + 1]! - low);
}

/** Middle value, in any order given (the input is left as it is); NaN when there are none. Cost: O(n log n). */
export function median(values: ArrayLike<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
