import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { cellsErasedSql, ERASED_REASON, type ErasureList, rowErasedSql } from "../../warehouse/kept/erased.ts";
import type { RowKeys } from "./keys.ts";
import { eraseColumns } from "./personal.ts";

/** SQL: why a row is refused: it has no key, or is about somebody who was erased. */
export function refusedSql(
  list: ErasureList,
  raw: RawTable,
  keys: RowKeys,
  named: ReadonlyMap<string, string>,
): string {
  const erased = rowErasedSql(list, eraseColumns(raw.role, raw.columns, named));
  return erased === null
    ? keys.refused
    : `CASE WHEN ${erased} THEN ${quoteText(ERASED_REASON)} ELSE ${keys.refused} END`;
}

/** The staged rows without the cells that name somebody who was erased. */
export async function withoutErased(
  database: Database,
  list: ErasureList,
  raw: RawTable,
  named: ReadonlyMap<string, string>,
): Promise<RawTable> {
  const cells = cellsErasedSql(list, eraseColumns(raw.role, raw.columns, named));
  if (cells.length === 0) return raw;
  // A column may stand for a person and for a company: its view lies upon the other's.
  let table = raw.table;
  for (const [i, cell] of cells.entries()) {
    await database.run(
      `CREATE VIEW ${quoteIdentifier(`${raw.table}_clean_${i}`)} AS SELECT * REPLACE (${cell}) FROM ${quoteIdentifier(table)}`,
    );
    table = `${raw.table}_clean_${i}`;
  }
  return { ...raw, table };
}
