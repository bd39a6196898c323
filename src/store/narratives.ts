import { desc, eq } from "drizzle-orm";
import { narratives } from "./schema.ts";
import type { Db } from "./store.ts";

/** Why such a company buys, in words; who answers for them; the day (YYYY-MM-DD) on which they are looked at again. */
export type Narrative = typeof narratives.$inferSelect;

export interface NewNarrative {
  readonly icp: string;
  readonly text: string;
  readonly owner: string;
  readonly review_date: string | null;
  readonly at: Date;
  readonly by: string;
}

/** The words from now on; what was written before stays. */
export async function writeNarrative(db: Db, { at, by, ...rest }: NewNarrative): Promise<Narrative> {
  const [written] = await db
    .insert(narratives)
    .values({ ...rest, written_at: at, written_by: by })
    .returning();
  return written!;
}

/** The newest first. */
export async function narrativesOf(db: Db, icp: string): Promise<readonly Narrative[]> {
  return db.select().from(narratives).where(eq(narratives.icp, icp)).orderBy(desc(narratives.id));
}
