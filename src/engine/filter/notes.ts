import type { Database } from "../../warehouse/database.ts";
import type { DealStates } from "../deal-states.ts";
import type { Customers } from "./customers.ts";
import { CUSTOMER_ROWS } from "./customers.ts";

/** Table with `row` and `note`: what is worth knowing of rows, whether kept or not. */
export const NOTES = "filter_notes";

/** The same company, or person, further up in the batch. */
function repeats(keys: string, people: boolean): string {
  const kinds = people ? "kind = 'email'" : "(kind IN ('id', 'domain') OR (kind = 'name' AND NOT placed))";
  const words = people ? "same e-mail as row " : "same company as row ";
  const own = `SELECT "row", kind, key FROM ${keys} WHERE source = 0 AND ${kinds}`;
  return `SELECT "row", 2 AS place, '${words}' || min(first) AS note FROM (${own})
    JOIN (SELECT kind, key, min("row") AS first FROM (${own}) GROUP BY kind, key HAVING count(*) > 1) USING (kind, key)
    WHERE first < "row" GROUP BY "row"`;
}

/** The same name under another website: perhaps another company, so it stays, and a person looks. */
function namesakes(keys: string, source: number, rows: string, words: string): string {
  return `SELECT a."row", 3 AS place, '${words}' AS note FROM ${keys} a JOIN ${keys} b USING (kind, key)
    JOIN (${rows}) r ON r."row" = b."row" WHERE a.source = 0 AND b.source = ${source} AND kind = 'name' AND a.placed AND b.placed`;
}

/** Lays the notes of the batch's rows. */
export async function layNotes(
  database: Database,
  keys: string,
  of: {
    readonly people: boolean;
    readonly customers: (Customers & { readonly source: number }) | null;
    readonly deals: readonly { readonly source: number; readonly states: DealStates }[];
    readonly readmitChurned: boolean;
  },
): Promise<void> {
  const selects = [repeats(keys, of.people)];
  if (of.readmitChurned)
    selects.push(
      `SELECT "row", 1, 'was a customer' || CASE WHEN ended IS NULL THEN '' ELSE ' until ' || ended END FROM ${CUSTOMER_ROWS} WHERE state = 'churned'`,
    );
  if (of.customers !== null)
    selects.push(
      namesakes(
        keys,
        of.customers.source,
        `SELECT "row" FROM ${of.customers.table} WHERE state = 'active'`,
        "same name as a customer with another website",
      ),
    );
  for (const { source, states } of of.deals)
    selects.push(
      namesakes(
        keys,
        source,
        `SELECT "row" FROM ${states.table} WHERE status = 'open'`,
        "same name as a company with an open deal and another website",
      ),
    );
  // A list to be sorted for each row takes seconds a million: nearly all have one note.
  await database.run(`CREATE TABLE ${NOTES} AS WITH notes AS MATERIALIZED (SELECT DISTINCT * FROM (${selects.join(" UNION ALL ")})),
      counts AS MATERIALIZED (SELECT "row", count(*) AS n, any_value(note) AS note FROM notes GROUP BY "row")
    SELECT "row", note FROM counts WHERE n = 1
    UNION ALL SELECT "row", string_agg(note, '; ' ORDER BY place, note) FROM notes SEMI JOIN (SELECT "row" FROM counts WHERE n > 1) USING ("row") GROUP BY "row"`);
}
