import { levelOf } from "../../build/check.ts";
import type { Draft } from "../../build/draft.ts";
import type { WonDeals } from "../../build/expected-values.ts";
import type { DealColumns } from "../../features/matrix-of.ts";
import type { Facts } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

const GROUPS = ["high", "medium", "low"];

/** The won deals of a build with their amounts, by held-out level and by segment. */
export interface WonOf {
  byLevel(levels: { readonly high: number; readonly medium: number }): WonDeals;
  readonly bySegment: WonDeals;
}

/** @param kinds deals of each segment */
export async function wonDeals(
  database: Database,
  facts: Facts,
  { y, account, n }: DealColumns,
  { heldOut }: Pick<Draft, "heldOut">,
  kinds: readonly Int32Array[],
): Promise<WonOf> {
  const [amounts] = await database.numbers(`SELECT amount FROM ${quoteIdentifier(facts.table)} ORDER BY deal`);
  const won = Int32Array.from({ length: n }, (_, i) => i).filter((i) => y[i] === 1);
  const segment = new Int32Array(n).fill(-1);
  for (let k = kinds.length - 1; k >= 0; k--) for (const row of kinds[k]!) segment[row] = k;
  const grouped = (group: Int32Array): WonDeals => ({
    amount: Float64Array.from(won, (i) => amounts![i]!),
    account: Int32Array.from(won, (i) => account[i]!),
    group: Int32Array.from(won, (i) => group[i]!),
  });
  return {
    bySegment: grouped(segment),
    byLevel: (levels) => {
      const group = new Int32Array(n).fill(-1);
      heldOut.rows.forEach((row, i) => {
        group[row] = GROUPS.indexOf(levelOf(heldOut.fit[i]!, heldOut.known[i]!, levels));
      });
      return grouped(group);
    },
  };
}
