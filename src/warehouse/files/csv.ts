import { InputError, WarehouseError } from "../../errors.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { textOf } from "./bytes.ts";
import { delimiterName, type FileDialect, findDialect, lineEndName } from "./dialect.ts";
import { columnNames, unnamed } from "./header.ts";
import type { FileShape } from "./inspect.ts";
import { layRecords, type Rows, scanSql } from "./lay.ts";
import { type CsvRecord, recordsOf, scanRecords } from "./scan.ts";
import { baseOf, inner, layView, type Read, type Source } from "./source.ts";

/** Characters looked at to learn how the file is written. */
const HEAD = 1 << 18;

/** A delimited file whose head has been looked at. */
export interface OpenCsv {
  readonly dialect: FileDialect;
  /** The header's cells as they are written. */
  readonly cells: readonly string[];
  readonly columns: readonly string[];
  /** How it is written, for people. */
  readonly format: string;
  /** DuckDB may read it as it is. */
  readonly plain: boolean;
}

/** Looks at the head of a delimited file: dialect and header. Throws `InputError` for what is no table. */
export async function openCsv(source: Source, shape: FileShape, delimiter: string | null): Promise<OpenCsv> {
  const head = await headOf(source.path, shape);
  refuseOtherText(head.text, source.file);
  const dialect = findDialect(head.text, head.whole, delimiter);
  const cells = headerCells(head, dialect, source.file);
  const columns = columnNames(cells, source.file);
  return {
    dialect,
    cells,
    columns,
    format: formatOf(shape, dialect),
    plain: isPlain(head.text, cells, shape, dialect),
  };
}

/**
 * Reads a delimited file. The fast way is DuckDB's parallel reader in strict mode; a file that it refuses (another encoding, ragged or
 * broken rows) goes the careful way, through our own scanner, which names the line of every row that cannot be taken.
 */
export async function readCsv(
  database: Database,
  source: Source,
  shape: FileShape,
  delimiter: string | null,
): Promise<Read> {
  const { dialect, cells, columns, format, plain } = await openCsv(source, shape, delimiter);
  const read =
    (plain ? await readFast(database, source, shape, dialect, columns) : null) ??
    (await layRecords(database, source, dataRecords(source.path, shape, dialect), columns));
  return { columns, format, notes: unnamed(cells, source.file), ...read };
}

/** Exports named .csv or .xls that hold something else. */
function refuseOtherText(head: string, file: string): void {
  if (/^(<\?xml|<!doctype|<html|<table)/i.test(head.trimStart()))
    throw new InputError(`${file} is a web page or XML, not a table: export it as CSV`);
}

/** The beginning of a text file, decoded. */
export interface Head {
  readonly text: string;
  /** The file ends within it. */
  readonly whole: boolean;
}

/** The first 256 K characters of a text file. */
export async function headOf(path: string, shape: FileShape): Promise<Head> {
  let text = "";
  for await (const chunk of textOf(path, shape.gzip, shape.encoding)) {
    text += chunk;
    if (text.length > HEAD) return { text: text.slice(0, HEAD), whole: false };
  }
  return { text, whole: true };
}

function headerCells(head: Head, dialect: FileDialect, file: string): readonly string[] {
  const record = recordsOf(afterSepLine(head.text, dialect), dialect, head.whole, 1)[0];
  if (record === undefined) throw new InputError(`${file} holds no header line: its first line must name the columns`);
  if (record.broken !== null)
    throw new InputError(`${file} has a broken header: line ${record.line}, ${record.broken}`);
  return record.cells;
}

function afterSepLine(text: string, dialect: FileDialect): string {
  return dialect.sepLine ? text.replace(/^[^\r\n]*(\r\n|\r|\n)/, "") : text;
}

/** What DuckDB's reader gets right: measured, it takes a line end inside a header cell for the file's own and silently reads nothing. */
function isPlain(head: string, header: readonly string[], shape: FileShape, dialect: FileDialect): boolean {
  const oneLine = !header.some((cell) => /[\r\n]/.test(cell)) && !/^\s*[\r\n]/.test(head);
  return shape.cleanUtf8 && !dialect.sepLine && oneLine && header.length > 1;
}

/** Null when DuckDB refuses the file. */
async function readFast(
  database: Database,
  source: Source,
  shape: FileShape,
  dialect: FileDialect,
  columns: readonly string[],
): Promise<Rows | null> {
  const scan = scanSql(source.path, dialect, {
    gzip: shape.gzip,
    columns: columns.map((_, i) => inner(i)),
  });
  try {
    await database.run(`CREATE TABLE ${quoteIdentifier(baseOf(source.table))} AS SELECT * FROM ${scan}`);
  } catch (error) {
    if (error instanceof WarehouseError) return null;
    throw error;
  }
  await layView(database, source.table, columns, "rowid + 1");
  const rowsRead = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(source.table)}`);
  return { rowsRead, rejected: [] };
}

/** The records of a file after its header. */
export async function* dataRecords(path: string, shape: FileShape, dialect: FileDialect): AsyncGenerator<CsvRecord> {
  let headers = dialect.sepLine ? 2 : 1;
  for await (const record of scanRecords(textOf(path, shape.gzip, shape.encoding), dialect)) {
    if (headers > 0) headers--;
    else yield record;
  }
}

function formatOf(shape: FileShape, dialect: FileDialect): string {
  const encoding = shape.encoding === "windows-1252" ? "latin-1 (windows-1252)" : shape.encoding.toUpperCase();
  const parts = [delimiterName(dialect.delimiter), encoding, lineEndName(dialect.lineEnd)];
  return (shape.gzip ? [...parts, "gzip"] : parts).join(", ");
}
