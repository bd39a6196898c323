import { clusterVariance, type Drawn, knownRows, limitsAround, PRIOR_ROWS } from "./drawn.ts";
import { type Clustered, drawnSpread } from "./drawn-mean.ts";
import { shrunkMean } from "./shrunk-mean.ts";
import { smearingFactor } from "./smearing.ts";

/** Rows of everyone by which a group's spread of amounts is drawn: it takes more rows to tell a spread than a mean. */
const SPREAD_ROWS = 50;

interface Part {
  readonly rows: Int32Array;
  readonly mean: number;
  /** What each row's logarithm is more than the mean. */
  readonly rest: Float64Array;
  readonly smear: number;
}

function partOf(logs: Float64Array, rows: Int32Array): Part {
  const mean = rows.reduce((sum, i) => sum + logs[i]!, 0) / rows.length;
  const rest = Float64Array.from(rows, (i) => logs[i]! - mean);
  return { rows, mean, rest, smear: smearingFactor(rest) };
}

/** Variance that one row brings to weight x mean + spread x ln(smear), rows of one cluster going together; and the clusters. */
function perRow(part: Part, cluster: Int32Array, weight: number, spread: number, smear: number) {
  const influence = part.rest.map((r) => (weight * r + spread * (Math.exp(r) / smear - 1 - r)) / part.rows.length);
  const { variance, clusters } = clusterVariance(
    influence,
    part.rows.map((i) => cluster[i]!),
  );
  return { variance: variance * part.rows.length, clusters };
}

/**
 * Mean amount of a group: the mean of logarithms drawn to that of all by ten rows, brought back by Duan's smearing factor, itself drawn by
 * fifty. A few very large amounts do not carry it away. Amounts of 0 or less take no part. Null where nobody's is known.
 *
 * Compared on the scale of logarithms. Cost: O(rows).
 *
 * @param rows the group; null: everyone
 */
export function drawnMoney({ value, cluster }: Clustered, rows: ArrayLike<number> | null): Drawn | null {
  const logs = value.map((v) => (v > 0 ? Math.log(v) : Number.NaN));
  const known = knownRows(logs, null);
  const own = rows === null ? known : knownRows(logs, rows);
  const n = own.length;
  if (n === 0 || known.every((i) => cluster[i] === cluster[known[0]!])) return null;
  const inside = new Uint8Array(logs.length);
  for (const i of own) inside[i] = 1;
  const others = known.filter((i) => inside[i] === 0);
  const group = partOf(logs, own);
  const all = others.length === 0 ? group : joined(group, partOf(logs, others));
  const [weight, spread] = others.length === 0 ? [1, 1] : [n / (n + PRIOR_ROWS), n / (n + SPREAD_ROWS)];
  const mean = shrunkMean(n, group.mean, all.mean, PRIOR_ROWS);
  const smear = others.length === 0 ? group.smear : shrunkMean(n, group.smear, all.smear, SPREAD_ROWS);
  const at = (others.length === 0 ? group.mean : mean) + Math.log(smear);
  const told = perRow(group, cluster, weight, spread, group.smear);
  const pool = perRow(all, cluster, weight, spread, all.smear).variance;
  const shared = perRow(all, cluster, 0, 1 - spread, all.smear).variance / known.length;
  const variance = drawnSpread(n, told.variance, pool) / n + shared;
  const [low, high] = limitsAround(at, variance, group.mean + Math.log(group.smear), told.clusters);
  const plain = drawnSpread(n, perRow(group, cluster, 1, 0, 1).variance, perRow(all, cluster, 1, 0, 1).variance) / n;
  return {
    value: Math.exp(at),
    interval: [Math.exp(low), Math.exp(high)],
    n,
    own: { at: group.mean, se: Math.sqrt(plain) },
  };
}

/** Two parts as one, each row still held against the mean of its own. */
function joined(a: Part, b: Part): Part {
  const rows = new Int32Array(a.rows.length + b.rows.length);
  const rest = new Float64Array(rows.length);
  rows.set(a.rows);
  rows.set(b.rows, a.rows.length);
  rest.set(a.rest);
  rest.set(b.rest, a.rows.length);
  const mean = (a.rows.length * a.mean + b.rows.length * b.mean) / rows.length;
  return { rows, rest, mean, smear: smearingFactor(rest) };
}
