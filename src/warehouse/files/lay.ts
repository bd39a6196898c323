import { join } from "node:path";
import { InputError } from "../../errors.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { withRoomFor } from "../disk-full.ts";
import { type BadRow, writeClean } from "./clean.ts";
import type { CsvRecord, Dialect } from "./scan.ts";
import { baseOf, inner, layView, literalPath, type Read, type Source } from "./source.ts";
import { withTemporaryFolder } from "./temporary.ts";

/** What became of the rows of a file. */
export type Rows = Pick<Read, "rowsRead" | "rejected">;

/** The careful way into the warehouse, for every format that DuckDB does not read as it is: records, through a plain CSV on disk. */
export async function layRecords(
  database: Database,
  source: Source,
  records: AsyncIterable<CsvRecord>,
  columns: readonly string[],
): Promise<Rows> {
  return withTemporaryFolder(async (folder) => {
    const target = join(folder, "clean.csv");
    const { rows, bad } = await withRoomFor(source.file, () =>
      writeClean(records, columns.length, target, database.check),
    );
    refuseMostlyBad(source.file, rows, bad);
    const scan = scanSql(target, PLAIN, { gzip: false, columns: ["__row", ...columns.map((_, i) => inner(i))] });
    await database.run(`CREATE TABLE ${quoteIdentifier(baseOf(source.table))} AS SELECT * FROM ${scan}`);
    await layView(database, source.table, columns, "__row");
    return {
      rowsRead: rows,
      rejected: bad.map((row) => ({ file: source.file, line: row.line, column: null, reason: row.reason })),
    };
  });
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

/** DuckDB's reader over a delimited file, told everything and left to guess nothing. */
export function scanSql(path: string, dialect: Dialect, scan: Scan): string {
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
