import { join } from "node:path";
import { InputError, WarehouseError } from "../../errors.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { textOf } from "./bytes.ts";
import { type BadRow, writeClean } from "./clean.ts";
import { delimiterName, type FileDialect, findDialect, lineEndName } from "./dialect.ts";
import { columnNames, unnamed } from "./header.ts";
import type { FileShape } from "./inspect.ts";
import { type CsvRecord, type Dialect, recordsOf, scanRecords } from "./scan.ts";
import { baseOf, inner, layView, literalPath, type Read, type Source } from "./source.ts";
import { withTemporaryFolder } from "./temporary.ts";

/** Characters looked at to learn how the file is written. */
const HEAD = 1 << 18;

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
  const head = await headOf(source.path, shape);
  refuseOtherText(head.text, source.file);
  const dialect = findDialect(head.text, head.whole, delimiter);
  const cells = headerCells(head, dialect, source.file);
  const columns = columnNames(cells, source.file);
  const read =
    (isPlain(head.text, cells, shape, dialect) ? await readFast(database, source, shape, dialect, columns) : null) ??
    (await readCarefully(database, source, shape, dialect, columns));
  return { columns, format: formatOf(shape, dialect), notes: unnamed(cells, source.file), ...read };
}

/** Exports named .csv or .xls that hold something else. */
function refuseOtherText(head: string, file: string): void {
  const start = head.trimStart();
  if (/^(<\?xml|<!doctype|<html|<table)/i.test(start))
    throw new InputError(`${file} is a web page or XML, not a table: export it as CSV`);
  if (/^(\{\s*"|\[\s*[{[])/.test(start))
    throw new InputError(`${file} is JSON, which is not read yet: export it as CSV or Parquet`);
}

interface Head {
  readonly text: string;
  /** The file ends within it. */
  readonly whole: boolean;
}

async function headOf(path: string, shape: FileShape): Promise<Head> {
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

type Rows = Pick<Read, "rowsRead" | "rejected">;

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

async function readCarefully(
  database: Database,
  source: Source,
  shape: FileShape,
  dialect: FileDialect,
  columns: readonly string[],
): Promise<Rows> {
  return withTemporaryFolder(async (folder) => {
    const target = join(folder, "clean.csv");
    const { rows, bad } = await writeClean(
      dataRecords(source.path, shape, dialect),
      columns.length,
      target,
      database.check,
    );
    refuseMostlyBad(source.file, rows, bad);
    const scan = scanSql(target, PLAIN, {
      gzip: false,
      columns: ["__row", ...columns.map((_, i) => inner(i))],
    });
    await database.run(`CREATE TABLE ${quoteIdentifier(baseOf(source.table))} AS SELECT * FROM ${scan}`);
    await layView(database, source.table, columns, "__row");
    return {
      rowsRead: rows,
      rejected: bad.map((row) => ({ file: source.file, line: row.line, column: null, reason: row.reason })),
    };
  });
}

/** The records of a file after its header. */
export async function* dataRecords(path: string, shape: FileShape, dialect: FileDialect): AsyncGenerator<CsvRecord> {
  let headers = dialect.sepLine ? 2 : 1;
  for await (const record of scanRecords(textOf(path, shape.gzip, shape.encoding), dialect)) {
    if (headers > 0) headers--;
    else yield record;
  }
}

/** More than half of the rows unreadable is a wrong reading, not a few bad rows. */
function refuseMostlyBad(file: string, rows: number, bad: readonly BadRow[]): void {
  const first = bad[0];
  if (first === undefined || bad.length * 2 <= rows) return;
  throw new InputError(
    `${bad.length} of ${rows} rows of ${file} cannot be read (line ${first.line}: ${first.reason}): check the file, or say how it is written with --delimiter and --encoding`,
  );
}

interface Scan {
  readonly gzip: boolean;
  /** `__row` is read as BIGINT, all others as text. */
  readonly columns: readonly string[];
}

const PLAIN: Dialect = { delimiter: ",", escape: '"' };

function scanSql(path: string, dialect: Dialect, scan: Scan): string {
  const types = scan.columns.map((column) => `${quoteText(column)}: ${column === "__row" ? "'BIGINT'" : "'VARCHAR'"}`);
  const options = [
    "auto_detect = false",
    "strict_mode = true",
    "header = true",
    `delim = ${quoteText(dialect.delimiter)}`,
    `quote = '"'`,
    `escape = ${quoteText(dialect.escape)}`,
    `compression = ${scan.gzip ? "'gzip'" : "'none'"}`,
    "max_line_size = 8388608",
    `columns = {${types.join(", ")}}`,
  ];
  return `read_csv(${quoteText(literalPath(path))}, ${options.join(", ")})`;
}

function formatOf(shape: FileShape, dialect: FileDialect): string {
  const encoding = shape.encoding === "windows-1252" ? "latin-1 (windows-1252)" : shape.encoding.toUpperCase();
  const parts = [delimiterName(dialect.delimiter), encoding, lineEndName(dialect.lineEnd)];
  return (shape.gzip ? [...parts, "gzip"] : parts).join(", ");
}
