import { clusterVariance, type Drawn, knownRows, limitsAround, PRIOR_ROWS } from "./drawn.ts";
import { shrunkMean } from "./shrunk-mean.ts";

/** Two amounts per unit of which the ratio of the sums is asked for (what is paid now, what was paid before); NaN where not known. */
export interface Amounts {
  readonly now: Float64Array;
  readonly before: Float64Array;
  readonly cluster: Int32Array;
}

/** Fewer rows than this give no ratio of sums. */
export const LEAST_RATIO_ROWS = 10;

/**
 * Ratio of two sums over a group, drawn to that of all by ten rows, with limits on the scale of logarithms; null under ten rows and where
 * the ratio is 0.
 *
 * Formula: variance sum over clusters of (now - R before)^2 / (sum before)^2. Source: Cochran 1977, 6.3. Cost: O(rows).
 *
 * @param rows the group; null: everyone
 */
export function drawnRatio(amounts: Amounts, rows: ArrayLike<number> | null): Drawn | null {
  const all = ratioOf(amounts, null);
  const group = rows === null ? all : ratioOf(amounts, rows);
  const { n, ratio, variance, clusters } = group;
  if (n < LEAST_RATIO_ROWS || !(ratio > 0) || clusters < 2) return null;
  const weight = rows === null ? 1 : n / (n + PRIOR_ROWS);
  const value = rows === null ? ratio : shrunkMean(n, ratio, all.ratio, PRIOR_ROWS);
  const [low, high] = limitsAround(0, (weight ** 2 * variance) / value ** 2, ratio / value - 1, clusters);
  return {
    value,
    interval: [value * Math.exp(low), value * Math.exp(high)],
    n,
    own: { at: Math.log(ratio), se: Math.sqrt(variance) / ratio },
  };
}

function ratioOf({ now, before, cluster }: Amounts, rows: ArrayLike<number> | null) {
  const known = knownRows(now, rows).filter((i) => before[i]! > 0);
  const total = known.reduce((sum, i) => sum + before[i]!, 0);
  const ratio = known.reduce((sum, i) => sum + now[i]!, 0) / total;
  const { variance, clusters } = clusterVariance(
    Float64Array.from(known, (i) => (now[i]! - ratio * before[i]!) / total),
    known.map((i) => cluster[i]!),
  );
  return { n: known.length, ratio, variance, clusters };
}
