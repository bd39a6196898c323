import { and, asc, eq, isNull, or } from "drizzle-orm";
import { InputError } from "../errors.ts";
import { changes } from "./schema.ts";
import type { Db } from "./store.ts";

/** Something that happened to the company or its market, on a day (YYYY-MM-DD); of one profile, or (null) of all. */
export type Change = typeof changes.$inferSelect;

export interface NewChange {
  readonly icp?: string | null;
  /** `launch`, `new market`, `pivot`, ... */
  readonly kind: string;
  readonly date: string;
  readonly note?: string | null;
  readonly at: Date;
  readonly by: string;
}

export async function logChange(db: Db, { at, by, ...rest }: NewChange): Promise<Change> {
  const [logged] = await db
    .insert(changes)
    .values({ ...rest, logged_at: at, logged_by: by })
    .returning();
  return logged!;
}

/** All changes that bear on a profile, by day; `unreviewed` only those that nobody has looked at. */
export async function changesOf(db: Db, icp: string, { unreviewed = false } = {}): Promise<readonly Change[]> {
  const its = or(eq(changes.icp, icp), isNull(changes.icp));
  return db
    .select()
    .from(changes)
    .where(unreviewed ? and(its, isNull(changes.reviewed_at)) : its)
    .orderBy(asc(changes.date), asc(changes.id));
}

/** @throws InputError when there is no such change to review */
export async function reviewChange(db: Db, id: number, { at, by }: { at: Date; by: string }): Promise<void> {
  const reviewed = await db
    .update(changes)
    .set({ reviewed_at: at, reviewed_by: by })
    .where(and(eq(changes.id, id), isNull(changes.reviewed_at)))
    .returning({ id: changes.id });
  if (reviewed.length === 0) throw new InputError(`there is no change ${id} to review`);
}
