import { auc } from "./auc.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { placements } from "./placements.ts";

export interface AucDifference {
  /** AUC of the first less AUC of the second. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Standard error; NaN with fewer than two rows in a class. */
  readonly se: number;
  /** Two-sided p of no difference. */
  readonly p: number;
}

/**
 * Difference of the AUCs of two scores on the same rows, with its interval and test. Two scores that order the rows alike differ by nothing
 * for certain: p 1. With fewer than two rows in a class nothing is known: [-1, 1], p 1 (and difference NaN when a class is empty).
 *
 * Formula: variance over winners and over losers of the difference of their placements.
 * Source: DeLong, DeLong and Clarke-Pearson 1988; R's pROC::roc.test(paired = TRUE). Cost: O(n log n).
 */
export function aucDifference(
  first: Float64Array,
  second: Float64Array,
  y: Uint8Array,
  confidence = 0.95,
): AucDifference {
  const difference = auc(first, y) - auc(second, y);
  const won = y.reduce((sum, outcome) => sum + outcome, 0);
  const lost = y.length - won;
  if (won < 2 || lost < 2) return { difference, low: -1, high: 1, se: Number.NaN, p: 1 };
  const [a, b] = [placements(first, y), placements(second, y)];
  let [amongWon, amongLost] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const square = (a[i]! - b[i]! - difference) ** 2;
    if (y[i] === 1) amongWon += square;
    else amongLost += square;
  }
  const se = Math.sqrt(amongWon / (won - 1) / won + amongLost / (lost - 1) / lost);
  const half = normalQuantile(0.5 + confidence / 2) * se;
  const p = se > 0 ? Math.min(1, 2 * normalCdf(-Math.abs(difference) / se)) : difference === 0 ? 1 : 0;
  return { difference, low: Math.max(-1, difference - half), high: Math.min(1, difference + half), se, p };
}
