import { and, asc, eq } from "drizzle-orm";
import { scoreRuns } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** A run of scores that readers may see. */
export type ScoreRun = typeof scoreRuns.$inferSelect;

export interface NewScoreRun {
  /** The run under which the warehouse holds the scores. */
  readonly run: number;
  readonly icp: string;
  readonly version: string;
  readonly at: Date;
  readonly accounts: number;
  readonly changed: number;
  readonly counts?: Details;
}

/** Makes the scores of a run visible: after the warehouse has committed them, in the transaction of whatever depends on them. */
export async function showScores(tx: Db, { at, counts, ...rest }: NewScoreRun): Promise<void> {
  await tx.insert(scoreRuns).values({ ...rest, visible_at: at, counts: counts ?? null });
}

/** The runs whose scores may be read, the oldest first; a version's score of an account is in the newest of them that has it. */
export async function visibleRuns(
  db: Db,
  { icp, version }: { icp?: string; version?: string } = {},
): Promise<readonly ScoreRun[]> {
  const conditions = [
    ...(icp === undefined ? [] : [eq(scoreRuns.icp, icp)]),
    ...(version === undefined ? [] : [eq(scoreRuns.version, version)]),
  ];
  return db
    .select()
    .from(scoreRuns)
    .where(and(...conditions))
    .orderBy(asc(scoreRuns.run));
}
