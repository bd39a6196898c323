import { desc } from "drizzle-orm";
import { imports } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** What an import brought, as the warehouse recorded it. */
export type ImportRecord = typeof imports.$inferSelect;

/** Copies a record of the warehouse; the same one twice is one. */
export async function recordImport(
  db: Db,
  record: Omit<ImportRecord, "details"> & { details?: Details },
): Promise<void> {
  await db
    .insert(imports)
    .values({ ...record, details: record.details ?? null })
    .onConflictDoNothing();
}

/** The newest first. */
export async function importsOf(db: Db, limit = 50): Promise<readonly ImportRecord[]> {
  return db.select().from(imports).orderBy(desc(imports.id)).limit(limit);
}
