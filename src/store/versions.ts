import { and, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { InputError, NotFoundError } from "../errors.ts";
import { readIcp } from "./icps.ts";
import { icps, versions } from "./schema.ts";
import type { Db } from "./store.ts";

/** A document and how it came about. */
export type Version = typeof versions.$inferSelect;
/** The same without its document, which may be large. */
export type VersionLine = Omit<Version, "document">;

export interface NewDraft {
  /** The document's hash. */
  readonly id: string;
  readonly icp: string;
  /** The sealed envelope, byte for byte. */
  readonly document: string;
  readonly origin: Version["origin"];
  /** The version it was made from. */
  readonly parent?: string | null;
  readonly why?: string | null;
  readonly at: Date;
  readonly by: string;
}

const { document: _, ...LINE } = getTableColumns(versions);

/**
 * Keeps a document as a draft under the next number of its profile. The same document twice is one version: the one there is comes back.
 *
 * @throws InputError when another profile has this very document
 */
export async function addDraft(
  tx: Db,
  draft: NewDraft,
): Promise<{ readonly version: Version; readonly isNew: boolean }> {
  const { at, by, icp, parent = null, why = null, ...rest } = draft;
  await readIcp(tx, icp);
  // The profile's row is held, so that two drafts at a time do not take the same number.
  await tx.select({ id: icps.id }).from(icps).where(eq(icps.id, icp)).for("update");
  const [same] = await tx.select().from(versions).where(eq(versions.id, draft.id));
  if (same !== undefined) {
    if (same.icp === icp) return { version: same, isNew: false };
    throw new InputError(
      `this very document is version ${same.number} of the profile ${same.icp} already: give it a name of its own`,
    );
  }
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${versions.number}), 0)::int` })
    .from(versions)
    .where(eq(versions.icp, icp));
  const [version] = await tx
    .insert(versions)
    .values({ ...rest, icp, parent, why, number: last!.number + 1, state: "draft", created_at: at, created_by: by })
    .returning();
  return { version: version!, isNew: true };
}

/** All versions of a profile, the newest first. */
export async function versionsOf(db: Db, icp: string): Promise<readonly VersionLine[]> {
  return db.select(LINE).from(versions).where(eq(versions.icp, icp)).orderBy(desc(versions.number));
}

async function some(db: Db, condition: SQL | undefined): Promise<readonly Version[]> {
  return db.select().from(versions).where(condition).orderBy(desc(versions.number)).limit(2);
}

/** A version by its number, its id, or the first characters of its id. @throws NotFoundError @throws InputError when several fit */
export async function readVersion(db: Db, icp: string, which: number | string): Promise<Version> {
  const own = eq(versions.icp, icp);
  const text = String(which);
  const found = /^\d{1,6}$/.test(text)
    ? await some(db, and(own, eq(versions.number, Number(text))))
    : await some(db, and(own, sql`starts_with(${versions.id}, ${text})`));
  if (found.length > 1) throw new InputError(`several versions of ${icp} begin with ${text}: give more of the id`);
  const [version] = found;
  if (version === undefined) throw new NotFoundError(`there is no version ${text} of ${icp}`);
  return version;
}

/** The version everyone works with; null before the first approval. */
export async function versionInForce(db: Db, icp: string): Promise<Version | null> {
  const [found] = await db
    .select(getTableColumns(versions))
    .from(versions)
    .innerJoin(icps, and(eq(icps.id, versions.icp), eq(icps.in_force, versions.id)))
    .where(eq(icps.id, icp));
  return found ?? null;
}

/** The draft that was made last, or null. */
export async function newestDraft(db: Db, icp: string): Promise<Version | null> {
  const [found] = await some(db, and(eq(versions.icp, icp), eq(versions.state, "draft")));
  return found ?? null;
}

/** Sets a draft aside for good. @throws InputError when it is not a draft */
export async function retireDraft(db: Db, id: string, at: Date): Promise<void> {
  const done = await db
    .update(versions)
    .set({ state: "retired", retired_at: at })
    .where(and(eq(versions.id, id), eq(versions.state, "draft")))
    .returning({ id: versions.id });
  if (done.length === 0) throw new InputError(`${id} is not a draft`);
}
