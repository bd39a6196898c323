/** A group of rows that a score ranks beside each other; a row that ties reach across groups belongs to each by a share. */
export interface FairGroup {
  /** Rows of the group, whole or in part. */
  readonly rows: Int32Array;
  /** Share of each that is of this group, above 0 and at most 1. */
  readonly share: Float64Array;
  /** Sum of the shares: a whole number. */
  readonly n: number;
}

/**
 * Rows ranked by a score, the highest first, cut into groups of equal count (within one). Rows of the same score are parted evenly over the
 * groups they reach, so that the order of rows says nothing: sums over a group are what they come to on average over all orders of the ties.
 * No score is NaN. Cost: O(n log n) and, per group, the rows of the ties that reach into it.
 */
export function fairGroups(score: Float64Array, groups: number): FairGroup[] {
  const n = score.length;
  const ranked = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => score[b]! - score[a]! || a - b);
  const ends = tieEnds(score, ranked);
  return Array.from({ length: groups }, (_, g): FairGroup => {
    const from = Math.round((g * n) / groups);
    const to = Math.round(((g + 1) * n) / groups);
    const rows: number[] = [];
    const share: number[] = [];
    for (let start = startOf(score, ranked, from); start < to; start = ends[start]!) {
      const end = ends[start]!;
      const part = (Math.min(end, to) - Math.max(start, from)) / (end - start);
      for (let k = start; k < end; k++) {
        rows.push(ranked[k]!);
        share.push(part);
      }
    }
    return { rows: Int32Array.from(rows), share: Float64Array.from(share), n: to - from };
  });
}

/** Where the tie that begins at a place ends. */
function tieEnds(score: Float64Array, ranked: Int32Array): Int32Array {
  const ends = new Int32Array(ranked.length);
  for (let k = ranked.length - 1; k >= 0; k--)
    ends[k] = k + 1 < ranked.length && score[ranked[k]!] === score[ranked[k + 1]!] ? ends[k + 1]! : k + 1;
  return ends;
}

/** Where the tie around a place begins. */
function startOf(score: Float64Array, ranked: Int32Array, place: number): number {
  let start = place;
  while (start > 0 && start < ranked.length && score[ranked[start - 1]!] === score[ranked[place]!]) start--;
  return start;
}
