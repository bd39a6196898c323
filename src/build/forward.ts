import type { CodedMatrix } from "../features/matrix.ts";

/** Older deals to learn from, newer ones to check on; straddlers are in neither. */
export interface ForwardSplit {
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** The cut, in words. */
  readonly cut: string;
}

const NEWEST = 0.25;

function quantileOf(values: Float64Array, q: number): number {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

function rowsWhere(n: number, test: (i: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < n; i++) if (test(i)) rows.push(i);
  return Int32Array.from(rows);
}

/** ISO date of a day number. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function byOrder(matrix: CodedMatrix, orderName: string): ForwardSplit {
  const cut = quantileOf(matrix.order, 1 - NEWEST);
  return {
    train: rowsWhere(matrix.n, (i) => matrix.order[i]! < cut),
    test: rowsWhere(matrix.n, (i) => matrix.order[i]! >= cut),
    cut: `the newest 25% by ${orderName} (from ${cut})`,
  };
}

function byDates(matrix: CodedMatrix, matured: (day: number) => boolean): ForwardSplit {
  const cut = quantileOf(matrix.created, 1 - NEWEST);
  return {
    train: rowsWhere(matrix.n, (i) => matrix.closed[i]! < cut && !(matrix.created[i]! >= cut)),
    test: rowsWhere(matrix.n, (i) => matrix.created[i]! >= cut && matured(matrix.created[i]!)),
    cut: isoDay(cut),
  };
}

/** Share of deals that must carry both dates for a forward check. */
const DATED = 0.8;

/**
 * Forward in time: train = closed before T, test = created at or after T, with T such that 25% of decided deals were created after it
 * (or the newest 25% by `--order`). Cohorts of creation must be at least 90% closed.
 *
 * @param matured whether the cohort created on this day is closed enough to judge
 * @returns null without dates and without an order
 */
export function forwardSplit(
  matrix: CodedMatrix,
  orderName: string | null,
  matured: (day: number) => boolean,
): ForwardSplit | null {
  if (orderName !== null) return byOrder(matrix, orderName);
  let dated = 0;
  for (let i = 0; i < matrix.n; i++) if (!Number.isNaN(matrix.created[i]!) && !Number.isNaN(matrix.closed[i]!)) dated++;
  return dated >= DATED * matrix.n ? byDates(matrix, matured) : null;
}
