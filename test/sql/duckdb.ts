import { DuckDBInstance } from "@duckdb/node-api";

export interface Database {
  /** Rows of a query as arrays. */
  rows(sql: string): Promise<unknown[][]>;
}

/** An empty in-memory DuckDB. */
export async function openDuckdb(): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  return { rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJS() as unknown[][] };
}

/** A `values` list of rows of nullable texts, written without the code under test. */
export function valuesOf(rows: readonly (readonly (string | null)[])[]): string {
  const cell = (text: string | null) => (text === null ? "null::varchar" : `decode(from_hex('${hex(text)}'))`);
  return `(values ${rows.map((row) => `(${row.map(cell).join(", ")})`).join(", ")})`;
}

function hex(text: string): string {
  return Buffer.from(text, "utf8").toString("hex");
}
