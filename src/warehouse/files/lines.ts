import { basename } from "node:path";
import { textOf } from "./bytes.ts";
import { dataRecords } from "./csv.ts";
import { findDialect } from "./dialect.ts";
import { inspectFile } from "./inspect.ts";
import { jsonLayout } from "./json.ts";
import { jsonPieces } from "./json-pieces.ts";
import type { ReadOptions } from "./read.ts";

/**
 * The line in the file on which each of the data rows (1-based) starts; null for Parquet, workbooks and archives, which have none of their own.
 * Reads the file again, up to the last row asked for: call it only when there is something to say about those rows.
 */
export async function lineOfRows(
  path: string,
  rows: readonly number[],
  options: ReadOptions = {},
): Promise<ReadonlyMap<number, number | null>> {
  const shape = await inspectFile(path, options.encoding ?? null);
  if (shape.kind !== "text" || rows.length === 0) return new Map(rows.map((row) => [row, null]));
  const wanted = new Set(rows);
  const last = Math.max(...rows);
  const lines = new Map<number, number | null>();
  const head = await firstText(path, shape.gzip, shape.encoding);
  const layout = jsonLayout(head);
  const records =
    layout === null
      ? dataRecords(path, shape, findDialect(head, false, options.delimiter ?? null))
      : jsonPieces(textOf(path, shape.gzip, shape.encoding), layout, basename(path));
  let row = 0;
  for await (const record of records) {
    row++;
    if (wanted.has(row)) lines.set(row, record.line);
    if (row === last) break;
  }
  return lines;
}

async function firstText(path: string, gzip: boolean, encoding: string): Promise<string> {
  for await (const text of textOf(path, gzip, encoding)) return text;
  return "";
}
