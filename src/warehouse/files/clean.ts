import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { CsvRecord } from "./scan.ts";

/** A data row that cannot be taken, by its line in the file. */
export interface BadRow {
  readonly line: number;
  readonly reason: string;
}

/** What `writeClean` found. */
export interface Cleaned {
  readonly rows: number;
  readonly bad: readonly BadRow[];
}

/** In bytes: a little under the longest line that DuckDB is told to read. */
const LONGEST = 8_380_000;
const TOO_LONG = "it is longer than 8 million bytes";
/** Characters written at a time. */
const BATCH = 1 << 20;

/**
 * Copies records to a plain UTF-8 CSV whose first column is the data row: the careful way for files that DuckDB cannot
 * read as they are. `check` is asked now and then and may throw to stop. Rows with cells missing or too many are left out and listed; superfluous empty cells at the end are dropped.
 */
export async function writeClean(
  records: AsyncIterable<CsvRecord>,
  columns: number,
  target: string,
  check: () => void,
): Promise<Cleaned> {
  const bad: BadRow[] = [];
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    // DuckDB takes the first line end of a file for the file's own, even one inside quotes: a plain header comes first.
    let batch = `__row${",".repeat(columns)}\n`;
    for await (const record of records) {
      rows++;
      const reason = record.broken ?? wrongWidth(record.cells, columns);
      const line = reason === null ? `${rows},${record.cells.slice(0, columns).map(quoted).join(",")}\n` : "";
      const refused = reason ?? (isTooLong(line) ? TOO_LONG : null);
      if (refused === null) batch += line;
      else bad.push({ line: record.line, reason: record.part === undefined ? refused : `${record.part}: ${refused}` });
      if (batch.length > BATCH) {
        check();
        yield batch;
        batch = "";
      }
    }
    yield batch;
  }
  await pipeline(lines(), createWriteStream(target, "utf8"));
  return { rows, bad };
}

function wrongWidth(cells: readonly string[], columns: number): string | null {
  const found =
    cells.length > columns && cells.slice(columns).every((cell) => cell.trim() === "") ? columns : cells.length;
  return found === columns ? null : `${found} ${found === 1 ? "cell" : "cells"} where the header has ${columns}`;
}

/** The reason is that a row has one or two cells only, as the lines of a report's footer have. */
export function isNarrow(reason: string): boolean {
  return /^[12] cells? where/.test(reason);
}

function isTooLong(line: string): boolean {
  return line.length * 3 > LONGEST && Buffer.byteLength(line) > LONGEST;
}

function quoted(text: string): string {
  const cell = text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
  return /[",\r\n]/.test(cell) || cell.startsWith(" ") ? `"${cell.replaceAll('"', '""')}"` : cell;
}
