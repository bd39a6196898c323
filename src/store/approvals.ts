import { asc, eq } from "drizzle-orm";
import { NotFoundError } from "../errors.ts";
import { approvals, icps, versions } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Version } from "./versions.ts";

/** One time that a version was put in force. */
export type Approval = typeof approvals.$inferSelect;

export interface Decision {
  readonly icp: string;
  /** The version's id. */
  readonly version: string;
  readonly kind: Approval["kind"];
  readonly at: Date;
  readonly by: string;
  readonly why?: string | null;
  readonly forced?: boolean;
  /** The envelope as approved (who, when), if it is to replace the draft's; a version that was approved once keeps its own. */
  readonly document?: string;
}

/**
 * Puts a version in force and retires the one that was. Inside a transaction, with whatever else must become visible at that moment.
 *
 * @returns what was in force until now, or null
 * @throws NotFoundError when the profile has no such version
 */
export async function putInForce(tx: Db, decision: Decision): Promise<{ readonly replaced: string | null }> {
  const { icp, version, kind, at, by, why = null, forced = false, document } = decision;
  const [profile] = await tx.select().from(icps).where(eq(icps.id, icp)).for("update");
  const [wanted] = await tx.select().from(versions).where(eq(versions.id, version)).for("update");
  if (profile === undefined || wanted?.icp !== icp) throw new NotFoundError(`there is no version ${version} of ${icp}`);
  const replaced = profile.in_force === version ? null : profile.in_force;
  if (replaced !== null)
    await tx.update(versions).set({ state: "retired", retired_at: at }).where(eq(versions.id, replaced));
  await tx
    .update(versions)
    .set({
      state: "approved",
      approved_at: at,
      approved_by: by,
      retired_at: null,
      ...(wanted.state === "draft" && document !== undefined ? { document } : {}),
    })
    .where(eq(versions.id, version));
  await tx.update(icps).set({ in_force: version }).where(eq(icps.id, icp));
  await tx.insert(approvals).values({ icp, version, kind, at, by, why, forced, replaced });
  return { replaced };
}

/** Every time something was put in force, the oldest first. */
export async function approvalsOf(db: Db, icp: string): Promise<readonly Approval[]> {
  return db.select().from(approvals).where(eq(approvals.icp, icp)).orderBy(asc(approvals.id));
}

/** The versions that lie under the one in force: a publish lays one on top, a rollback takes off what lies above its version. */
function pile(history: readonly Approval[]): readonly string[] {
  const below: string[] = [];
  for (const { kind, version } of history) {
    const at = kind === "rollback" ? below.lastIndexOf(version) : -1;
    if (at >= 0) below.length = at + 1;
    else if (below.at(-1) !== version) below.push(version);
  }
  return below;
}

/** What a rollback goes back to: the version in force before this one; null when there is none. */
export async function versionBefore(db: Db, icp: string): Promise<Version | null> {
  const id = pile(await approvalsOf(db, icp)).at(-2);
  if (id === undefined) return null;
  const [found] = await db.select().from(versions).where(eq(versions.id, id));
  return found ?? null;
}
