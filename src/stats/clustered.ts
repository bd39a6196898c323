import { type AucInterval, aucInterval } from "./auc.ts";
import { type AucDifference, aucDifference } from "./delong.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { placements } from "./placements.ts";
import { logit, sigmoid } from "./sigmoid.ts";

/** Sums of `values` per cluster, and the number of clusters that have rows. */
function clusterSums(values: Float64Array, cluster: Int32Array): { sums: Float64Array; clusters: number } {
  let size = 0;
  for (let i = 0; i < cluster.length; i++) if (cluster[i]! >= size) size = cluster[i]! + 1;
  const sums = new Float64Array(size);
  const rows = new Uint32Array(size);
  for (let i = 0; i < values.length; i++) {
    sums[cluster[i]!] = sums[cluster[i]!]! + values[i]!;
    rows[cluster[i]!] = rows[cluster[i]!]! + 1;
  }
  let clusters = 0;
  for (let k = 0; k < size; k++) if (rows[k]! > 0) clusters++;
  return { sums, clusters };
}

/** K/(K - 1) sum of squared cluster sums: the cluster-robust variance of a sum of influences that sum to about zero. */
function robustVariance(influence: Float64Array, cluster: Int32Array): number {
  const { sums, clusters } = clusterSums(influence, cluster);
  let squares = 0;
  for (let k = 0; k < sums.length; k++) squares += sums[k]! * sums[k]!;
  return clusters > 1 ? (squares * clusters) / (clusters - 1) : Number.NaN;
}

/**
 * By how much outcomes that agree within clusters inflate the variance of a rate: n rows tell as much as n / effect independent ones.
 * At least 1; 1 where there is nothing to see (one class, one cluster, a row per cluster).
 *
 * Formula: cluster-robust variance of the mean over p (1 - p) / (n - 1). Source: Kish 1965; Liang and Zeger 1986. Cost: O(n).
 *
 * @param cluster dense index per row
 */
export function designEffect(y: Uint8Array, cluster: Int32Array): number {
  const n = y.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += y[i]!;
  const p = sum / n;
  if (!(p > 0 && p < 1)) return 1;
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i++) influence[i] = (y[i]! - p) / n;
  const variance = robustVariance(influence, cluster);
  return Number.isNaN(variance) ? 1 : Math.max(1, variance / ((p * (1 - p)) / (n - 1)));
}

/**
 * AUC with its interval when rows of one cluster (deals of one account) go together: DeLong's placements, summed within clusters, on the
 * logit scale. Never narrower than `aucInterval`, which it equals where every row is a cluster of its own.
 *
 * Source: Obuchowski 1997, in the form of influence functions. Cost: O(n log n).
 *
 * @param cluster dense index per row
 */
export function clusteredAucInterval(
  scores: Float64Array,
  y: Uint8Array,
  cluster: Int32Array,
  confidence = 0.95,
): AucInterval {
  const plain = aucInterval(scores, y, confidence);
  if (Number.isNaN(plain.se) || plain.auc <= 0 || plain.auc >= 1) return plain;
  const won = y.reduce((a, b) => a + b, 0);
  const lost = y.length - won;
  const share = placements(scores, y);
  const influence = share.map((v, i) => (v - plain.auc) / (y[i] ? won : lost));
  const se = Math.max(plain.se, Math.sqrt(robustVariance(influence, cluster)) || 0);
  const half = (normalQuantile(0.5 + confidence / 2) * se) / (plain.auc * (1 - plain.auc));
  const at = logit(plain.auc);
  return { auc: plain.auc, low: sigmoid(at - half), high: sigmoid(at + half), se };
}

/**
 * `aucDifference` when rows of one cluster go together: the difference of both placements of a row, summed within clusters. Never narrower
 * than `aucDifference`, which it nearly equals where every row is a cluster of its own.
 *
 * Source: Obuchowski 1997, paired. Cost: O(n log n).
 *
 * @param cluster dense index per row
 */
export function clusteredAucDifference(
  first: Float64Array,
  second: Float64Array,
  y: Uint8Array,
  cluster: Int32Array,
  confidence = 0.95,
): AucDifference {
  const plain = aucDifference(first, second, y, confidence);
  if (Number.isNaN(plain.se)) return plain;
  const won = y.reduce((a, b) => a + b, 0);
  const [a, b] = [placements(first, y), placements(second, y)];
  const influence = a.map((v, i) => (v - b[i]! - plain.difference) / (y[i] ? won : y.length - won));
  const se = Math.max(plain.se, Math.sqrt(robustVariance(influence, cluster)) || 0);
  if (se === plain.se) return plain;
  const half = normalQuantile(0.5 + confidence / 2) * se;
  const { difference } = plain;
  const p = Math.min(1, 2 * normalCdf(-Math.abs(difference) / se));
  return { difference, low: Math.max(-1, difference - half), high: Math.min(1, difference + half), se, p };
}
