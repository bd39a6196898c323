import { cellSql } from "../../../ingest/keys.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { ownerColumn } from "../../deal-states.ts";
import type { List } from "../../match/list.ts";

/** Lays what people call the accounts, who owns them, and their own ids: `__row`, `name`, `website`, `owner`, `ids` (JSON). */
export async function layNamed(database: Database, list: List, table: string): Promise<void> {
  await database.run(`CREATE TABLE ${quoteIdentifier(table)} AS ${namedSql(list)}`);
}

/** The same as a query. @param beside columns of the table that are given with it */
export function namedSql({ raw, columns, keys }: List, beside: readonly string[] = []): string {
  const best = ownerColumn(columns);
  const owners = [...(best === null ? [] : [best]), ...columns.filter((one) => one.field === "owner" && one !== best)];
  const first = (headers: readonly string[]): string =>
    `coalesce(${["NULL::VARCHAR", ...headers.map((header) => cellSql(header))].join(", ")})`;
  const ids = keys.ids.flatMap((header) => [quoteText(header), cellSql(header)]);
  return `SELECT ${["__row", ...beside].join(", ")}, ${first(keys.names)} AS name, ${first(keys.domains)} AS website,
       ${first(owners.map(({ header }) => header))} AS owner, ${ids.length === 0 ? "'{}'" : `CAST(json_object(${ids.join(", ")}) AS VARCHAR)`} AS ids
     FROM ${quoteIdentifier(raw.table)}`;
}
