import type { SQL } from "drizzle-orm";
import type { Db } from "./store.ts";

/** Rows of a statement written as SQL. Integers of `bigint` come as numbers on one engine and as texts on the other: cast them. */
export async function rowsOf<T>(db: Db, statement: SQL): Promise<readonly T[]> {
  const { rows } = (await db.execute(statement)) as unknown as { readonly rows: readonly T[] };
  return rows;
}
