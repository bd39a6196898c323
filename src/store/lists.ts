import { and, asc, eq } from "drizzle-orm";
import { InputError, NotFoundError } from "../errors.ts";
import { lists } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** A named list of accounts and how it is made. */
export type List = typeof lists.$inferSelect;

export interface NewList {
  readonly name: string;
  readonly icp: string;
  readonly spec: Details;
  readonly at: Date;
  readonly by: string;
}

/** @throws InputError when there is one of this name */
export async function addList(db: Db, { at, by, ...rest }: NewList): Promise<List> {
  const [added] = await db
    .insert(lists)
    .values({ ...rest, created_at: at, created_by: by })
    .onConflictDoNothing()
    .returning();
  if (added === undefined) throw new InputError(`there is a list ${rest.name} already: choose another name`);
  return added;
}

/** @throws NotFoundError */
export async function readList(db: Db, name: string): Promise<List> {
  const [found] = await db.select().from(lists).where(eq(lists.name, name));
  if (found === undefined) throw new NotFoundError(`there is no list ${name}`);
  return found;
}

/** All lists, or those of a profile, by name. */
export async function listsOf(db: Db, icp?: string): Promise<readonly List[]> {
  const own = icp === undefined ? undefined : eq(lists.icp, icp);
  return db.select().from(lists).where(and(own)).orderBy(asc(lists.name));
}

/** How the list is made from now on. @throws InputError when it is frozen */
export async function changeList(db: Db, id: number, spec: Details): Promise<void> {
  await requireThawed(db, id);
  await db.update(lists).set({ spec }).where(eq(lists.id, id));
}

/** From now on nobody enters and nobody leaves; null lets it move again. */
export async function freezeList(db: Db, id: number, at: Date | null): Promise<void> {
  await db.update(lists).set({ frozen_at: at }).where(eq(lists.id, id));
}

/** @throws InputError when it is frozen @throws NotFoundError */
export async function requireThawed(db: Db, id: number): Promise<List> {
  const [list] = await db.select().from(lists).where(eq(lists.id, id)).for("update");
  if (list === undefined) throw new NotFoundError(`there is no list ${id}`);
  if (list.frozen_at !== null)
    throw new InputError(
      `the list ${list.name} is frozen since ${list.frozen_at.toISOString().slice(0, 10)}: thaw it first`,
    );
  return list;
}

/** Takes the list and its history away. */
export async function removeList(db: Db, id: number): Promise<void> {
  await db.delete(lists).where(eq(lists.id, id));
}
