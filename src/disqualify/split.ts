import type { CodedMatrix } from "../features/matrix.ts";
import { createRandom, shuffle } from "../stats/random.ts";

/** Rows to search, in two halves of time, and newer rows to check on. */
export interface Split {
  readonly earlier: Int32Array;
  readonly later: Int32Array;
  readonly newest: Int32Array;
  /** How they were told apart, for a person. */
  readonly how: string;
  /** False where there was no time to go by and accounts were drawn instead. */
  readonly inTime: boolean;
  /** Rows without a date, in none of the three. */
  readonly undated: number;
}

/** Share of the rows that is searched; the rest is the newest, to check on. */
export const OLDER = 0.7;
/** Share of rows that must carry a time for it to be gone by. */
const TIMED = 0.8;
/** A cut that many rows share may not move the older share beyond these. */
const OLDER_SHARE = [0.5, 0.85] as const;

/** The value below which nearest to `share` of the sorted values lie; equal values stay together. */
function cutAt(sorted: Float64Array, share: number): { readonly cut: number; readonly below: number } {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const before = sorted.indexOf(value);
  const behind = sorted.lastIndexOf(value) + 1;
  const target = share * sorted.length;
  return behind < sorted.length && behind - target < target - before
    ? { cut: sorted[behind]!, below: behind }
    : { cut: value, below: before };
}

function rowsWhere(times: Float64Array, test: (time: number) => boolean): Int32Array {
  return Int32Array.from(times.keys()).filter((row) => test(times[row]!));
}

function byTime(times: Float64Array, told: (cut: number) => string): Split | null {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  if (sorted.length < TIMED * times.length || sorted.length === 0) return null;
  const { cut, below } = cutAt(sorted, OLDER);
  const share = below / sorted.length;
  if (share < OLDER_SHARE[0] || share > OLDER_SHARE[1]) return null;
  const middle = cutAt(sorted.subarray(0, below), 0.5).cut;
  return {
    earlier: rowsWhere(times, (time) => time < middle),
    later: rowsWhere(times, (time) => time >= middle && time < cut),
    newest: rowsWhere(times, (time) => time >= cut),
    how: told(cut),
    inTime: true,
    undated: times.length - sorted.length,
  };
}

/** Whole accounts drawn by seed: 70% of the rows to search, in two halves, the rest to check on. */
function byAccount(matrix: CodedMatrix, seed: number): Split {
  const order = Int32Array.from({ length: matrix.accounts }, (_, i) => i);
  shuffle(order, createRandom(seed, 71));
  const size = new Int32Array(matrix.accounts);
  for (const account of matrix.account) size[account]!++;
  const part = new Uint8Array(matrix.accounts);
  let drawn = 0;
  for (const account of order) {
    part[account] = drawn < (OLDER / 2) * matrix.n ? 0 : drawn < OLDER * matrix.n ? 1 : 2;
    drawn += size[account]!;
  }
  const rows = (wanted: number): Int32Array =>
    Int32Array.from(matrix.account.keys()).filter((row) => part[matrix.account[row]!] === wanted);
  return {
    earlier: rows(0),
    later: rows(1),
    newest: rows(2),
    how: "accounts drawn at random, because there are no dates to go by",
    inTime: false,
    undated: 0,
  };
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The older 70% of the rows, in two halves, and the newest 30%: by the `--order` column, else by the day of the close, else of the
 * creation; without any, whole accounts drawn by seed.
 *
 * @param orderName header of the `--order` column; null without
 */
export function splitByTime(matrix: CodedMatrix, orderName: string | null, seed: number): Split {
  const ordered = orderName === null ? null : byTime(matrix.order, (cut) => `${orderName} from ${cut} on`);
  return (
    ordered ??
    byTime(matrix.closed, (cut) => `closed from ${isoDay(cut)} on`) ??
    byTime(matrix.created, (cut) => `created from ${isoDay(cut)} on`) ??
    byAccount(matrix, seed)
  );
}

/**
 * At most `most` of the rows of some parts, by whole accounts drawn by seed; all of them where they are no more.
 */
export function sampled(
  matrix: CodedMatrix,
  parts: readonly Int32Array[],
  most: number,
  seed: number,
): readonly Int32Array[] {
  if (parts.reduce((sum, part) => sum + part.length, 0) <= most) return parts;
  const size = new Int32Array(matrix.accounts);
  for (const part of parts) for (const row of part) size[matrix.account[row]!]!++;
  const order = Int32Array.from({ length: matrix.accounts }, (_, i) => i);
  shuffle(order, createRandom(seed, 73));
  const taken = new Uint8Array(matrix.accounts);
  let rows = 0;
  for (const account of order) {
    if (rows + size[account]! > most) continue;
    taken[account] = 1;
    rows += size[account]!;
  }
  return parts.map((part) => part.filter((row) => taken[matrix.account[row]!] === 1));
}
