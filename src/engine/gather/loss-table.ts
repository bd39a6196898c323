import type { Guess } from "../../ingest/facts.ts";
import { type ReasonCount, reasonTable } from "../../ingest/loss-reason.ts";
import { knownSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Seen } from "./look.ts";
import type { Names } from "./rows.ts";

/** Reasons that are looked at, the most frequent first. */
const MOST = 1000;

/** Every reason of the lost deals of new business: its kind, and how many give it. */
export async function lossReasons(database: Database, names: Names, deals: Seen): Promise<readonly ReasonCount[]> {
  const header = deals.meanings.loss_reason?.header;
  if (header === undefined) return [];
  const cell = quoteIdentifier(header);
  return database.rows<ReasonCount>(
    `SELECT value, first(shown ORDER BY n DESC, shown) AS shown, first(kind) AS kind, sum(n)::BIGINT AS rows
     FROM (SELECT ${knownSql(header)} AS value, trim(r.${cell}) AS shown, d.loss AS kind, count(*) AS n
       FROM ${names.deals} d JOIN ${quoteIdentifier(deals.raw.table)} r ON r.__row = d.__row
       WHERE d.status = 'lost' AND NOT d.stale AND d.is_new AND NOT d.repeated AND NOT d.deleted GROUP BY ALL)
     WHERE value IS NOT NULL GROUP BY value ORDER BY rows DESC, value LIMIT ${MOST}`,
  );
}

/** The table of loss reasons as it is told; nothing without such a column. */
export function lossTable(deals: Seen, reasons: readonly ReasonCount[]): readonly Guess[] {
  const header = deals.meanings.loss_reason?.header;
  return header === undefined ? [] : reasonTable(header, reasons);
}
