import { InputError } from "../../errors.ts";
import type { FilePart, RawTable, Role } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { type ReadOptions, readFile } from "./read.ts";

/**
 * Reads one or several files of the same role into one table, one after the other; columns that a file does not have are NULL in its rows.
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
  for (const [i, path] of paths.entries())
    read.push(await readFile(database, path, role, `${table}_part_${i}`, options));
  requireLikeness(read);
  let before = 0;
  const parts: FilePart[] = [];
  const selects: string[] = [];
  for (const one of read) {
    const [part] = one.parts;
    parts.push({ ...part!, before });
    selects.push(`SELECT * REPLACE (__row + ${before} AS __row) FROM ${quoteIdentifier(one.table)}`);
    before += Math.max(
      one.rowsRead,
      await database.value<number>(`SELECT coalesce(max(__row), 0) FROM ${quoteIdentifier(one.table)}`),
    );
  }
  await database.run(`CREATE TABLE ${quoteIdentifier(table)} AS ${selects.join(" UNION ALL BY NAME ")}`);
  await database.run(read.map((one) => `DROP TABLE ${quoteIdentifier(one.table)};`).join(" "));
  return {
    role,
    table,
    file: read.map((one) => one.file).join(" + "),
    columns: [...new Set(read.flatMap((one) => one.columns))],
    rowsRead: read.reduce((sum, one) => sum + one.rowsRead, 0),
    rejected: read.flatMap((one) => one.rejected),
    format: read[0]!.format,
    notes: read.flatMap((one) => one.notes),
    parts,
  };
}

function requireLikeness([first, ...others]: readonly RawTable[]): void {
  const columns = new Set(first!.columns.map((header) => header.toLowerCase()));
  for (const other of others)
    if (!other.columns.some((header) => columns.has(header.toLowerCase())))
      throw new InputError(
        `${first!.file} and ${other.file} have no column in common, so they cannot be read as one table: give files of the same export`,
      );
}
