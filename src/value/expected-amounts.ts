import type { Clustered } from "../stats/drawn-mean.ts";
import { drawnMoney } from "../stats/drawn-money.ts";
import { widenedByTimes } from "./widened.ts";

/** Won deals with an amount above 0: fewer say too little of what the next one is worth. */
export const FEWEST_AMOUNTS = 10;

/** What the next won deal of a group is expected to be worth. */
export interface ExpectedAmount {
  readonly value: number;
  /** 95%. */
  readonly interval: readonly [low: number, high: number];
  /** Won deals with an amount that tell it. */
  readonly n: number;
}

/**
 * Expected amount of a won deal per group: the same mean that is told of the group elsewhere (`measuresOf`), so that one page has one figure.
 * Of a group without an amount, everyone's. Null where fewer than 10 won deals have an amount above 0.
 *
 * @param amount per deal; NaN for lost ones and where not known @param groups rows of deals @param heldOut whether the groups are levels of cards
 * that had not seen the deals: their limits are wider
 */
export function expectedAmounts(
  amount: Clustered,
  groups: readonly Int32Array[],
  heldOut: boolean,
): readonly ExpectedAmount[] | null {
  const all = drawnMoney(amount, null);
  if (all === null || all.n < FEWEST_AMOUNTS) return null;
  return groups.map((rows) => {
    const drawn = drawnMoney(amount, rows) ?? all;
    return heldOut ? widenedByTimes(drawn) : drawn;
  });
}
