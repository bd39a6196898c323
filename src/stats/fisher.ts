import { logBinomialMass } from "./binomial.ts";

/** Tables as unlikely as the one seen, up to rounding, count as unlikely (as R's fisher.test does). */
const LOG_TOLERANCE = 1e-7;
/** A tail is summed until its terms no longer change the sum. */
const NEGLIGIBLE = 1e-17;

export interface FisherExact {
  /** Tables no likelier than the one seen. */
  readonly twoSided: number;
  /** P(first cell <= a): small when the odds ratio is below 1. */
  readonly less: number;
  /** P(first cell >= a): small when the odds ratio is above 1. */
  readonly greater: number;
}

/** The first cell of a 2 x 2 table with its margins held: `row` in the first row, `column` in the first column, `n` in all. */
interface Margins {
  readonly row: number;
  readonly column: number;
  readonly n: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Fisher's exact test of the 2 x 2 table [[a, b], [c, d]] of counts, two-sided and one-sided. All 1 when a margin is empty.
 *
 * Formula: hypergeometric P(X = k), its log from three binomial masses (Loader), tails by the ratio of neighbours, the far side found
 * by bisection. Source: Fisher 1935; Loader 2000; R's fisher.test (two-sided rule). Cost: O(sqrt(n)).
 */
export function fisherExact(a: number, b: number, c: number, d: number): FisherExact {
  const row = a + b;
  const column = a + c;
  const n = row + c + d;
  const margins = { row, column, n, lowest: Math.max(0, row + column - n), highest: Math.min(row, column) };
  if (margins.lowest === margins.highest) return { twoSided: 1, less: 1, greater: 1 };
  const mode = Math.min(margins.highest, Math.floor(((row + 1) * (column + 1)) / (n + 2)));
  const less = lowerTail(a, mode, margins);
  const greater = upperTail(a, mode, margins);
  const limit = logMass(a, margins) + LOG_TOLERANCE;
  const twoSided =
    a < mode
      ? less + upperTail(firstAbove(mode, limit, margins), mode, margins)
      : greater + lowerTail(lastBelow(mode, limit, margins), mode, margins);
  return { twoSided: Math.min(1, twoSided), less, greater };
}

/** P(X <= k). */
function lowerTail(k: number, mode: number, margins: Margins): number {
  if (k < margins.lowest) return 0;
  if (k >= margins.highest) return 1;
  if (k > mode) return 1 - sumUp(k + 1, margins);
  return Math.min(1, sumDown(k, margins));
}

/** P(X >= k). */
function upperTail(k: number, mode: number, margins: Margins): number {
  if (k > margins.highest) return 0;
  if (k <= margins.lowest) return 1;
  if (k <= mode) return 1 - sumDown(k - 1, margins);
  return Math.min(1, sumUp(k, margins));
}

function sumUp(from: number, margins: Margins): number {
  const { row, column, n, highest } = margins;
  let term = 1;
  let sum = 1;
  for (let k = from; k < highest && term > NEGLIGIBLE * sum; k++) {
    term *= ((row - k) / (k + 1)) * ((column - k) / (n - row - column + k + 1));
    sum += term;
  }
  return sum * Math.exp(logMass(from, margins));
}

function sumDown(from: number, margins: Margins): number {
  const { row, column, n, lowest } = margins;
  let term = 1;
  let sum = 1;
  for (let k = from; k > lowest && term > NEGLIGIBLE * sum; k--) {
    term *= (k / (row - k + 1)) * ((n - row - column + k) / (column - k + 1));
    sum += term;
  }
  return sum * Math.exp(logMass(from, margins));
}

/** The first k from the mode up whose log mass is at most `limit`. */
function firstAbove(mode: number, limit: number, margins: Margins): number {
  let likely = mode - 1;
  let unlikely = margins.highest + 1;
  while (unlikely - likely > 1) {
    const k = Math.floor((likely + unlikely) / 2);
    if (logMass(k, margins) <= limit) unlikely = k;
    else likely = k;
  }
  return unlikely;
}

/** The last k up to the mode whose log mass is at most `limit`. */
function lastBelow(mode: number, limit: number, margins: Margins): number {
  let likely = mode + 1;
  let unlikely = margins.lowest - 1;
  while (likely - unlikely > 1) {
    const k = Math.floor((likely + unlikely) / 2);
    if (logMass(k, margins) <= limit) unlikely = k;
    else likely = k;
  }
  return unlikely;
}

function logMass(k: number, { row, column, n }: Margins): number {
  const share = row / n;
  const other = (n - row) / n;
  return (
    logBinomialMass(k, column, share, other) +
    logBinomialMass(row - k, n - column, share, other) -
    logBinomialMass(row, n, share, other)
  );
}
