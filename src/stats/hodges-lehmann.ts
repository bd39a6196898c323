import { normalQuantile } from "./normal.ts";
import { quantile } from "./quantile.ts";

export interface Shift {
  /** Median of all differences of a value of the first less one of the second. */
  readonly shift: number;
  readonly low: number;
  readonly high: number;
}

/** Values of each side of which the differences are taken; larger samples are thinned evenly in their order. */
const MOST = 1000;

/**
 * By how much values of `a` lie above those of `b`, whatever their distribution, with limits that a Mann-Whitney test would leave. Null where
 * a side is empty; limits without end where the samples are too small for any. No value is NaN.
 *
 * Formula: the differences in order; limits at ranks ab/2 -+ z sqrt(ab (a + b + 1) / 12).
 * Source: Hodges and Lehmann 1963; Lehmann 1975; R's wilcox.test(conf.int = TRUE, exact = FALSE, correct = FALSE) solves the same with ties.
 * Cost: O(a b log(a b)), at most a million differences.
 */
export function hodgesLehmann(a: ArrayLike<number>, b: ArrayLike<number>, confidence = 0.95): Shift | null {
  if (a.length === 0 || b.length === 0) return null;
  const [first, second] = [thinned(a), thinned(b)];
  const differences = new Float64Array(first.length * second.length);
  for (let i = 0; i < first.length; i++)
    for (let j = 0; j < second.length; j++) differences[i * second.length + j] = first[i]! - second[j]!;
  differences.sort();
  const pairs = a.length * b.length;
  // The spread of ranks is that of the whole samples, thinned or not.
  const half = (normalQuantile(0.5 + confidence / 2) * Math.sqrt((pairs * (a.length + b.length + 1)) / 12)) / pairs;
  const at = (share: number): number => quantile(differences, Math.min(1, Math.max(0, share)));
  return {
    shift: at(0.5),
    low: half >= 0.5 ? Number.NEGATIVE_INFINITY : at(0.5 - half),
    high: half >= 0.5 ? Number.POSITIVE_INFINITY : at(0.5 + half),
  };
}

function thinned(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= MOST) return sorted;
  return Float64Array.from({ length: MOST }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / MOST)]!);
}
