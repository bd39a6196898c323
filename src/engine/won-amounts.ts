import type { DealColumns } from "../features/matrix-of.ts";
import type { Facts } from "../ingest/facts.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Clustered } from "../stats/drawn-mean.ts";
import type { Database } from "../warehouse/database.ts";

/** Per deal the amount that it brought, NaN for lost ones and where not known; deals of one account go together. */
export async function wonAmounts(
  database: Database,
  { table }: Pick<Facts, "table">,
  { y, account }: Pick<DealColumns, "y" | "account">,
): Promise<Clustered> {
  const [amounts] = await database.numbers(`SELECT amount FROM ${quoteIdentifier(table)} ORDER BY deal`);
  return { value: amounts!.map((amount, i) => (y[i] === 1 ? amount : Number.NaN)), cluster: account };
}
