import type { Candidate, Trial } from "./candidates.ts";
import { naivePValue } from "./evidence.ts";
import { matchesOf, type Rows } from "./rows.ts";

/** Two conditions under trial. */
export interface Pair {
  readonly trial: Trial;
  /** Rows that meet both. */
  readonly n: number;
  /** Both are among the lowest singles; else one is, and the other is any. */
  readonly near: boolean;
  /** False where even independent rows would show nothing: not worth counting closely. */
  readonly promising: boolean;
}

/** From this share on a second condition leaves the first as it is. */
const SAME_ROWS = 0.8;

interface CodeCounts {
  readonly n: Float64Array;
  readonly good: Float64Array;
}

/** Rows and good ends per code of every attribute, among the marked rows. O(rows x attributes). */
function countCodes(rows: Rows, marks: Uint8Array, bins: readonly number[]): CodeCounts[] {
  const at: number[] = [];
  for (let i = 0; i < rows.n; i++) if (marks[i] === 1) at.push(i);
  return rows.codes.map((codes, j) => {
    const n = new Float64Array(bins[j]!);
    const good = new Float64Array(bins[j]!);
    for (const i of at) {
      const code = codes[i]!;
      n[code]!++;
      good[code] = good[code]! + rows.good[i]!;
    }
    return { n, good };
  });
}

function within({ n, good }: CodeCounts, { meets }: Candidate): { readonly n: number; readonly good: number } {
  let [rows, ends] = [0, 0];
  meets.forEach((met, code) => {
    rows += met * n[code]!;
    ends += met * good[code]!;
  });
  return { n: rows, good: ends };
}

function binsPerAttribute(rows: Rows, singles: readonly Candidate[]): number[] {
  const bins = rows.codes.map(() => 0);
  for (const { attribute, meets } of singles) bins[attribute] = meets.length;
  return bins.map((size, j) => Math.max(size, rows.codes[j]!.reduce((a, b) => Math.max(a, b), 0) + 1));
}

/**
 * The pairs to try: each of the lowest singles with every condition on another attribute that leaves at least `fewest` of its rows and
 * says more than the single alone.
 *
 * @param limit rate of good ends that a rule must stay below @param hopeless naive p-value above which a pair cannot pass
 */
export function pairsWith(
  rows: Rows,
  lowest: readonly Candidate[],
  singles: readonly Candidate[],
  limit: number,
  fewest: number,
  hopeless: number,
): Pair[] {
  const bins = binsPerAttribute(rows, singles);
  const rank = new Map(lowest.map((candidate, i) => [candidate, i]));
  return lowest.flatMap((first, i) => {
    const marks = matchesOf(rows, [first]);
    const own = marks.reduce((a, b) => a + b, 0);
    const counts = countCodes(rows, marks, bins);
    return singles.flatMap((second): Pair[] => {
      const place = rank.get(second);
      if (second.attribute === first.attribute || (place !== undefined && place < i)) return [];
      const both = within(counts[second.attribute]!, second);
      if (both.n < fewest || both.n >= SAME_ROWS * own) return [];
      const promising = naivePValue(both, limit) <= hopeless;
      return [{ trial: [first, second], n: both.n, near: place !== undefined, promising }];
    });
  });
}
