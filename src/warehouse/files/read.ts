import { basename, resolve } from "node:path";
import { InputError } from "../../errors.ts";
import type { RawTable, Role } from "../../ingest/facts.ts";
import type { Database } from "../database.ts";
import { readCsv } from "./csv.ts";
import { inspectFile } from "./inspect.ts";
import { readParquet } from "./parquet.ts";

/** What a person may say about how a file is written. */
export interface ReadOptions {
  /** One character, or `tab`. Default: found by looking. */
  readonly delimiter?: string | null | undefined;
  /** A web encoding label such as `windows-1252`. Default: found by looking. */
  readonly encoding?: string | null | undefined;
}

/**
 * Reads a CSV or Parquet file into the warehouse as `table`: every column VARCHAR, SQL NULL for an empty cell, and `__row`.
 * Throws `InputError` for a file that gives no rows; rows that cannot be taken are listed in the result.
 */
export async function readFile(
  database: Database,
  path: string,
  role: Role,
  table: string,
  options: ReadOptions = {},
): Promise<RawTable> {
  const shape = await inspectFile(path, options.encoding ?? null);
  const source = { path: resolve(path), file: basename(path), table };
  const read =
    shape.kind === "parquet"
      ? await readParquet(database, source)
      : await readCsv(database, source, shape, delimiterOf(options.delimiter ?? null));
  if (read.rowsRead === 0) throw new InputError(`${source.file} has a header and no rows: export it again`);
  return { role, table, file: source.file, ...read };
}

function delimiterOf(text: string | null): string | null {
  if (text === null) return null;
  const delimiter = text === "tab" || text === "\\t" ? "\t" : text;
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new InputError(`the delimiter must be one character, or the word tab; got ${JSON.stringify(text)}`);
  }
  return delimiter;
}
