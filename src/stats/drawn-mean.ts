import { clusterVariance, type Drawn, knownRows, limitsAround, PRIOR_ROWS } from "./drawn.ts";
import { shrunkMean } from "./shrunk-mean.ts";

/** Values with their clusters (deals of one account), NaN where not known. */
export interface Clustered {
  readonly value: Float64Array;
  readonly cluster: Int32Array;
}

interface Part {
  readonly mean: number;
  readonly n: number;
  readonly clusters: number;
  /** Variance that one row brings, rows of one cluster going together. */
  readonly perRow: number;
}

function partOf({ value, cluster }: Clustered, rows: ArrayLike<number> | null): Part {
  const known = knownRows(value, rows);
  const n = known.length;
  const mean = known.reduce((sum, i) => sum + value[i]!, 0) / n;
  const { variance, clusters } = clusterVariance(
    Float64Array.from(known, (i) => (value[i]! - mean) / n),
    known.map((i) => cluster[i]!),
  );
  return { mean, n, clusters, perRow: variance * n };
}

/** Spread of a small group, drawn to that of all as its mean is: five rows do not tell it. */
export function drawnSpread(n: number, own: number, all: number): number {
  return Number.isNaN(own) ? all : shrunkMean(n, own, all, PRIOR_ROWS);
}

/**
 * Mean of a group drawn to that of all by ten rows, with limits; null where the group has no row that tells it or all have too few.
 *
 * Formula: (n mean + 10 overall)/(n + 10); variance by clusters. Cost: O(rows).
 *
 * @param rows the group; null: everyone
 */
export function drawnMean(values: Clustered, rows: ArrayLike<number> | null): Drawn | null {
  const all = partOf(values, null);
  if (all.clusters < 2) return null;
  const group = rows === null ? all : partOf(values, rows);
  const { n, mean } = group;
  if (n === 0) return null;
  const weight = rows === null ? 1 : n / (n + PRIOR_ROWS);
  const value = rows === null ? mean : shrunkMean(n, mean, all.mean, PRIOR_ROWS);
  const variance = drawnSpread(n, group.perRow, all.perRow) / n;
  const interval = limitsAround(value, weight ** 2 * variance, mean, group.clusters);
  return { value, interval, n, own: { at: mean, se: Math.sqrt(variance) } };
}
