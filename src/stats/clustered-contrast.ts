import { fisherExact } from "./fisher.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/** Outcomes and their clusters (deals of one account), prepared so that each of many sets of rows is judged in time proportional to itself. */
export interface ContrastBase {
  readonly y: Uint8Array;
  readonly cluster: Int32Array;
  readonly n: number;
  readonly won: number;
  readonly clusters: number;
  /** Per cluster the sum of y less its mean, and the sum of 1/won over won rows less 1/lost over lost ones. */
  readonly residual: Float64Array;
  readonly weight: Float64Array;
  readonly residualSquares: number;
  readonly weightSquares: number;
  /** By how much outcomes that agree within clusters inflate a variance, at least 1. */
  readonly effect: number;
}

/** A set of rows held against all: how much more common it is among won ones. */
export interface ClusteredContrast {
  readonly won: number;
  readonly lost: number;
  readonly clusters: number;
  /** Above 0: more common among won. */
  readonly z: number;
  /** Two-sided; the larger of a cluster-robust score test's and of Fisher's on as many rows as these are worth. */
  readonly p: number;
  /** By how much agreement within clusters inflates the variance of these rows' rate, at least 1. */
  readonly effect: number;
  /** Log of the share among won over the share among lost (half a row added to each count), and its cluster-robust standard error. */
  readonly logLift: number;
  readonly se: number;
}

/**
 * Prepares outcomes for `clusteredContrast`. Cost: O(n).
 *
 * @param cluster index per row, dense or not
 */
export function contrastBase(y: Uint8Array, cluster: Int32Array): ContrastBase {
  const n = y.length;
  const won = y.reduce((a, b) => a + b, 0);
  const lost = n - won;
  const size = cluster.reduce((a, b) => Math.max(a, b), -1) + 1;
  const [residual, weight, rows] = [new Float64Array(size), new Float64Array(size), new Uint32Array(size)];
  for (let i = 0; i < n; i++) {
    const g = cluster[i]!;
    residual[g] = residual[g]! + y[i]! - won / n;
    weight[g] = weight[g]! + (y[i] === 1 ? 1 / (won + 1) : -1 / (lost + 1));
    rows[g]!++;
  }
  const clusters = rows.reduce((a, r) => a + (r > 0 ? 1 : 0), 0);
  const residualSquares = squares(residual);
  return {
    ...{ y, cluster, n, won, clusters, residual, weight, residualSquares },
    weightSquares: squares(weight),
    effect: inflation(residualSquares, clusters, n, won),
  };
}

/**
 * Whether a property that `rows` have is more common among won rows than among lost ones, when rows of one cluster go together. The
 * property may be the same for all rows of a cluster, as what an account has is.
 *
 * Formula: score S = sum x (y - mean y), variance K/(K - 1) sum of squared cluster sums, never below that of a permutation of rows; Fisher's
 * exact test on counts divided by the design effect guards small sets. Log ratio of shares with half a row added, its variance from
 * cluster sums of influences, never below the design effect times that of independent rows. Source: Liang and Zeger 1986; Kish 1965; Katz et al. 1978. Cost: O(rows log rows).
 *
 * @param rows indexes into the base, each at most once
 */
export function clusteredContrast(base: ContrastBase, rows: ArrayLike<number>): ClusteredContrast {
  const { y, n, won: allWon } = base;
  const allLost = n - allWon;
  const has = rows.length;
  let won = 0;
  for (let k = 0; k < has; k++) won += y[rows[k]!]!;
  const lost = has - won;
  const shares = [(won + 0.5) / (allWon + 1), (lost + 0.5) / (allLost + 1)] as const;
  const [ofWon, ofLost] = [1 / ((allWon + 1) * shares[0]), -1 / ((allLost + 1) * shares[1])];
  const sums = sumsOf(base, rows);
  const [mean, share] = [allWon / n, has / n];
  let [score, influence, own] = [share * share * base.residualSquares, base.weightSquares, 0];
  for (let k = 0; k < sums.group.length; k++) {
    const [g, all, wins] = [sums.group[k]!, sums.rows[k]!, sums.won[k]!];
    const a = wins - mean * all;
    score += a * a - 2 * share * a * base.residual[g]!;
    const b = wins * ofWon + (all - wins) * ofLost;
    influence += b * b - 2 * b * base.weight[g]!;
    own += (wins - (won / has) * all) ** 2;
  }
  const correct = base.clusters > 1 ? base.clusters / (base.clusters - 1) : 1;
  const exchange = (allWon * allLost * has * (n - has)) / (n * n * Math.max(1, n - 1));
  const variance = Math.max(score * correct, exchange);
  const z = variance > 0 ? (won - mean * has) / Math.sqrt(variance) : 0;
  const effect = inflation(own, sums.group.length, has, won);
  const deflated = Math.max(effect, base.effect);
  const [a, b] = [won, lost].map((x) => Math.round(x / deflated)) as [number, number];
  const [c, d] = [allWon - won, allLost - lost].map((x) => Math.round(x / deflated)) as [number, number];
  const plain = 1 / (won + 0.5) - 1 / (allWon + 1) + 1 / (lost + 0.5) - 1 / (allLost + 1);
  return {
    ...{ won, lost, clusters: sums.group.length, z, effect },
    p: Math.min(1, Math.max(2 * normalCdf(-Math.abs(z)), fisherExact(a, b, c, d).twoSided)),
    logLift: Math.log(shares[0] / shares[1]),
    se: Math.sqrt(Math.max(influence * correct, plain * base.effect)),
  };
}

/** Limits of the ratio of shares. */
export function liftLimits({ logLift, se }: ClusteredContrast, confidence = 0.95): [low: number, high: number] {
  const half = normalQuantile(0.5 + confidence / 2) * se;
  return [Math.exp(logLift - half), Math.exp(logLift + half)];
}

/** Rows and won rows of each cluster that has any of these, in the order of the clusters. */
interface Sums {
  readonly group: Int32Array;
  readonly rows: Int32Array;
  readonly won: Int32Array;
}

function sumsOf({ y, cluster }: ContrastBase, rows: ArrayLike<number>): Sums {
  const order = Int32Array.from({ length: rows.length }, (_, k) => cluster[rows[k]!]!).sort();
  const group = order.filter((g, k) => k === 0 || order[k - 1] !== g);
  const place = (g: number): number => {
    let [low, high] = [0, group.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (group[middle]! < g) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const sums = { group, rows: new Int32Array(group.length), won: new Int32Array(group.length) };
  for (let k = 0; k < rows.length; k++) {
    const at = place(cluster[rows[k]!]!);
    sums.rows[at]!++;
    sums.won[at] = sums.won[at]! + y[rows[k]!]!;
  }
  return sums;
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Kish's design effect from the squared cluster sums of residuals. */
function inflation(squared: number, clusters: number, n: number, won: number): number {
  const binomial = (won * (n - won)) / n;
  if (binomial <= 0 || clusters < 2 || n < 2) return 1;
  return Math.max(1, ((squared * clusters) / (clusters - 1)) * ((n - 1) / (n * binomial)));
}
