import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** SQL name of what a destination holds as far as we know: `id`, a hash of its id for the account, and `print`, a hash of what was delivered. */
export function deliveredName(destination: string): string {
  return `kept.delivered.${quoteIdentifier(destination)}`;
}

/** Destinations that anything was delivered to. */
async function destinations(database: Database): Promise<readonly string[]> {
  const found = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'kept' AND schema_name = 'delivered' ORDER BY 1",
  );
  return found.map(({ name }) => name);
}

/** Whether anything was delivered to a destination before. */
export async function wasDelivered(database: Database, destination: string): Promise<boolean> {
  return (await destinations(database)).includes(destination);
}

/** Keeps what a destination holds from now on: a query of `id` and `print`. Within the caller's transaction. */
export async function keepDelivered(database: Database, destination: string, select: string): Promise<void> {
  await database.run(
    `CREATE SCHEMA IF NOT EXISTS kept.delivered; CREATE OR REPLACE TABLE ${deliveredName(destination)} AS ${select}`,
  );
}

/** Forgets what was delivered anywhere, so that no trace of an erased account is left in it: the next delivery is whole again. */
export async function forgetDelivered(database: Database): Promise<void> {
  for (const name of await destinations(database)) await database.run(`DROP TABLE ${deliveredName(name)}`);
}

/** SQL: a hash of texts that tells them apart. */
export function printSql(cells: readonly string[]): string {
  return `md5(concat_ws(${quoteText("\u001f")}, ${cells.map((cell) => `coalesce(${cell}, '')`).join(", ")}))`;
}
