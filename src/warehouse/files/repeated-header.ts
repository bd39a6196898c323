import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { baseOf, inner, layView, type Read, type Source } from "./source.ts";

/** Repeats of the header that are listed at most: more mean something else. */
const MOST = 1000;

/**
 * Takes the rows out of a table just laid that are its header again, as where one export was pasted below another. They become rejections.
 * Headers of one column are left alone: a single word may well be a value.
 */
export async function rejectHeaders(
  database: Database,
  source: Source,
  columns: readonly string[],
): Promise<Read["rejected"]> {
  if (columns.length < 2) return [];
  const same = columns.map((column) => `trim(coalesce(${quoteIdentifier(column)}, '')) = ${quoteText(column.trim())}`);
  // The first cell of nearly all rows tells; the others are compared in the few that are left.
  const found = await database.rows<{ row: number }>(
    `SELECT __row::BIGINT AS row FROM (SELECT * FROM ${quoteIdentifier(source.table)} WHERE ${same[0]}) WHERE ${same.slice(1).join(" AND ")} ORDER BY 1 LIMIT ${MOST}`,
  );
  if (found.length === 0) return [];
  const rows = found.map(({ row }) => row);
  const [table, base] = [quoteIdentifier(source.table), quoteIdentifier(baseOf(source.table))];
  const cells = columns.map((column, i) => `${quoteIdentifier(column)} AS ${inner(i)}`);
  const kept = quoteIdentifier(`${source.table}_kept`);
  await database.run(
    `CREATE TABLE ${kept} AS SELECT __row AS place, ${cells.join(", ")} FROM ${table} WHERE __row NOT IN (${rows.join(", ")}) ORDER BY __row`,
  );
  await database.run(`DROP VIEW ${table}; DROP TABLE ${base}; ALTER TABLE ${kept} RENAME TO ${base}`);
  await layView(database, source.table, columns, "place");
  return rows.map((row) => ({ file: source.file, line: null, column: null, reason: `row ${row} is the header again` }));
}
