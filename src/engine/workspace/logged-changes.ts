import { changesOf } from "../../store/changes.ts";
import { type Change, changeKind } from "../../watch/changes/change.ts";
import { dayOf } from "../../watch/drift/days.ts";
import type { Workspace } from "./workspace.ts";

/** The changes that people logged for a profile, reviewed or not, as drift holds them against what came before and after. */
export async function loggedChanges({ store }: Workspace, icp: string): Promise<readonly Change[]> {
  const logged = await changesOf(store.db, icp);
  return logged.map(({ date, kind, note }) => ({
    day: dayOf(date),
    kind: changeKind(kind),
    said: kind,
    note: note ?? "",
  }));
}
