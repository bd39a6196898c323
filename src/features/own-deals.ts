import type { CodedAttribute } from "./matrix.ts";

/** Deals of one account agree in an attribute this much beyond chance when it is the account's, not the deal's. */
const STICKY = 0.8;

/** Rows by account, for accounts of several deals. */
export interface DealsByAccount {
  /** Rows, those of one account in a run. */
  readonly rows: Int32Array;
  /** Where each run starts in `rows`; its end is the next one's start. */
  readonly starts: Int32Array;
  /** One row per account and outcome: the first. */
  readonly first: Int32Array;
  /** One row per account: its first. */
  readonly accounts: Int32Array;
  /** 1 where any deal of the account reached the goal, in the order of `accounts`. */
  readonly everWon: Uint8Array;
}

/**
 * Deals grouped by account, or null when every account has one deal. O(rows).
 *
 * @param account dense index per deal
 */
export function dealsByAccount(account: Int32Array, y: Uint8Array): DealsByAccount | null {
  const accounts = account.reduce((most, a) => Math.max(most, a), -1) + 1;
  if (accounts === account.length) return null;
  const starts = new Int32Array(accounts + 1);
  for (const a of account) starts[a + 1]!++;
  for (let a = 0; a < accounts; a++) starts[a + 1]! += starts[a]!;
  const next = starts.slice();
  const rows = new Int32Array(account.length);
  const seen = new Uint8Array(2 * accounts);
  const first: number[] = [];
  account.forEach((a, i) => {
    rows[next[a]!++] = i;
    const side = 2 * a + y[i]!;
    if (seen[side] === 0) first.push(i);
    seen[side] = 1;
  });
  const held = Int32Array.from({ length: accounts }, (_, a) => a).filter((a) => starts[a + 1]! > starts[a]!);
  return {
    rows,
    starts,
    first: Int32Array.from(first),
    accounts: held.map((a) => rows[starts[a]!]!),
    everWon: Uint8Array.from(held, (a) => seen[2 * a + 1]!),
  };
}

/**
 * The rows that speak for themselves on an attribute: all (null) where it differs from deal to deal; where the deals of an account share it,
 * one per account and outcome, since ten won deals of one company say no more about its industry than one. O(rows).
 *
 * Formula: agreement of pairs of deals of one account where known, beyond that of any two deals (kappa), at least .8. Source: Cohen 1960.
 */
export function ownDeals({ codes, bins }: CodedAttribute, deals: DealsByAccount): Int32Array | null {
  const all = new Float64Array(bins.length);
  const own = new Uint32Array(bins.length);
  let [known, pairs, agreeing] = [0, 0, 0];
  for (let a = 0; a + 1 < deals.starts.length; a++) {
    const [from, to] = [deals.starts[a]!, deals.starts[a + 1]!];
    let rows = 0;
    for (let k = from; k < to; k++) {
      const code = codes[deals.rows[k]!]!;
      if (code === 0) continue;
      agreeing += own[code]!++;
      all[code]!++;
      rows++;
    }
    known += rows;
    pairs += (rows * (rows - 1)) / 2;
    for (let k = from; k < to; k++) own[codes[deals.rows[k]!]!] = 0;
  }
  const chance = all.reduce((sum, rows) => sum + (rows / known) ** 2, 0);
  return agreeing / pairs - chance >= STICKY * (1 - chance) ? deals.first : null;
}

/** The attribute on some of the deals. */
export function onRows(attribute: CodedAttribute, rows: Int32Array): CodedAttribute {
  return { ...attribute, codes: Uint16Array.from(rows, (i) => attribute.codes[i]!) };
}
