import type { DealColumns } from "../../features/matrix-of.ts";
import type { DealCounts } from "../../segments/held-out-rules.ts";
import { designEffect } from "../../stats/clustered.ts";
import { createRandom, shuffle } from "../../stats/random.ts";

/** Which deal tells of each account: one row per account. */
export interface AccountRows {
  /** Per won account its newest won deal; per account with lost deals only its newest; per account of all. */
  readonly won: Int32Array;
  readonly lost: Int32Array;
  readonly all: Int32Array;
}

/** One deal per account, accounts in the order of their first deal: the newest by close, then by row, a won one where there is one. */
export function accountRows({ n, y, account, accounts, closed }: DealColumns): AccountRows {
  const best = new Int32Array(accounts).fill(-1);
  for (let i = 0; i < n; i++) {
    const at = best[account[i]!]!;
    if (at < 0 || y[i]! > y[at]! || (y[i] === y[at] && !(closed[i]! < closed[at]!))) best[account[i]!] = i;
  }
  const all = best.filter((row) => row >= 0);
  return { all, won: all.filter((row) => y[row] === 1), lost: all.filter((row) => y[row] === 0) };
}

/** Most won accounts, and most lost ones, that kinds are looked for among. */
export const MOST_ACCOUNTS = 20_000;

/** Of very many accounts a sample of the won and one of the lost, in their order. */
export function sampledRows(rows: AccountRows, seed: number): AccountRows {
  return { ...rows, won: sampled(rows.won, seed, 73), lost: sampled(rows.lost, seed, 79) };
}

function sampled(rows: Int32Array, seed: number, stream: number): Int32Array {
  if (rows.length <= MOST_ACCOUNTS) return rows;
  const drawn = rows.slice();
  shuffle(drawn, createRandom(seed, stream));
  return drawn.slice(0, MOST_ACCOUNTS).sort();
}

/** Per won account its won and lost deals, per lost account its deals; as many as they are worth, deals of one account going together. */
export function dealCounts({ y, account, accounts }: DealColumns, { won, lost }: AccountRows): DealCounts {
  const worth = 1 / designEffect(y, account);
  const [wins, losses] = [new Float64Array(accounts), new Float64Array(accounts)];
  for (let i = 0; i < y.length; i++) {
    const of = y[i] === 1 ? wins : losses;
    of[account[i]!] = of[account[i]!]! + worth;
  }
  const pick = (of: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => of[account[row]!]!);
  return { wins: pick(wins, won), losses: pick(losses, won), lost: pick(losses, lost) };
}

/** Per won account the mean of a number of its won deals, NaN where none is known; null where no account's is. */
export function accountMeans({ y, account, accounts }: DealColumns, amount: Float64Array, won: Int32Array) {
  const [sum, known] = [new Float64Array(accounts), new Float64Array(accounts)];
  for (let i = 0; i < y.length; i++) {
    if (y[i] === 0 || Number.isNaN(amount[i]!)) continue;
    sum[account[i]!] = sum[account[i]!]! + amount[i]!;
    known[account[i]!]!++;
  }
  const of = Float64Array.from(won, (row) => sum[account[row]!]! / known[account[row]!]!);
  return of.every(Number.isNaN) ? null : of;
}
