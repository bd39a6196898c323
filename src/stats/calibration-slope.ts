import { slopeIntercept } from "./calibration.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { logit, sigmoid } from "./sigmoid.ts";

/** How boldly chances were said: 1 as they came, below 1 too boldly, above 1 too timidly. */
export interface CalibrationSlope {
  readonly slope: number;
  readonly intercept: number;
  /** Limits of the slope. */
  readonly interval: readonly [number, number];
  /** Two-sided, against a slope of 1. */
  readonly p: number;
}

/** A chance is nearer to 0 or 1 than this to nobody's knowledge. */
const NEAREST = 0.001;

/**
 * Cox's recalibration: outcomes regressed on the logit of what was said, when rows of one cluster go together. Null where what was said, or what
 * happened, is the same for all.
 *
 * Formula: maximum likelihood; the variance is the cluster-robust sandwich K/(K - 1) A S A, never below that of independent rows.
 * Source: Cox 1958; Liang and Zeger 1986. Cost: O(n log n).
 */
export function calibrationSlope(
  p: ArrayLike<number>,
  y: Uint8Array,
  cluster: ArrayLike<number>,
  confidence = 0.95,
): CalibrationSlope | null {
  const z = Float64Array.from(p, (one) => logit(Math.min(1 - NEAREST, Math.max(NEAREST, one))));
  if (!(y.includes(0) && y.includes(1)) || z.every((one) => one === z[0])) return null;
  const { slope, intercept } = slopeIntercept(z, y);
  const centre = z.reduce((a, b) => a + b, 0) / z.length;
  let [all, first, second] = [0, 0, 0];
  const sums = new Map<number, [number, number]>();
  for (let i = 0; i < z.length; i++) {
    const chance = sigmoid(slope * z[i]! + intercept);
    const x = z[i]! - centre;
    const weight = chance * (1 - chance);
    all += weight;
    first += weight * x;
    second += weight * x * x;
    const sum = sums.get(cluster[i]!) ?? [0, 0];
    sums.set(cluster[i]!, [sum[0] + y[i]! - chance, sum[1] + (y[i]! - chance) * x]);
  }
  const determinant = all * second - first * first;
  if (!(determinant > 0)) return null;
  // Influence of a cluster on the slope: the second row of the inverse information times its score.
  let robust = 0;
  for (const [a, b] of sums.values()) robust += ((all * b - first * a) / determinant) ** 2;
  const correct = sums.size > 1 ? sums.size / (sums.size - 1) : 1;
  const se = Math.sqrt(Math.max(robust * correct, all / determinant));
  const half = normalQuantile(0.5 + confidence / 2) * se;
  return { slope, intercept, interval: [slope - half, slope + half], p: 2 * normalCdf(-Math.abs(slope - 1) / se) };
}
