import type { RawTable, Role } from "../../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { sharedColumns } from "../../../warehouse/files/same-columns.ts";
import { type KeptSource, rawName } from "../../../warehouse/kept/source.ts";
import { saidOf } from "../said.ts";

/** Kept rows of several sources as one raw table. */
export interface Together {
  readonly raw: RawTable;
  /** SQL name of a table of `row`, `source` and `key`: whose each row is. */
  readonly of: string;
}

/**
 * Lays the rows that count (one per key, none that is gone) of sources of one role as one raw table, with whose each row is.
 *
 * @param rows per source a query of `row` and `key`: those rows only, under these numbers; without, all, one source after the other
 */
export async function layTogether(
  database: Database,
  role: Role,
  sources: readonly KeptSource[],
  table: string,
  rows?: (source: KeptSource) => string,
): Promise<Together> {
  const { names, cells, whose } = await selectsOf(database, sources, rows, (headers) => headers);
  const of = `${table}_of`;
  await database.run(
    `CREATE TABLE ${quoteIdentifier(table)} AS SELECT * FROM (${cells}) ORDER BY __row; CREATE TABLE ${quoteIdentifier(of)} AS ${whose}`,
  );
  return { raw: await rawOf(database, role, sources, table, names), of };
}

/**
 * The same as views, of the columns that are wanted, with whose each row is beside them (`__source`, `__own`, `__seq`): nothing is laid, and the
 * rows are read where they are kept. For many rows of which few cells are looked at.
 */
export async function viewTogether(
  database: Database,
  role: Role,
  sources: readonly KeptSource[],
  table: string,
  wanted: (headers: readonly string[]) => readonly string[],
): Promise<Together> {
  const { names, cells, whose } = await selectsOf(database, sources, undefined, wanted, true);
  const of = `${table}_of`;
  await database.run(
    `CREATE VIEW ${quoteIdentifier(table)} AS ${cells}; CREATE VIEW ${quoteIdentifier(of)} AS ${whose}`,
  );
  return { raw: await rawOf(database, role, sources, table, names), of };
}

async function selectsOf(
  database: Database,
  sources: readonly KeptSource[],
  rows: ((source: KeptSource) => string) | undefined,
  wanted: (headers: readonly string[]) => readonly string[],
  withOwn = false,
): Promise<{ readonly names: readonly string[]; readonly cells: string; readonly whose: string }> {
  const shared = sharedColumns(sources.map(({ columns }) => columns));
  const names = wanted(shared.names);
  const places = names.map((name) => shared.names.indexOf(name));
  const selects: string[] = [];
  const whose: string[] = [];
  let before = 0;
  for (const [i, source] of sources.entries()) {
    const from = `${rawName(source)} r`;
    const [place, join] =
      rows === undefined ? [`r.__seq + ${before}`, ""] : ['k."row"', ` JOIN (${rows(source)}) k ON k."key" = r.__key`];
    const cells = names.map((name, k) => {
      const header = shared.own[i]![places[k]!]!;
      const cell = header === null ? "CAST(NULL AS VARCHAR)" : `r.${quoteIdentifier(header)}`;
      return `${cell} AS ${quoteIdentifier(name)}`;
    });
    const rest = `FROM ${from}${join} WHERE r.__nth = 1 AND r.__gone IS NULL`;
    const beside = withOwn ? [`${quoteText(source.source)} AS __source`, "r.__key AS __own", "r.__seq AS __seq"] : [];
    selects.push(`SELECT ${[`${place} AS __row`, ...beside, ...cells].join(", ")} ${rest}`);
    whose.push(
      `SELECT ${place} AS "row", ${quoteText(source.source)} AS source, r.__key AS "key", r.__seq AS seq ${rest}`,
    );
    before += await database.value<number>(`SELECT coalesce(max(__seq), 0) FROM ${rawName(source)}`);
  }
  if (sources.length === 0) {
    const own = withOwn ? ", '' AS __source, '' AS __own, 0::BIGINT AS __seq" : "";
    selects.push(`SELECT 0::BIGINT AS __row${own} WHERE false`);
    whose.push(`SELECT 0::BIGINT AS "row", '' AS source, '' AS "key", 0::BIGINT AS seq WHERE false`);
  }
  return { names, cells: selects.join(" UNION ALL "), whose: whose.join(" UNION ALL ") };
}

async function rawOf(
  database: Database,
  role: Role,
  sources: readonly KeptSource[],
  table: string,
  columns: readonly string[],
): Promise<RawTable> {
  const n = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(table)}`);
  const file = sources.map(({ files, source }) => files[0] ?? source).join(" + ");
  const decimal = sources.map((source) => saidOf(source).reading.decimal).find((one) => one !== undefined);
  const part = { file, format: "", before: 0, rowsRead: n, rejected: [], copyOf: null };
  return { role, table, file, columns, rowsRead: n, rejected: [], format: "", notes: [], parts: [part], decimal };
}
