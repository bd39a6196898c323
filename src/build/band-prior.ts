import type { BinOrder } from "../features/matrix.ts";
import { choleskyFactor, choleskySubstitute } from "../stats/cholesky.ts";

/** What is believed of an attribute's band effects before any deal: normal with mean 0 and a covariance of tau2 times `correlation`. */
export interface BandPrior {
  /** Inverse of the correlation, k x k, row-major. */
  readonly precision: Float64Array;
  /** ln det of the correlation. */
  readonly logDet: number;
}

/** Share of the prior of ordered bands that is a straight line through the ranks; the rest bends. */
const LINE = 0.65;
/** Distance in ranks (1 = from the lowest row to the highest) over which bends fade to 1/e. */
const REACH = 0.5;

/** Neighbouring ordered bands move together and mostly along a line; unordered ones each by themselves but for their kin. */
function correlation(count: Float64Array, order: BinOrder, kin: Float64Array | null): Float64Array {
  const k = count.length;
  const matrix = new Float64Array(k * k);
  if (order === "unordered") {
    if (kin !== null) matrix.set(kin);
    for (let a = 0; a < k; a++) matrix[a * k + a] = 1;
    return matrix;
  }
  const total = count.reduce((a, b) => a + b, 0);
  let below = 0;
  const rank = Float64Array.from(count, (rows) => {
    const middle = (below + rows / 2) / total - 0.5;
    below += rows;
    return middle;
  });
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      const bend = Math.exp(-Math.abs(rank[a]! - rank[b]!) / REACH);
      const line = 12 * rank[a]! * rank[b]!;
      matrix[a * k + b] = (1 - LINE) * bend + LINE * line + (a === b ? 1e-3 : 0);
    }
  return matrix;
}

/** @param count rows per band, missing not among them @param kin correlation of unordered bands that are parts of the same */
export function bandPrior(count: Float64Array, order: BinOrder, kin: Float64Array | null = null): BandPrior {
  const k = count.length;
  const factor = correlation(count, order, kin);
  const precision = new Float64Array(k * k);
  choleskyFactor(factor, k);
  for (let c = 0; c < k; c++) {
    const unit = new Float64Array(k);
    unit[c] = 1;
    choleskySubstitute(factor, unit, k);
    for (let r = 0; r < k; r++) precision[r * k + c] = unit[r]!;
  }
  let logDet = 0;
  for (let r = 0; r < k; r++) logDet += 2 * Math.log(factor[r * k + r]!);
  return { precision, logDet };
}
