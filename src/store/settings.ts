import { asc, eq } from "drizzle-orm";
import { settings } from "./schema.ts";
import type { Db } from "./store.ts";

/** A setting as it was put, or `fallback`. What is in it is the caller's to check: it may come from another version. */
export async function readSetting(db: Db, key: string, fallback: unknown = null): Promise<unknown> {
  const [found] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return found === undefined ? fallback : found.value;
}

export async function putSetting(
  db: Db,
  { key, value, at, by }: { key: string; value: unknown; at: Date; by: string },
): Promise<void> {
  await db
    .insert(settings)
    .values({ key, value, at, by })
    .onConflictDoUpdate({ target: settings.key, set: { value, at, by } });
}

export async function removeSetting(db: Db, key: string): Promise<void> {
  await db.delete(settings).where(eq(settings.key, key));
}

/** All settings, by key. */
export async function settingsOf(db: Db): Promise<readonly (typeof settings.$inferSelect)[]> {
  return db.select().from(settings).orderBy(asc(settings.key));
}
