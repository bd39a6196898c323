import { cellSql, salesforce15Sql } from "../../ingest/keys.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Keyed } from "./rows.ts";

/** So many ids in one case are no chance; the first rows show it. */
const ENOUGH = 10;

/** What is to be said of 15-character Salesforce ids that lost their upper case: nothing in them tells how they were written. */
export async function lostCase(
  database: Database,
  { table, meanings }: Keyed,
  file: string,
): Promise<readonly string[]> {
  const header = meanings.account_id?.header;
  if (header === undefined) return [];
  const [counts] = await database.rows<{ ids: number; mixed: number }>(
    `SELECT count(*) AS ids, count(*) FILTER (id <> lower(id) AND id <> upper(id)) AS mixed
     FROM (SELECT DISTINCT ${cellSql(header)} AS id FROM ${quoteIdentifier(table)} WHERE __row <= 5000) WHERE ${salesforce15Sql("id")} AND lower(id) <> upper(id)`,
  );
  if (counts!.ids < ENOUGH || counts!.mixed > 0) return [];
  return [
    `${header} of ${file} holds 15-character Salesforce ids all in one case: a spreadsheet lost the difference between upper and lower case, by which such ids differ, so some may stand for several accounts. Export the 18-character ids.`,
  ];
}
