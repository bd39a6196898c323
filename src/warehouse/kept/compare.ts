import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { rowPrintSql } from "./row-print.ts";
import { type KeptSource, rawName } from "./source.ts";

/** Rows of a file, staged in a work catalog, on their way into a source. */
export interface Incoming {
  /** Staged table: `__row` and the file's columns. */
  readonly table: string;
  /** The file's headers and the source's columns that they are. */
  readonly cells: readonly { readonly header: string; readonly column: string }[];
  /** Columns computed before the key, which reads them. */
  readonly helpers: readonly { readonly name: string; readonly sql: string }[];
  /** SQL of the key over the staged columns, `helpers` and `__print`; NULL where nothing names the row. */
  readonly key: string;
  /** SQL text over the same and `__key`: why the row is not taken, NULL where it is. */
  readonly refused: string;
  /** SQL text that grows with the time of change; NULL where that is not known. */
  readonly modified: string;
  /** Its file names all rows of the source. */
  readonly whole: boolean;
}

/** What becomes of the rows of a file. */
export interface Compared {
  /** Nothing is kept yet and no key comes twice: rows go in as they stand. */
  readonly plain: boolean;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows beside the one that counts, of the same key. */
  readonly merged: number;
  /** Of the unchanged: rows that are older than what is kept. */
  readonly older: number;
  /** Kept rows that a whole file does not name. */
  readonly gone: number;
  /** Kept rows that another number of rows of their key leaves over. */
  readonly left: number;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

/** Working tables, in the work catalog. */
export const FRESH = "up_fresh";
export const FATES = "up_fates";

/** SQL: the staged rows with `__print`, `__key`, `__refused` and `__modified`. */
export function keyedSql(source: KeptSource, { table, cells, helpers, key, refused, modified }: Incoming): string {
  const print = rowPrintSql(
    cells.map(({ header, column }) => ({ place: source.columns.indexOf(column), sql: quoteIdentifier(header) })),
  );
  const more = helpers.map(({ name, sql }) => `, ${sql} AS ${name}`).join("");
  const printed = `SELECT *, ${print} AS __print${more} FROM ${quoteIdentifier(table)}`;
  return `SELECT *, ${refused} AS __refused FROM (SELECT *, ${key} AS __key, ${modified} AS __modified FROM (${printed}))`;
}

/** Keys of whole rows: equal rows are rows of their own, each of which counts. */
const OF_ROW = "starts_with(key, 'row:')";

/** Holds the rows of a file against what is kept (`before`; null for a new source); lays `FATES` unless they are plain. Nothing is written to the file. */
export async function compareRows(
  database: Database,
  before: KeptSource | null,
  source: KeptSource,
  incoming: Incoming,
): Promise<Compared> {
  const keyed = keyedSql(source, incoming);
  const empty = before === null || (await database.value<number>(`SELECT count(*) FROM ${rawName(source)}`)) === 0;
  if (empty) {
    const [odd] = await database.rows<{ rows: number; refused: number }>(
      `SELECT count(*) AS rows, count(__refused) AS refused FROM (${keyed})`,
    );
    const twice = await database.value<number>(
      `SELECT count(*) FROM (SELECT hash(__key) AS k FROM (${keyed}) GROUP BY k HAVING count(*) > 1)`,
    );
    if (odd!.refused === 0 && twice === 0)
      return {
        plain: true,
        new: odd!.rows,
        changed: 0,
        unchanged: 0,
        merged: 0,
        older: 0,
        gone: 0,
        left: 0,
        refused: [],
      };
  }
  await layFates(database, empty ? null : before, incoming, keyed);
  return countFates(database, source, empty, incoming);
}

async function layFates(
  database: Database,
  before: KeptSource | null,
  incoming: Incoming,
  keyed: string,
): Promise<void> {
  await database.run(
    `CREATE TABLE ${FRESH} AS SELECT __row AS src, __key AS key, __print AS print, __modified AS modified, __refused AS refused FROM (${keyed})`,
  );
  await database.run(
    `CREATE TABLE up_twice AS SELECT key FROM ${FRESH} WHERE refused IS NULL GROUP BY key HAVING count(*) > 1`,
  );
  await database.run(`CREATE TABLE up_nth AS SELECT src, row_number() OVER (PARTITION BY key ORDER BY modified DESC NULLS LAST, CASE WHEN ${OF_ROW} THEN src ELSE -src END) AS nth
    FROM ${FRESH} SEMI JOIN up_twice USING (key) WHERE refused IS NULL`);
  const numbered = `SELECT f.*, coalesce(n.nth, 1) AS nth FROM ${FRESH} f LEFT JOIN up_nth n USING (src) WHERE f.refused IS NULL`;
  if (before === null) {
    await database.run(
      `CREATE TABLE ${FATES} AS SELECT src, key, nth, modified, print, CAST(NULL AS BIGINT) AS seq, 'new' AS fate FROM (${numbered})`,
    );
    return;
  }
  const kept = `SELECT __key AS key, __nth AS nth, __seq AS seq, __modified AS was, __gone AS gone, ${keptPrint(before, incoming)} AS print FROM ${rawName(before)}`;
  await database.run(`CREATE TABLE ${FATES} AS SELECT f.src, f.key, f.nth, f.modified, f.print, k.seq,
      CASE WHEN k.seq IS NULL THEN 'new' WHEN k.print = f.print AND k.gone IS NULL THEN 'unchanged' WHEN f.modified < k.was THEN 'older' ELSE 'changed' END AS fate
    FROM (${numbered}) f LEFT JOIN (${kept}) k ON k.key = f.key AND k.nth = f.nth`);
}

/** SQL: the print of a kept row as far as the file has its columns; what the file brings anew is not filled yet. */
function keptPrint(source: KeptSource, { cells }: Incoming): string {
  const own = new Set(cells.map(({ column }) => column));
  if (source.columns.every((column) => own.has(column))) return "__print";
  return rowPrintSql(
    source.columns.flatMap((column, place) => (own.has(column) ? [{ place, sql: quoteIdentifier(column) }] : [])),
  );
}

/** SQL: kept rows (by `__seq`) that stay over where the file has fewer rows of their key. Rows that are known by all their cells are never too many. */
export function leftSql(source: KeptSource): string {
  return `SELECT r.__seq FROM ${rawName(source)} r JOIN (SELECT key, max(nth) AS rows FROM ${FATES} WHERE NOT ${OF_ROW} GROUP BY key HAVING count(*) FILTER (fate = 'older') = 0) f
    ON f.key = r.__key AND r.__nth > f.rows`;
}

/** SQL condition on the rows of a source: a whole file does not name them. */
export const IS_GONE = `__gone IS NULL AND __key NOT IN (SELECT key FROM ${FATES} WHERE key IS NOT NULL)`;

async function countFates(
  database: Database,
  source: KeptSource,
  empty: boolean,
  { whole }: Incoming,
): Promise<Compared> {
  const first = `(nth = 1 OR ${OF_ROW})`;
  const [counts] = await database.rows<Record<"new" | "changed" | "unchanged" | "merged" | "older", number>>(
    `SELECT count(*) FILTER (${first} AND fate = 'new') AS new, count(*) FILTER (${first} AND fate = 'changed') AS changed,
       count(*) FILTER (${first} AND fate IN ('unchanged', 'older')) AS unchanged, count(*) FILTER (${first} AND fate = 'older') AS older,
       count(*) FILTER (NOT ${first}) AS merged FROM ${FATES}`,
  );
  const refused = await database.rows<{ row: number; reason: string }>(
    `SELECT src AS "row", refused AS reason FROM ${FRESH} WHERE refused IS NOT NULL ORDER BY src`,
  );
  const several =
    !empty && (await database.value<number>(`SELECT count(*) FROM ${rawName(source)} WHERE __nth > 1`)) > 0;
  const left = several ? await database.value<number>(`SELECT count(*) FROM (${leftSql(source)})`) : 0;
  const gone =
    whole && !empty
      ? await database.value<number>(
          `SELECT count(*) FROM ${rawName(source)} WHERE ${IS_GONE} AND (__nth = 1 OR starts_with(__key, 'row:'))`,
        )
      : 0;
  return { plain: false, ...counts!, gone, left, refused };
}

/** SQL text literal for a value that may be missing. */
export function textOrNull(value: string | null): string {
  return value === null ? "NULL" : quoteText(value);
}
