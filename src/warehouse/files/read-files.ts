import { InputError } from "../../errors.ts";
import type { FilePart, RawTable, Role } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { inOrder } from "./order.ts";
import { type ReadOptions, readFile } from "./read.ts";
import { type SharedColumns, sharedColumns } from "./same-columns.ts";
import { dropTable } from "./source.ts";

/**
 * Reads one or several files of the same role into one table, one after the other in the order of their names; columns that a file does not
 * have are NULL in its rows. A file that holds the same rows as an earlier one is not read twice: its part says so.
 * Throws `InputError` when files share no column at all: they are not of the same kind.
 */
export async function readFiles(
  database: Database,
  paths: readonly string[],
  role: Role,
  table: string,
  options: ReadOptions = {},
): Promise<RawTable> {
  if (paths.length === 1) return readFile(database, paths[0]!, role, table, options);
  const read: RawTable[] = [];
  for (const [i, path] of (await inOrder(paths)).entries())
    read.push(await readFile(database, path, role, `${table}_part_${i}`, options));
  const columns = sharedColumns(read.map((one) => one.columns));
  requireLikeness(read, columns);
  const parts = await layParts(database, read, columns, table);
  for (const one of read) await dropTable(database, one.table);
  return {
    role,
    table,
    file: read.map((one) => one.file).join(" + "),
    columns: columns.names,
    rowsRead: read.reduce((sum, one) => sum + one.rowsRead, 0),
    rejected: read.flatMap((one) => one.rejected),
    format: read[0]!.format,
    notes: [...read.flatMap((one) => one.notes), ...parts.flatMap(copyNote)],
    parts,
    decimal: options.decimal,
  };
}

async function layParts(
  database: Database,
  read: readonly RawTable[],
  columns: SharedColumns,
  table: string,
): Promise<FilePart[]> {
  const parts: FilePart[] = [];
  const selects: string[] = [];
  const seen = new Map<string, string>();
  let before = 0;
  for (const [i, one] of read.entries()) {
    const print = await contentOf(database, one, columns.own[i]!);
    const copyOf = seen.get(print) ?? null;
    if (copyOf === null) seen.set(print, one.file);
    parts.push({ ...one.parts[0]!, before, copyOf });
    if (copyOf !== null) continue;
    const cells = columns.own[i]!.map(
      (header, k) =>
        `${header === null ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(header)} AS ${quoteIdentifier(columns.names[k]!)}`,
    );
    selects.push(`SELECT __row + ${before} AS __row, ${cells.join(", ")} FROM ${quoteIdentifier(one.table)}`);
    const last = await database.value<number>(`SELECT coalesce(max(__row), 0) FROM ${quoteIdentifier(one.table)}`);
    before += Math.max(one.rowsRead, last);
  }
  await database.run(`CREATE TABLE ${quoteIdentifier(table)} AS ${selects.join(" UNION ALL ")}`);
  return parts;
}

/** The same for the same columns and rows, in whichever order. */
async function contentOf(database: Database, one: RawTable, own: readonly (string | null)[]): Promise<string> {
  const cells = own.filter((header) => header !== null).map(quoteIdentifier);
  const sum = await database.value<string>(
    `SELECT CAST(sum(CAST(hash(${cells.join(", ")}) AS HUGEINT)) AS VARCHAR) FROM ${quoteIdentifier(one.table)}`,
  );
  return JSON.stringify([own.map((header) => header !== null), one.rowsRead, sum]);
}

function copyNote({ file, copyOf, rowsRead }: FilePart): string[] {
  if (copyOf === null) return [];
  const rows = `${rowsRead.toLocaleString("en-US")} ${rowsRead === 1 ? "row is" : "rows are"}`;
  return [`${file} holds the same rows as ${copyOf}: its ${rows} counted once.`];
}

function requireLikeness([first, ...others]: readonly RawTable[], { own }: SharedColumns): void {
  for (const [i, other] of others.entries())
    if (!own[0]!.some((header, k) => header !== null && own[i + 1]![k] !== null))
      throw new InputError(
        `${first!.file} and ${other.file} have no column in common, so they cannot be read as one table: give files of the same export`,
      );
}
