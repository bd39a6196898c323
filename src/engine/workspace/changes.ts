import { InputError } from "../../errors.ts";
import { audit } from "../../store/audit.ts";
import { type Change, changesOf, logChange, reviewChange } from "../../store/changes.ts";
import type { ChangeKind } from "./change-kinds.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface LogChangeRequest {
  readonly icp: string;
  readonly kind: ChangeKind;
  /** ISO day on which it happened, or will. */
  readonly date: string;
  readonly note: string | null;
}

/** Logs what happened to the company or its market. Until somebody reviews it, what goes out says so. */
export async function addChange(
  { store }: Workspace,
  { icp, kind, date, note }: LogChangeRequest,
  { now, by }: WorkspaceEffects,
): Promise<Change> {
  const at = now();
  return store.transaction(async (tx) => {
    const change = await logChange(tx, { icp, kind, date, note, at, by });
    await audit(tx, {
      at,
      who: by,
      action: "change",
      subject: `change ${change.id} of ${icp}`,
      details: { kind, date, note },
    });
    return change;
  });
}

/** All changes that bear on a profile, by day. */
export function listChanges({ store }: Workspace, icp: string): Promise<readonly Change[]> {
  return changesOf(store.db, icp);
}

/** Notes that somebody has looked at what a change means for the profile. @throws InputError where there is no such change, or it was reviewed before */
export async function markReviewed(
  { store }: Workspace,
  icp: string,
  id: number,
  { now, by }: WorkspaceEffects,
): Promise<Change> {
  const at = now();
  const found = (await changesOf(store.db, icp)).find((one) => one.id === id);
  if (found === undefined) throw new InputError(`there is no change ${id} of ${icp}: openicp change list`);
  if (found.reviewed_at !== null)
    throw new InputError(
      `change ${id} was reviewed on ${found.reviewed_at.toISOString().slice(0, 10)} by ${found.reviewed_by}`,
    );
  await store.transaction(async (tx) => {
    await reviewChange(tx, id, { at, by });
    await audit(tx, { at, who: by, action: "review", subject: `change ${id} of ${icp}` });
  });
  return { ...found, reviewed_at: at, reviewed_by: by };
}
