import type { RawTable } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { layKeys } from "../match/keys.ts";
import { lookAt } from "../match/list.ts";

/** A list with each company once, and what is to be said of those that stood there more often. */
export interface Distinct {
  readonly table: RawTable;
  readonly notes: readonly string[];
}

/** The first row of each company of a list, by website, else by name: a list of people, or one pasted twice, is no larger market. */
export async function distinctCompanies(
  database: Database,
  raw: RawTable,
  options: Pick<IngestOptions, "map" | "ignore">,
): Promise<Distinct> {
  const { keys } = await lookAt(database, raw, "companies or people", options);
  if (!keyKinds(keys).some((kind) => kind !== "id")) return { table: raw, notes: [] };
  const laid = `${raw.table}_market_keys`;
  await layKeys(database, [{ table: raw.table, keys }], laid);
  const view = `${raw.table}_companies`;
  await database.run(`CREATE TABLE ${quoteIdentifier(`${view}_again`)} AS
    WITH one AS (SELECT "row", coalesce('domain:' || min(key) FILTER (kind = 'domain'), 'name:' || min(key) FILTER (kind = 'name')) AS company
      FROM ${laid} WHERE kind IN ('domain', 'name') GROUP BY "row")
    SELECT "row" FROM one WHERE company IS NOT NULL QUALIFY row_number() OVER (PARTITION BY company ORDER BY "row") > 1`);
  const again = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(`${view}_again`)}`);
  if (again === 0) return { table: raw, notes: [] };
  await database.run(
    `CREATE VIEW ${quoteIdentifier(view)} AS SELECT * FROM ${quoteIdentifier(raw.table)} WHERE __row NOT IN (SELECT "row" FROM ${quoteIdentifier(`${view}_again`)})`,
  );
  const rows = again.toLocaleString("en-US");
  return {
    table: { ...raw, table: view },
    notes: [
      `${rows} ${again === 1 ? "row" : "rows"} of ${raw.file} ${again === 1 ? "is" : "are"} of a company that stands above (same website or name): the market counts each company once.`,
    ],
  };
}
