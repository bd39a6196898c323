import type { CodedMatrix } from "../features/matrix.ts";
import { designEffect } from "../stats/clustered.ts";
import type { Trial } from "./candidates.ts";

/** Rows brought into the order of their accounts, so that the rows of an account are counted in one sweep. */
export interface Rows {
  readonly n: number;
  readonly codes: readonly Uint16Array[];
  /** 1 where the row ended well. */
  readonly good: Uint8Array;
  readonly account: Int32Array;
  /** 1 in the later half of the search. */
  readonly later: Uint8Array;
  readonly base: number;
  /** How much the ends of two rows of one account agree: 0 not at all, 1 wholly. */
  readonly agreement: number;
}

/** What a rule matches. */
export interface Tally {
  readonly n: number;
  readonly good: number;
  readonly accounts: number;
  /** Mean number of matched rows in the account of a matched row: 1 when every account has one. */
  readonly together: number;
  /** Share of the accounts with a matched row all of whose rows match: 1 for what is about the account. */
  readonly whole: number;
  /** The account with the most matched rows. */
  readonly largest: { readonly n: number; readonly good: number };
  /** Rows and good ends of the earlier and of the later half. */
  readonly halves: readonly [HalfTally, HalfTally];
}

export interface HalfTally {
  readonly n: number;
  readonly good: number;
}

/** Mean number of rows in the account of a row; `account` in ascending order. */
function togetherOf(account: Int32Array): number {
  let squares = 0;
  for (let i = 0, start = 0; i < account.length; i++)
    if (i + 1 === account.length || account[i + 1] !== account[i]) {
      squares += (i + 1 - start) ** 2;
      start = i + 1;
    }
  return account.length === 0 ? 1 : squares / account.length;
}

/** The intraclass correlation that the design effect of all rows comes from: deff = 1 + icc (together - 1). */
function agreementOf(good: Uint8Array, account: Int32Array): number {
  const together = togetherOf(account);
  return together > 1 ? Math.min(1, (designEffect(good, account) - 1) / (together - 1)) : 0;
}

/** The rows of all parts, account after account (counting sort). */
function byAccount({ account, accounts }: CodedMatrix, parts: readonly Int32Array[]): Int32Array {
  const place = new Int32Array(accounts + 1);
  for (const part of parts) for (const row of part) place[account[row]! + 1]!++;
  for (let a = 0; a < accounts; a++) place[a + 1]! += place[a]!;
  const order = new Int32Array(place[accounts]!);
  for (const part of parts) for (const row of part) order[place[account[row]!]!++] = row;
  return order;
}

function picked(codes: Uint16Array, order: Int32Array): Uint16Array {
  const out = new Uint16Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = codes[order[i]!]!;
  return out;
}

/**
 * Some rows of a matrix, ready for counting.
 *
 * @param good 1 per row of the matrix that ended well @param parts rows; those of the second part count as the later half
 */
export function rowsOf(matrix: CodedMatrix, good: Uint8Array, parts: readonly Int32Array[]): Rows {
  const half = new Uint8Array(matrix.n);
  for (const row of parts[1] ?? []) half[row] = 1;
  const order = byAccount(matrix, parts);
  const account = Int32Array.from(order, (row) => matrix.account[row]!);
  const ends = Uint8Array.from(order, (row) => good[row]!);
  return {
    n: order.length,
    codes: matrix.attributes.map(({ codes }) => picked(codes, order)),
    good: ends,
    account,
    later: Uint8Array.from(order, (row) => half[row]!),
    base: order.length === 0 ? 0 : ends.reduce((a, b) => a + b, 0) / order.length,
    agreement: agreementOf(ends, account),
  };
}

/** Marks 1 per row that meets every condition. O(n). */
export function matchesOf(rows: Rows, trial: Trial): Uint8Array {
  const out = new Uint8Array(rows.n).fill(1);
  for (const { attribute, meets } of trial) {
    const codes = rows.codes[attribute]!;
    for (let i = 0; i < rows.n; i++) out[i] = out[i]! & meets[codes[i]!]!;
  }
  return out;
}

/**
 * Counts the rows that a rule matches. O(n).
 *
 * @param without 1 per row that is left out
 */
export function tallyOf(rows: Rows, matches: Uint8Array, without: Uint8Array | null = null): Tally {
  let [n, good, accounts, squares, whole] = [0, 0, 0, 0, 0];
  let largest = { n: 0, good: 0 };
  const later = { n: 0, good: 0 };
  let [own, ownGood, size] = [0, 0, 0];
  for (let i = 0; i < rows.n; i++) {
    size++;
    if (matches[i] === 1 && (without === null || without[i] === 0)) {
      own++;
      ownGood += rows.good[i]!;
      if (rows.later[i] === 1) {
        later.n++;
        later.good += rows.good[i]!;
      }
    }
    if (i + 1 < rows.n && rows.account[i + 1] === rows.account[i]) continue;
    if (own > 0) {
      n += own;
      good += ownGood;
      accounts++;
      squares += own * own;
      whole += own === size ? 1 : 0;
      if (own > largest.n) largest = { n: own, good: ownGood };
    }
    [own, ownGood, size] = [0, 0, 0];
  }
  const earlier = { n: n - later.n, good: good - later.good };
  return {
    n,
    good,
    accounts,
    together: n === 0 ? 1 : squares / n,
    whole: accounts === 0 ? 0 : whole / accounts,
    largest,
    halves: [earlier, later],
  };
}

/** Share of the rows of either that both match: 1 for the same rows. */
export function jaccard(a: Uint8Array, b: Uint8Array): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!;
    either += a[i]! | b[i]!;
  }
  return either === 0 ? 0 : both / either;
}

/** Share of the rows of `a` that `b` matches too. */
export function coveredShare(a: Uint8Array, b: Uint8Array): number {
  let [all, both] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    all += a[i]!;
    both += a[i]! & b[i]!;
  }
  return all === 0 ? 0 : both / all;
}
