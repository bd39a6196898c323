import { missingSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** Creates `names.filled`: for each record with others merged into it, every column's value of the kept one, else the first of the others that has it. */
export async function fillMerged(
  database: Database,
  names: Names,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const cells = columns.map(
    (column) =>
      `arg_min(r.${quoteIdentifier(column)}, g.place) FILTER (NOT ${missingSql(column)}) AS ${quoteIdentifier(column)}`,
  );
  const merged = `SELECT row, "into" FROM ${names.merged} WHERE how IS NOT NULL`;
  await database.run(`CREATE TABLE ${names.filled} AS
    WITH groups AS (SELECT row, "into", row AS place FROM (${merged}) UNION ALL SELECT DISTINCT "into", "into", 0 FROM (${merged}))
    SELECT g."into" AS __row ${cells.map((cell) => `, ${cell}`).join("")} FROM groups g JOIN ${quoteIdentifier(table)} r ON r.__row = g.row GROUP BY g."into"`);
}

/**
 * The same for a flat table: what a deal's row leaves open about its company is taken from the first row, of any deal, of a record merged with its
 * own. `columns` are those about the account.
 */
export async function fillFlat(
  database: Database,
  names: Names,
  facts: string,
  raw: string,
  columns: readonly { readonly name: string; readonly header: string }[],
): Promise<void> {
  const merged = `(SELECT "into" FROM ${names.merged} WHERE how IS NOT NULL)`;
  if (columns.length === 0 || (await database.value<number>(`SELECT count(*) FROM ${merged}`)) === 0) return;
  const of = (sql: string, table: string, column: string) =>
    sql.replaceAll(quoteIdentifier(column), `${table}.${quoteIdentifier(column)}`);
  const cells = columns.map(({ name, header }) => {
    const known = `NOT ${of(missingSql(header), "r", header)}`;
    return `arg_min(r.${quoteIdentifier(header)}, r.__row) FILTER (${known}) AS ${quoteIdentifier(name)}`;
  });
  const known = `${names.work}_known`;
  const deals = `(SELECT __row, company FROM ${names.deals})`;
  await database.run(`CREATE TABLE ${known} AS SELECT d.company, ${cells.join(", ")} FROM ${quoteIdentifier(raw)} r JOIN ${deals} d ON d.__row = r.__row
    WHERE d.company IN ${merged} GROUP BY d.company`);
  const set = columns.map(({ name }) => {
    const cell = quoteIdentifier(name);
    return `${cell} = CASE WHEN ${of(missingSql(name), facts, name)} THEN coalesce(k.${cell}, ${facts}.${cell}) ELSE ${facts}.${cell} END`;
  });
  await database.run(
    `UPDATE ${facts} SET ${set.join(", ")} FROM ${known} k JOIN ${deals} d ON d.company = k.company WHERE d.__row = ${facts}.row`,
  );
  await database.run(`DROP TABLE ${known}`);
}
