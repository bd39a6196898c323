import { and, asc, eq } from "drizzle-orm";
import { NotFoundError } from "../errors.ts";
import { signOffs } from "./schema.ts";
import type { Db } from "./store.ts";

/** A question to a person about a claim of a draft, and the answer. */
export type SignOff = typeof signOffs.$inferSelect;

export interface Asked {
  readonly version: string;
  readonly person: string;
  readonly team: SignOff["team"];
  readonly claims: readonly string[];
}

/** Asks a person about claims of a version; asked twice is asked once. */
export async function askSignOff(db: Db, { version, person, team, claims }: Asked, at: Date): Promise<void> {
  if (claims.length === 0) return;
  const rows = claims.map((claim) => ({ version, person, team, claim, asked_at: at }));
  await db.insert(signOffs).values(rows).onConflictDoNothing();
}

export interface Answer {
  readonly version: string;
  readonly person: string;
  readonly claim: string;
  /** Null: a comment only. */
  readonly answer: SignOff["answer"];
  readonly comment?: string | null;
}

/** The last word counts. @throws NotFoundError when the person was not asked */
export async function answerSignOff(
  db: Db,
  { version, person, claim, answer, comment = null }: Answer,
  at: Date,
): Promise<void> {
  const answered = await db
    .update(signOffs)
    .set({ answer, comment, answered_at: at })
    .where(and(eq(signOffs.version, version), eq(signOffs.person, person), eq(signOffs.claim, claim)))
    .returning({ id: signOffs.id });
  if (answered.length === 0) throw new NotFoundError(`${person} was not asked about ${claim}`);
}

/** In the order of asking; `answered_at` is null for those who have not answered. */
export async function signOffsOf(db: Db, version: string): Promise<readonly SignOff[]> {
  return db.select().from(signOffs).where(eq(signOffs.version, version)).orderBy(asc(signOffs.id));
}
