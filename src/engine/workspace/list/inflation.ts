import type { LastMade } from "./spec.ts";

/** More accounts at high than this many times those of last time, by the same version, are too many. */
export const GROWN = 1.25;
/** A profile that calls a larger share of all accounts high chooses little. */
export const MOST_AT_HIGH = 0.3;

/** What is odd in the number of accounts at high: tiers hold no more for it. */
export function inflationWarnings(now: LastMade, made: LastMade | null, at: Date | null): string[] {
  const n = (count: number): string => count.toLocaleString("en-US");
  const share = now.high / Math.max(now.accounts, 1);
  const grown = made !== null && made.version === now.version && made.high > 0 && now.high > GROWN * made.high;
  const day = at === null ? "last time" : `on ${at.toISOString().slice(0, 10)}`;
  return [
    ...(grown
      ? [
          `${n(now.high)} accounts are at high, ${n(made.high)} were ${day} by the same version: ${Math.round(100 * (now.high / made.high - 1))}% more. Did the files change in kind, or the market? Tiers A and B hold no more for it (openicp drift looks into it)`,
        ]
      : []),
    ...(share > MOST_AT_HIGH
      ? [
          `${n(now.high)} of ${n(now.accounts)} accounts (${Math.round(100 * share)}%) are at high: a profile that fits so many chooses little; 20-30% is usual (openicp build --levels data sets where high begins)`,
        ]
      : []),
  ];
}
