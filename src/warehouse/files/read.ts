import { resolve } from "node:path";
import { InputError } from "../../errors.ts";
import type { RawTable, Role } from "../../ingest/facts.ts";
import type { Database } from "../database.ts";
import { headOf, readCsv } from "./csv.ts";
import { mendCells } from "./damage.ts";
import { languageOf } from "./east-asian.ts";
import { type FileShape, inspectFile } from "./inspect.ts";
import { jsonLayout, readJson } from "./json.ts";
import { readParquet } from "./parquet.ts";
import { rejectHeaders } from "./repeated-header.ts";
import { ANY_SHEET, type SheetChoice, shownName, splitSheet, wantedSheet } from "./sheet-path.ts";
import type { Read, Source } from "./source.ts";
import { readXlsx } from "./xlsx.ts";
import { isWorkbook } from "./xlsx-workbook.ts";
import { zipEntries } from "./zip.ts";
import { readZip } from "./zip-tables.ts";

/** What a person may say about how a file is written. */
export interface ReadOptions {
  /** One character, or `tab`. Default: found by looking. */
  readonly delimiter?: string | null | undefined;
  /** A web encoding label such as `windows-1252`. Default: found by looking. */
  readonly encoding?: string | null | undefined;
  /** Default: the first sheet that holds a table. */
  readonly sheets?: SheetChoice | undefined;
  /** The sign for decimals in numbers. Default: found by looking, per column. */
  readonly decimal?: "." | "," | undefined;
  /** Takes a file of deals without any. Default: refused. */
  readonly emptyDeals?: boolean | undefined;
}

/**
 * Reads a CSV, JSON, XLSX or Parquet file, or a zip of such, into the warehouse as `table`: every column VARCHAR, SQL NULL for an empty cell,
 * and `__row`. What it is, is found by content, not by its ending.
 * Throws `InputError` for a file that gives no rows; rows that cannot be taken are listed in the result.
 */
export async function readFile(
  database: Database,
  path: string,
  role: Role,
  table: string,
  options: ReadOptions = {},
): Promise<RawTable> {
  const named = splitSheet(path);
  const source = { path: resolve(named.path), file: shownName(path), table, sheet: named.sheet };
  const shape = await inspectFile(named.path, options.encoding ?? null);
  const read = await readShape(database, source, shape, options);
  if (read.rowsRead === 0 && !(role === "deals" && options.emptyDeals === true))
    throw new InputError(`${source.file} has a header and no rows: export it again`);
  const { format, rowsRead, sheet } = read;
  const rejected = [...read.rejected, ...(await rejectHeaders(database, source, read.columns))];
  const notes = [...read.notes, ...(await mendCells(database, source, read.columns))];
  const part = {
    file: source.file,
    format,
    before: 0,
    rowsRead,
    rejected,
    copyOf: null,
    ...(sheet === undefined ? {} : { sheet }),
  };
  return { role, table, file: source.file, ...read, rejected, notes, parts: [part], decimal: options.decimal };
}

async function readShape(database: Database, source: Source, shape: FileShape, options: ReadOptions): Promise<Read> {
  if (shape.kind !== "zip" && typeof source.sheet === "string")
    throw new InputError(
      `${source.file}: the file before the # is neither a workbook nor a zip archive, so it holds nothing of that name`,
    );
  if (shape.kind === "parquet") return readParquet(database, source);
  if (shape.kind === "text") return readText(database, source, shape, options);
  return readArchive(database, source, options);
}

async function readArchive(database: Database, source: Source, options: ReadOptions): Promise<Read> {
  const entries = await zipEntries(source.path, source.file);
  const wanted = wantedSheet(source.file, source.sheet ?? null, options.sheets ?? ANY_SHEET);
  if (isWorkbook(entries, source.file)) return readXlsx(database, source, entries, wanted);
  const delimiter = delimiterOf(options.delimiter ?? null);
  return readZip(database, source, entries, wanted, {
    delimiter,
    inspect: (part) => inspectFile(part.path, options.encoding ?? null, part.file),
    one: (part, found) => readShape(database, part, found, options),
  });
}

async function readText(database: Database, source: Source, shape: FileShape, options: ReadOptions): Promise<Read> {
  const layout = jsonLayout((await headOf(source.path, shape)).text);
  const read = await (layout === null
    ? readCsv(database, source, shape, delimiterOf(options.delimiter ?? null))
    : readJson(database, source, shape, layout));
  return { ...read, notes: [...read.notes, ...encodingNote(source.file, shape, options.encoding ?? null)] };
}

/** An encoding that its bytes only suggest. */
function encodingNote(file: string, { encoding }: FileShape, asked: string | null): string[] {
  const language = asked === null ? languageOf(encoding) : null;
  if (language === null) return [];
  return [
    `${file} is no UTF-8; its bytes read like ${language} (${encoding}), so it was read so: --encoding says otherwise.`,
  ];
}

/** The delimiter that a person names; `tab` is one. Throws `InputError` for more than a sign. */
export function delimiterOf(text: string | null): string | null {
  if (text === null) return null;
  const delimiter = text === "tab" || text === "\\t" ? "\t" : text;
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new InputError(`the delimiter must be one character, or the word tab; got ${JSON.stringify(text)}`);
  }
  return delimiter;
}
