import type { SheetRead } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** A file on its way into the warehouse. */
export interface Source {
  /** Absolute path. */
  readonly path: string;
  /** Base name, for people. */
  readonly file: string;
  /** Name that the table gets. */
  readonly table: string;
  /** Sheet of a workbook that its path names. */
  readonly sheet?: string | null;
}

/** What a reader of one format gives; see `RawTable` for the fields. */
export interface Read {
  readonly columns: readonly string[];
  readonly rowsRead: number;
  readonly rejected: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly column: string | null;
    readonly reason: string;
  }[];
  readonly format: string;
  readonly notes: readonly string[];
  /** Of a workbook with several sheets that hold something: the one that is read, and the others. */
  readonly sheet?: SheetRead;
}

/** A path as DuckDB's readers take it: one file, never a pattern. */
export function literalPath(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

/** Names of the columns in the base table under a view: nothing in a header can clash with them. */
export function inner(i: number): string {
  return `c${i}`;
}

/** Lays the view that people's SQL reads over the base table: `__row`, then the columns by their headers. */
export async function layView(
  database: Database,
  table: string,
  columns: readonly string[],
  row: string,
): Promise<void> {
  const named = columns.map((column, i) => `${inner(i)} AS ${quoteIdentifier(column)}`);
  await database.run(
    `CREATE VIEW ${quoteIdentifier(table)} AS SELECT ${row} AS __row, ${named.join(", ")} FROM ${quoteIdentifier(baseOf(table))}`,
  );
}

/** Takes back a table that has been laid. */
export async function dropTable(database: Database, table: string): Promise<void> {
  await database.run(`DROP VIEW ${quoteIdentifier(table)}; DROP TABLE ${quoteIdentifier(baseOf(table))}`);
}

export function baseOf(table: string): string {
  return `${table}_cells`;
}
