import { asc, eq } from "drizzle-orm";
import { InputError, NotFoundError } from "../errors.ts";
import { icps } from "./schema.ts";
import type { Db } from "./store.ts";

/** A profile: one per product line. */
export type Icp = typeof icps.$inferSelect;

/** @throws InputError when there is one of this id */
export async function addIcp(db: Db, { id, name, at }: { id: string; name: string; at: Date }): Promise<Icp> {
  const [added] = await db.insert(icps).values({ id, name, created_at: at }).onConflictDoNothing().returning();
  if (added === undefined) throw new InputError(`there is a profile ${id} already: choose another id`);
  return added;
}

/** All profiles, by id. */
export async function icpsOf(db: Db): Promise<readonly Icp[]> {
  return db.select().from(icps).orderBy(asc(icps.id));
}

/** @throws NotFoundError */
export async function readIcp(db: Db, id: string): Promise<Icp> {
  const [found] = await db.select().from(icps).where(eq(icps.id, id));
  if (found !== undefined) return found;
  const ids = (await icpsOf(db)).map((icp) => icp.id);
  throw new NotFoundError(
    `there is no profile ${id}: ${ids.length === 0 ? "the workspace has none yet" : `it has ${ids.join(", ")}`}`,
  );
}

export async function renameIcp(db: Db, id: string, name: string): Promise<void> {
  await readIcp(db, id);
  await db.update(icps).set({ name }).where(eq(icps.id, id));
}
