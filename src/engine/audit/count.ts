import { knownSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { DealStates } from "../deal-states.ts";
import { AMOUNT, readAmounts } from "../gather/deals.ts";
import { workingNames } from "../gather/rows.ts";
import type { Counted } from "./table.ts";

/** Table with a line per row of the audited file: `row`, `level`, `status`, `is_new`, `amount`, `currency`. */
const ROWS = "audit_rows";

/** Lays level, state and money of every row. */
export async function layAuditRows(database: Database, states: DealStates, scores: string): Promise<void> {
  const names = { ...workingNames("audit"), deals: states.table };
  await readAmounts(database, names);
  await database.run(`CREATE TABLE ${ROWS} AS SELECT d."row", coalesce(f.level, 'none') AS level, d.status, d.is_new, ${AMOUNT} AS amount, d.currency
    FROM ${states.table} d JOIN ${quoteIdentifier(scores)} f ON f.__row = d."row" LEFT JOIN ${names.amounts} m ON m.text = d.amount_text ORDER BY d."row"`);
}

/** Where the values of a breakdown come from. */
export interface Values {
  /** Query with `row` (BIGINT) and `cell` (VARCHAR). */
  readonly from: string;
  /** What the column is called. */
  readonly header: string;
}

/**
 * Counts rows, money and wins per value, level and currency; values that differ in case and blanks only are one, named by the commonest
 * spelling.
 *
 * @param pipeline only open new business counts as rows; else every row
 */
export async function countRows(database: Database, values: Values | null, pipeline: boolean): Promise<Counted[]> {
  const held = pipeline ? "coalesce(status = 'open' AND is_new, false)" : "true";
  const decided = "coalesce(status IN ('won', 'lost') AND is_new, false)";
  const [named, join, name] =
    values === null
      ? ["", "", "CAST(NULL AS VARCHAR)"]
      : [
          `WITH v AS (SELECT "row", ${knownSql("cell")} AS folded, trim(cell) AS spelling FROM (${values.from})),
           spelled AS (SELECT folded, spelling FROM v WHERE folded IS NOT NULL GROUP BY folded, spelling QUALIFY row_number() OVER (PARTITION BY folded ORDER BY count(*) DESC, spelling) = 1)`,
          `LEFT JOIN v ON v."row" = r."row" LEFT JOIN spelled ON spelled.folded = v.folded`,
          "spelled.spelling",
        ];
  const found = await database.rows<Counted>(
    `${named} SELECT ${name} AS name, level, currency, count(*) FILTER (${held}) AS rows,
       CAST(sum(CAST(round(amount * 100) AS HUGEINT)) FILTER (${held}) AS DOUBLE) / 100 AS amount,
       count(*) FILTER (${decided} AND status = 'won') AS won, count(*) FILTER (${decided}) AS decided
     FROM ${ROWS} r ${join} GROUP BY 1, 2, 3 HAVING rows > 0 OR decided > 0 ORDER BY 1, 2, 3`,
  );
  return found.map((one) => ({ ...one }));
}

/** How many rows of a pipeline are what. */
export async function stateCounts(
  database: Database,
): Promise<readonly { readonly status: string | null; readonly is_new: boolean; readonly n: number }[]> {
  return database.rows(`SELECT status, is_new, count(*) AS n FROM ${ROWS} GROUP BY ALL ORDER BY ALL`);
}
