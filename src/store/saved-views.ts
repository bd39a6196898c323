import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { savedViews } from "./schema.ts";
import type { Db } from "./store.ts";

/** What somebody picked on a page of the app, under a name; of everybody where `user_id` is null. */
export type SavedView = typeof savedViews.$inferSelect;

const whose = (user: string | null) => (user === null ? isNull(savedViews.user_id) : eq(savedViews.user_id, user));

/** The views of a page that somebody sees: everybody's, then their own, by name. */
export async function savedViewsOf(db: Db, page: string, user: string): Promise<readonly SavedView[]> {
  return db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.page, page), or(whose(null), whose(user))))
    .orderBy(sql`${savedViews.user_id} is not null`, asc(savedViews.name), asc(savedViews.id));
}

export async function readSavedView(db: Db, id: string): Promise<SavedView | null> {
  const [found] = await db.select().from(savedViews).where(eq(savedViews.id, id));
  return found ?? null;
}

/** How many views of a page somebody has, or everybody. */
export async function countSavedViews(db: Db, page: string, user: string | null): Promise<number> {
  return db.$count(savedViews, and(eq(savedViews.page, page), whose(user)));
}

/** Keeps a view; one of the same page, name and owner is written over. */
export async function putSavedView(db: Db, view: SavedView): Promise<SavedView> {
  const { choice, made_at, made_by } = view;
  const [kept] = await db
    .insert(savedViews)
    .values(view)
    .onConflictDoUpdate({
      target: [savedViews.page, savedViews.user_id, savedViews.name],
      set: { choice, made_at, made_by },
    })
    .returning();
  return kept!;
}

/** Gives a view to everybody, or to one person. */
export async function giveSavedView(db: Db, id: string, user: string | null): Promise<SavedView> {
  const [given] = await db.update(savedViews).set({ user_id: user }).where(eq(savedViews.id, id)).returning();
  return given!;
}

export async function removeSavedView(db: Db, id: string): Promise<void> {
  await db.delete(savedViews).where(eq(savedViews.id, id));
}
