import { basename } from "node:path";
import { textOf } from "./bytes.ts";
import { csvLayout, dataRecords, headOf, openCsv } from "./csv.ts";
import { type FileShape, inspectFile } from "./inspect.ts";
import { jsonLayout } from "./json.ts";
import { jsonPieces } from "./json-pieces.ts";
import { delimiterOf, type ReadOptions } from "./read.ts";
import { reportRecords } from "./report/records.ts";
import type { Source } from "./source.ts";

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
  const source = { path, file: basename(path), table: "" };
  const layout = jsonLayout((await headOf(path, shape)).text);
  const records =
    layout === null
      ? await csvRows(source, shape, delimiterOf(options.delimiter ?? null))
      : jsonPieces(textOf(path, shape.gzip, shape.encoding), layout, source.file);
  let row = 0;
  for await (const record of records) {
    row++;
    if (wanted.has(row)) lines.set(row, record.line);
    if (row === last) break;
  }
  return lines;
}

/** The data rows as `readCsv` takes them. */
async function csvRows(
  source: Source,
  shape: FileShape,
  delimiter: string | null,
): Promise<AsyncIterable<{ readonly line: number }>> {
  const open = await openCsv(source, shape, delimiter);
  const layout = await csvLayout(source, shape, open);
  const records = dataRecords(source.path, shape, open);
  return layout === null ? records : reportRecords(records, layout);
}
