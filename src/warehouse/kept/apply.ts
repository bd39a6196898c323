import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { type Compared, FATES, type Incoming, IS_GONE, keyedSql, leftSql } from "./compare.ts";
import { rowPrintSql } from "./row-print.ts";
import { type KeptSource, OWN_COLUMNS, rawName } from "./source.ts";

/** An import as its rows are marked by it. */
export interface Stamp {
  readonly import: number;
  /** ISO day on which values came to be known. */
  readonly day: string;
  /** Header that changes with every change, and is none itself; null without one. */
  readonly modifiedHeader: string | null;
}

/**
 * Writes what `compareRows` found: within the caller's transaction. `before` is the source as it was (null for a new one), `after` with the columns
 * that the file brings.
 */
export async function applyRows(
  database: Database,
  before: KeptSource | null,
  after: KeptSource,
  incoming: Incoming,
  compared: Compared,
  stamp: Stamp,
): Promise<void> {
  await widen(database, before, after);
  if (compared.plain) {
    await database.run(
      insertSql(after, incoming, stamp, `SELECT *, __row AS __at, 1 AS __nth FROM (${keyedSql(after, incoming)})`, 0),
    );
    return;
  }
  if (before !== null) {
    await database.run(changesSql(before, incoming, stamp));
    await database.run(updateSql(after, incoming, stamp));
    if (compared.left > 0) await database.run(`DELETE FROM ${rawName(after)} WHERE __seq IN (${leftSql(after)})`);
  }
  const last = await database.value<number>(`SELECT coalesce(max(__seq), 0) FROM ${rawName(after)}`);
  const rows = `SELECT s.*, f.src AS __at, f.key AS __key, f.nth AS __nth, f.print AS __print, f.modified AS __modified
    FROM ${FATES} f JOIN ${quoteIdentifier(incoming.table)} s ON s.__row = f.src WHERE f.fate = 'new' ORDER BY f.src`;
  await database.run(insertSql(after, incoming, stamp, rows, last));
  if (compared.gone > 0) await database.run(`UPDATE ${rawName(after)} SET __gone = ${stamp.import} WHERE ${IS_GONE}`);
}

async function widen(database: Database, before: KeptSource | null, after: KeptSource): Promise<void> {
  const table = rawName(after);
  if (before === null) {
    const columns = after.columns.map((column) => `${quoteIdentifier(column)} VARCHAR`);
    await database.run(`CREATE TABLE ${table} (${columns.join(", ")}, ${OWN_COLUMNS})`);
    return;
  }
  for (const column of after.columns.slice(before.columns.length))
    await database.run(`ALTER TABLE ${table} ADD COLUMN ${quoteIdentifier(column)} VARCHAR`);
}

function insertSql(source: KeptSource, { cells }: Incoming, stamp: Stamp, rows: string, last: number): string {
  const into = [
    ...cells.map(({ column }) => quoteIdentifier(column)),
    "__key",
    "__nth",
    "__print",
    "__seq",
    "__modified",
    "__first",
    "__last",
    "__gone",
  ];
  const from = [
    ...cells.map(({ header }) => quoteIdentifier(header)),
    "__key",
    "__nth",
    "__print",
    `${last} + __at`,
    "__modified",
    String(stamp.import),
    String(stamp.import),
    "NULL",
  ];
  return `INSERT INTO ${rawName(source)} (${into.join(", ")}) SELECT ${from.join(", ")} FROM (${rows})`;
}

/** Every cell of a row that counts and holds something else now; before the rows are written. A column that the file brings anew changes nothing. */
function changesSql(
  before: KeptSource,
  { table, cells }: Incoming,
  { import: id, day, modifiedHeader }: Stamp,
): string {
  const known = cells.filter(({ header, column }) => before.columns.includes(column) && header !== modifiedHeader);
  const each = known.map(
    ({ header, column }, place) =>
      `{'place': ${place}, 'field': ${quoteText(column)}, 'old': r.${quoteIdentifier(column)}, 'new': s.${quoteIdentifier(header)}}`,
  );
  if (each.length === 0) return "SELECT 1";
  return `INSERT INTO kept.history.changes SELECT ${id}, ${quoteText(before.source)}, key, u.field, u.old, u.new, ${quoteText(day)} FROM
    (SELECT f.key, f.seq, unnest([${each.join(", ")}]) AS u FROM ${FATES} f JOIN ${rawName(before)} r ON r.__seq = f.seq JOIN ${quoteIdentifier(table)} s ON s.__row = f.src
     WHERE f.fate = 'changed' AND f.nth = 1) WHERE u.old IS DISTINCT FROM u.new ORDER BY seq, u.place`;
}

function updateSql(after: KeptSource, { table, cells }: Incoming, { import: id }: Stamp): string {
  const byColumn = new Map(cells.map(({ header, column }) => [column, `s.${quoteIdentifier(header)}`]));
  const print = rowPrintSql(
    after.columns.map((column, place) => ({ place, sql: byColumn.get(column) ?? `r.${quoteIdentifier(column)}` })),
  );
  const set = cells.map(({ header, column }) => `${quoteIdentifier(column)} = s.${quoteIdentifier(header)}`);
  return `UPDATE ${rawName(after)} AS r SET ${set.join(", ")}, __print = ${print}, __modified = f.modified, __last = ${id}, __gone = NULL
    FROM ${FATES} f JOIN ${quoteIdentifier(table)} s ON s.__row = f.src WHERE r.__seq = f.seq AND f.fate = 'changed'`;
}
