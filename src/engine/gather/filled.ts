import { missingSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** Creates `names.filled`: for each record with others merged into it, every column's value of the kept one, else the first of the others that has it. `some`: there are such records. */
export async function fillMerged(
  database: Database,
  names: Names,
  table: string,
  columns: readonly string[],
  some: boolean,
): Promise<void> {
  if (!some) {
    const none = columns.map((header) => `, ${quoteIdentifier(header)}`).join("");
    await database.run(
      `CREATE TABLE ${names.filled} AS SELECT __row ${none} FROM ${quoteIdentifier(table)} WHERE false`,
    );
    return;
  }
  const cells = columns.map((header) => ({ header, name: header }));
  const merged = `SELECT row, "into" FROM ${names.merged} WHERE how IS NOT NULL`;
  await database.run(`CREATE TABLE ${names.filled} AS
    WITH groups AS (SELECT row, "into", row AS place FROM (${merged}) UNION ALL SELECT DISTINCT "into", "into", 0 FROM (${merged}))
    SELECT g."into" AS __row ${firstKnown(cells, "g.place")} FROM groups g
    JOIN (${knownCells(table, cells)} WHERE __row IN (SELECT row FROM groups)) r ON r.__row = g.row GROUP BY g."into"`);
}

interface Cell {
  readonly name: string;
  readonly header: string;
}

/** SELECT of cells that say something, by their names, without another table in sight: a file's headers may be called as its columns are. */
function knownCells(table: string, cells: readonly Cell[]): string {
  const known = cells.map(
    ({ name, header }) =>
      `, CASE WHEN NOT ${missingSql(header)} THEN ${quoteIdentifier(header)} END AS ${quoteIdentifier(name)}`,
  );
  return `SELECT __row ${known.join("")} FROM ${quoteIdentifier(table)}`;
}

/** SQL: of each cell of `r` the first that says something. */
function firstKnown(cells: readonly Cell[], order: string): string {
  return cells
    .map(({ name }) => quoteIdentifier(name))
    .map((cell) => `, arg_min(r.${cell}, ${order}) FILTER (r.${cell} IS NOT NULL) AS ${cell}`)
    .join("");
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
  columns: readonly Cell[],
): Promise<void> {
  const merged = `(SELECT "into" FROM ${names.merged} WHERE how IS NOT NULL)`;
  if (columns.length === 0 || (await database.value<number>(`SELECT count(*) FROM ${merged}`)) === 0) return;
  const known = `${names.work}_known`;
  const deals = `(SELECT __row, company AS __company FROM ${names.deals})`;
  await database.run(`CREATE TABLE ${known} AS SELECT d.__company ${firstKnown(columns, "r.__row")}
    FROM (${knownCells(raw, columns)}) r JOIN ${deals} d ON d.__row = r.__row WHERE d.__company IN ${merged} GROUP BY d.__company`);
  const set = columns.map(({ name }) => {
    const cell = quoteIdentifier(name);
    const missing = missingSql(name).replaceAll(cell, `${facts}.${cell}`);
    return `${cell} = CASE WHEN ${missing} THEN coalesce(k.${cell}, ${facts}.${cell}) ELSE ${facts}.${cell} END`;
  });
  await database.run(
    `UPDATE ${facts} SET ${set.join(", ")} FROM ${known} k JOIN ${deals} d ON d.__company = k.__company WHERE d.__row = ${facts}.row`,
  );
  await database.run(`DROP TABLE ${known}`);
}
