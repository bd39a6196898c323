import { versionInForce } from "../../../store/versions.ts";
import { keptPrint } from "../../../warehouse/kept/source.ts";
import { newestRun } from "../visible.ts";
import type { Workspace } from "../workspace.ts";

/** What the accounts of a profile are laid from, in a few signs: others where they may be others. */
export async function indexPrint({ store, warehouse }: Workspace, icp: string): Promise<string> {
  const version = await versionInForce(store.db, icp);
  const run = version === null ? null : await newestRun(store.db, version.id);
  const database = await warehouse.work();
  try {
    return JSON.stringify([version?.id, run, await keptPrint(database)]);
  } finally {
    database.close();
  }
}
