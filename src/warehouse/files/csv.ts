import { InputError, WarehouseError } from "../../errors.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { MIXED, textOf } from "./bytes.ts";
import { isNarrow } from "./clean.ts";
import { delimiterName, type FileDialect, findDialect, lineEndName } from "./dialect.ts";
import { columnNames, unnamed } from "./header.ts";
import type { FileShape } from "./inspect.ts";
import { layRecords, type Rows, scanSql } from "./lay.ts";
import { refuseOtherText } from "./other-text.ts";
import { findLayout, type Layout } from "./report/layout.ts";
import { filledPlaces } from "./report/lines.ts";
import { reportNotes } from "./report/notes.ts";
import { reportRecords } from "./report/records.ts";
import { hasSigns, isSign } from "./report/signs.ts";
import { headerIndex, titleText } from "./report/title.ts";
import { type CsvRecord, recordsOf, scanRecords } from "./scan.ts";
import { baseOf, dropTable, inner, layView, type Read, type Source } from "./source.ts";

/** Characters looked at to learn how the file is written. */
const HEAD = 1 << 18;

/** A delimited file whose head has been looked at. */
export interface OpenCsv {
  readonly dialect: FileDialect;
  /** The header's cells as they are written. */
  readonly cells: readonly string[];
  readonly columns: readonly string[];
  /** Records before the first data row: the header and what stands above it. */
  readonly start: number;
  /** The lines above the header. */
  readonly title: { readonly lines: number; readonly text: string | null };
  /** How it is written, for people. */
  readonly format: string;
  /** DuckDB may read it as it is. */
  readonly plain: boolean;
  /** Its head looks like that of a report, or is all there is: see `findLayout`. */
  readonly suspect: boolean;
}

/** Looks at the head of a delimited file: dialect and header. Throws `InputError` for what is no table. */
export async function openCsv(source: Source, shape: FileShape, delimiter: string | null): Promise<OpenCsv> {
  const head = await headOf(source.path, shape);
  refuseOtherText(head.text, source.file);
  const dialect = findDialect(head.text, head.whole, delimiter);
  const records = recordsOf(afterSepLine(head.text, dialect), dialect, head.whole);
  const at = headerIndex(records);
  const cells = headerCells(records[at], source.file, head.whole);
  const columns = columnNames(cells, source.file);
  const above = records.slice(0, at).map((record) => record.cells);
  return {
    dialect,
    cells,
    columns,
    start: at + 1 + (dialect.sepLine ? 1 : 0),
    title: { lines: above.filter((line) => filledPlaces(line).length > 0).length, text: titleText(above) },
    format: formatOf(shape, dialect),
    plain: at === 0 && isPlain(head.text, cells, shape, dialect),
    suspect: at > 0 || head.whole || records.slice(1).some((record) => isSign(record.cells, columns.length)),
  };
}

/**
 * Reads a delimited file. The fast way is DuckDB's parallel reader in strict mode; a file that it refuses (another encoding, ragged or
 * broken rows) goes the careful way, through our own scanner, which names the line of every row that cannot be taken. A report's title, subtotals and
 * footer are left out and told.
 */
export async function readCsv(
  database: Database,
  source: Source,
  shape: FileShape,
  delimiter: string | null,
): Promise<Read> {
  const open = await openCsv(source, shape, delimiter);
  const { dialect, columns, cells, format } = open;
  const layout = open.suspect ? await csvLayout(source, shape, open) : null;
  if (layout === null) {
    const read =
      (open.plain ? await readFast(database, source, shape, dialect, columns) : null) ??
      (await layRecords(database, source, dataRecords(source.path, shape, open), columns));
    const signs =
      !open.suspect &&
      (read.rejected.some(({ reason }) => isNarrow(reason)) || (await hasSigns(database, source, columns.length)));
    const found = signs ? await csvLayout(source, shape, open) : null;
    if (found === null) return { columns, format, notes: unnamed(cells, source.file), ...read };
    await dropTable(database, source.table);
    return readReport(database, source, shape, open, found);
  }
  return readReport(database, source, shape, open, layout);
}

async function readReport(
  database: Database,
  source: Source,
  shape: FileShape,
  open: OpenCsv,
  layout: Layout,
): Promise<Read> {
  const columns = [...open.columns, ...layout.headingColumns];
  const records = reportRecords(dataRecords(source.path, shape, open), layout);
  const read = await layRecords(database, source, records, columns);
  const notes = [...unnamed(open.cells, source.file), ...reportNotes(source.file, columns, open.title, layout)];
  return { columns, format: open.format, notes, ...read };
}

/** Which lines after the header are a report's own; null for a plain table. Reads the whole file. */
export function csvLayout(source: Source, shape: FileShape, open: OpenCsv): Promise<Layout | null> {
  const head = { header: open.cells, titled: open.title.lines > 0, multiline: true };
  return findLayout(dataRecords(source.path, shape, open), head);
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

function headerCells(record: CsvRecord | undefined, file: string, whole: boolean): readonly string[] {
  if (record === undefined && !whole)
    throw new InputError(
      `${file} has no line end in its first 262,144 characters: it is no table with one row per line, so export it again as CSV`,
    );
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
export async function* dataRecords(
  path: string,
  shape: FileShape,
  { dialect, start }: Pick<OpenCsv, "dialect" | "start">,
): AsyncGenerator<CsvRecord> {
  let before = start;
  for await (const record of scanRecords(textOf(path, shape.gzip, shape.encoding), dialect)) {
    if (before > 0) before--;
    else yield record;
  }
}

const ENCODINGS: Readonly<Record<string, string>> = {
  "windows-1252": "latin-1 (windows-1252)",
  [MIXED]: "UTF-8 with lines in latin-1 (windows-1252)",
};

function formatOf(shape: FileShape, dialect: FileDialect): string {
  const encoding = ENCODINGS[shape.encoding] ?? shape.encoding.toUpperCase();
  const parts = [delimiterName(dialect.delimiter), encoding, lineEndName(dialect.lineEnd)];
  return (shape.gzip ? [...parts, "gzip"] : parts).join(", ");
}
