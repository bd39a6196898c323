import { setImmediate as turn } from "node:timers/promises";
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBResult,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { quoteIdentifier } from "../sql/quote.ts";

/** A column to be written in bulk. */
export interface NewColumn {
  readonly name: string;
  readonly type: "INTEGER" | "BIGINT" | "DOUBLE" | "VARCHAR";
  readonly values: ArrayLike<number> | readonly (string | null)[];
}

/** Rows that DuckDB's vectors hold at most. */
const CHUNK = 2048;
/** Chunks that are written in one go: whoever else waits for this thread gets a turn after them. */
const CHUNKS_AT_ONCE = 4;
const TYPES = { INTEGER, BIGINT, DOUBLE, VARCHAR };

/** The result of a query as one Float64Array per column, NULL as NaN: 1M x 12 in well under a second. */
export async function readNumbers(connection: DuckDBConnection, sql: string): Promise<Float64Array[]> {
  const result = await connection.stream(`SELECT coalesce(CAST(COLUMNS(*) AS DOUBLE), 'nan'::DOUBLE) FROM (${sql})`);
  const parts: Float64Array[][] = Array.from({ length: result.columnCount }, () => []);
  for await (const chunk of chunks(result)) {
    // A chunk's memory is DuckDB's own: copy before the next one is fetched.
    for (const [k, part] of parts.entries()) part.push(doubles(chunk, k).slice());
  }
  return parts.map(joined);
}

/** The result of a query as one array of texts per column, NULL as null. */
export async function readTexts(connection: DuckDBConnection, sql: string): Promise<(string | null)[][]> {
  const all: (string | null)[][] = [];
  await eachTexts(connection, sql, (columns) => {
    for (const [k, column] of columns.entries()) {
      if (all[k] === undefined) all[k] = [];
      for (const text of column) all[k].push(text);
    }
  });
  return all;
}

/** The same, piece by piece. A result without rows is given once, without any. */
export async function eachTexts(
  connection: DuckDBConnection,
  sql: string,
  take: (columns: readonly (readonly (string | null)[])[]) => void,
): Promise<void> {
  const result = await connection.stream(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql})`);
  take(Array.from({ length: result.columnCount }, () => []));
  for await (const chunk of chunks(result)) {
    take(
      Array.from({ length: result.columnCount }, (_, k) => {
        const vector = chunk.getColumnVector(k);
        return Array.from({ length: chunk.rowCount }, (_, i) => vector.getItem(i) as string | null);
      }),
    );
  }
}

function doubles(chunk: DuckDBDataChunk, column: number): Float64Array {
  // `items` is private in the types only; reading it item by item takes ten times as long.
  return (chunk.getColumnVector(column) as unknown as { readonly items: Float64Array }).items;
}

async function* chunks(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Creates a table from arrays through the chunk appender: about a million rows in .3 s. NaN and null become NULL. */
export async function createTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly NewColumn[],
): Promise<void> {
  const declared = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  await connection.run(`CREATE TABLE ${quoteIdentifier(table)} (${declared.join(", ")})`);
  const appender = await connection.createAppender(table);
  const types = columns.map((column) => TYPES[column.type]);
  const rows = columns[0]?.values.length ?? 0;
  for (let start = 0; start < rows; start += CHUNK) {
    const size = Math.min(CHUNK, rows - start);
    const chunk = DuckDBDataChunk.create(types, size);
    for (const [k, column] of columns.entries()) chunk.setColumnValues(k, cells(column, start, size));
    appender.appendDataChunk(chunk);
    if (start + size < rows && (start / CHUNK) % CHUNKS_AT_ONCE === CHUNKS_AT_ONCE - 1) await turn();
  }
  appender.closeSync();
}

function cells(column: NewColumn, start: number, size: number): DuckDBValue[] {
  return Array.from({ length: size }, (_, i) => {
    const value = column.values[start + i] as number | string | null;
    if (typeof value !== "number") return value;
    if (Number.isNaN(value)) return null;
    return column.type === "BIGINT" ? BigInt(value) : value;
  });
}
