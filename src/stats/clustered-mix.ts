import { chiSquareTail } from "./chi-square.ts";
import { normalCdf } from "./normal.ts";
import { populationStability } from "./population-stability.ts";

/** Two samples of rows spread over the same cells, held against each other. */
export interface ClusteredMix {
  /** Rows per cell, of the first sample and of the second. */
  readonly before: Float64Array;
  readonly now: Float64Array;
  /** Population stability index, small cells joined. */
  readonly psi: number;
  /** P of both being drawn from one mix; 1 where there is nothing to tell. */
  readonly p: number;
  /** By how much rows that go together inflate the statistic, at least 1. */
  readonly effect: number;
}

/** Cells that expect fewer rows in the smaller sample are joined to one. */
const LEAST_EXPECTED = 5;

/**
 * Whether two samples have the same mix when rows of one cluster go together, and a cluster may have rows in both.
 *
 * Formula: Pearson's X^2 of the two rows of counts over Rao and Scott's first-order correction: the mean, weighted by 1 - share, of each cell's
 * cluster-robust variance of the difference of shares over its binomial one; and the furthest cell by itself, its variance never below the binomial one.
 * P is the smaller of both, the cell's times the number of cells, times 2 (Bonferroni): the one sees many cells that moved a little, the other one
 * that moved much. Source: Rao and Scott 1981; Liang and Zeger 1986. Cost: O(n cells).
 *
 * @param cell per row its cell, below `cells` @param second 1 for rows of the second sample @param cluster index per row
 */
export function clusteredMix(
  cell: ArrayLike<number>,
  second: ArrayLike<number>,
  cluster: ArrayLike<number>,
  cells: number,
): ClusteredMix {
  const [before, now] = [new Float64Array(cells), new Float64Array(cells)];
  for (let i = 0; i < cell.length; i++) (second[i] === 1 ? now : before)[cell[i]!]!++;
  const [m, n] = [total(before), total(now)];
  const joined = joinSmall(before, now, Math.min(m, n) / Math.max(1, m + n));
  const [a, b] = [regrouped(before, joined), regrouped(now, joined)];
  const psi = populationStability(a, b);
  const used = Array.from(a.keys()).filter((c) => a[c]! + b[c]! > 0);
  if (m === 0 || n === 0 || used.length < 2) return { before, now, psi, p: 1, effect: 1 };
  const weights = weightsOf(cell, second, cluster, joined, m, n);
  let [statistic, effect, furthest] = [0, 0, 0];
  for (const c of used) {
    const share = (a[c]! + b[c]!) / (m + n);
    const difference = b[c]! / n - a[c]! / m;
    const binomial = share * (1 - share) * (1 / m + 1 / n);
    statistic += (difference * difference) / (share * (1 / m + 1 / n));
    const variance = robust(weights, cells, c, share);
    effect += ((1 - share) * variance) / binomial;
    furthest = Math.max(furthest, Math.abs(difference) / Math.sqrt(Math.max(variance, binomial)));
  }
  const corrected = Math.max(1, effect / (used.length - 1));
  const spread = chiSquareTail(statistic / corrected, used.length - 1);
  const single = used.length * 2 * normalCdf(-furthest);
  return { before, now, psi, p: Math.min(1, 2 * Math.min(spread, single)), effect: corrected };
}

function total(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0);
}

/** Per cell the cell it counts in: small ones in the first of them. */
function joinSmall(before: Float64Array, now: Float64Array, part: number): Int32Array {
  let first = -1;
  return Int32Array.from(before, (count, c) => {
    const all = count + now[c]!;
    if (all === 0 || all * part >= LEAST_EXPECTED) return c;
    if (first < 0) first = c;
    return first;
  });
}

function regrouped(counts: Float64Array, joined: Int32Array): Float64Array {
  const into = new Float64Array(counts.length);
  counts.forEach((count, c) => {
    into[joined[c]!]! += count;
  });
  return into;
}

/** Per cluster and cell, and per cluster, the sum of 1/n over rows of the second sample less 1/m over those of the first. */
interface Weights {
  readonly clusters: number;
  readonly inCell: Float64Array;
  readonly all: Float64Array;
}

function weightsOf(
  cell: ArrayLike<number>,
  second: ArrayLike<number>,
  cluster: ArrayLike<number>,
  joined: Int32Array,
  m: number,
  n: number,
): Weights {
  const places = new Map<number, number>();
  const place = Int32Array.from({ length: cell.length }, (_, i) => {
    const at = places.get(cluster[i]!) ?? places.size;
    places.set(cluster[i]!, at);
    return at;
  });
  const inCell = new Float64Array(places.size * joined.length);
  const all = new Float64Array(places.size);
  for (let i = 0; i < cell.length; i++) {
    const weight = second[i] === 1 ? 1 / n : -1 / m;
    inCell[place[i]! * joined.length + joined[cell[i]!]!]! += weight;
    all[place[i]!]! += weight;
  }
  return { clusters: places.size, inCell, all };
}

/** Cluster-robust variance of the difference of a cell's shares under one mix. */
function robust({ clusters, inCell, all }: Weights, cells: number, of: number, share: number): number {
  let squares = 0;
  for (let k = 0; k < clusters; k++) squares += (inCell[k * cells + of]! - share * all[k]!) ** 2;
  return clusters > 1 ? (squares * clusters) / (clusters - 1) : 0;
}
