import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { InterruptedError, WarehouseError } from "../errors.ts";
import { quoteText } from "../sql/quote.ts";
import { createTable, eachTexts, type NewColumn, readNumbers, readTexts } from "./bulk.ts";

/** The warehouse as the engine sees it: one embedded analytical database. Quoting is the caller's duty (`sql/quote.ts`). */
export interface Database {
  /** Runs one or several statements; gives nothing back. */
  run(sql: string): Promise<void>;
  /** All rows as objects, for small results: integers and decimals as numbers, dates as ISO text. */
  rows<T>(sql: string): Promise<readonly T[]>;
  /** First column of the first row; null when there is none. */
  value<T>(sql: string): Promise<T>;
  /** Every column in bulk, as doubles; NULL becomes NaN. Columns must cast to DOUBLE. */
  numbers(sql: string): Promise<readonly Float64Array[]>;
  /** Every column in bulk, as text; NULL stays null. */
  texts(sql: string): Promise<readonly (readonly (string | null)[])[]>;
  /** The same, piece by piece: a few thousand rows at a time, none of which is kept. The connection does nothing else meanwhile. */
  eachTexts(sql: string, take: (columns: readonly (readonly (string | null)[])[]) => void): Promise<void>;
  /** Creates `table` from columns of equal length; NaN and null become NULL. */
  create(table: string, columns: readonly NewColumn[]): Promise<void>;
  /** Stops the running statement, which throws `InterruptedError`; so does every later one. */
  interrupt(): void;
  /** Throws `InterruptedError` after `interrupt`: for long work outside the database. */
  check(): void;
  close(): void;
}

export interface DatabaseOptions {
  /** `1GB`; default: DuckDB's own, 80% of memory. */
  readonly memoryLimit?: string | undefined;
  readonly threads?: number | undefined;
  /** Folder where intermediate results may spill; default: nowhere. */
  readonly tempDirectory?: string | undefined;
  /** Folders outside of which statements read and write nothing; default: anywhere. */
  readonly confinedTo?: readonly string[] | undefined;
}

/**
 * Opens an empty database in memory. Rows keep the order in which they were read.
 * Every failure is a `WarehouseError` that carries its SQL, or an `InterruptedError`.
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", settings(options));
  const connection = await instance.connect();
  if (options.confinedTo !== undefined) await confine(connection, options.confinedTo);
  return databaseOn(connection, () => {
    connection.closeSync();
    instance.closeSync();
  });
}

/** From here on no statement of this instance reaches a file outside of these folders but the files named, and none changes that. */
export async function confine(
  connection: DuckDBConnection,
  folders: readonly string[],
  files: readonly string[] = [],
): Promise<void> {
  const within = folders.map((folder) => quoteText(folder.endsWith("/") ? folder : `${folder}/`)).join(", ");
  const paths = files.map(quoteText).join(", ");
  await connection.run(
    `SET allowed_directories = [${within}]; SET allowed_paths = [${paths}]; SET enable_external_access = false; SET lock_configuration = true`,
  );
}

function settings(options: DatabaseOptions): Record<string, string> {
  return {
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    temp_directory: options.tempDirectory ?? "",
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  };
}

/** A database on a connection that is there already: unqualified names are those of its current catalog. */
export function databaseOn(connection: DuckDBConnection, close: () => void): Database {
  let interrupted = false;
  const check = () => {
    if (interrupted) throw new InterruptedError("interrupted");
  };
  async function attempt<T>(sql: string, work: () => Promise<T>): Promise<T> {
    check();
    try {
      return await work();
    } catch (cause) {
      if (interrupted) throw new InterruptedError("interrupted", { cause });
      throw new WarehouseError(cause instanceof Error ? cause.message : String(cause), sql, { cause });
    }
  }
  const rows = <T>(sql: string) =>
    attempt(sql, async () => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJS().map((row) => plainRow(row) as T);
    });
  return {
    run: (sql) => attempt(sql, async () => void (await connection.run(sql))),
    rows,
    value: async <T>(sql: string) => {
      const [first] = await rows<Record<string, T>>(sql);
      return (Object.values(first ?? {})[0] ?? null) as T;
    },
    numbers: (sql) => attempt(sql, () => readNumbers(connection, sql)),
    texts: (sql) => attempt(sql, () => readTexts(connection, sql)),
    eachTexts: (sql, take) => attempt(sql, () => eachTexts(connection, sql, take)),
    create: (table, columns) => attempt(`CREATE TABLE ${table}`, () => createTable(connection, table, columns)),
    interrupt: () => {
      interrupted = true;
      connection.interrupt();
    },
    check,
    close,
  };
}

function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return isoText(value);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

function isoText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
}
