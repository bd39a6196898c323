import { parseIcp } from "../../icp/parse.ts";
import { newestDraft, versionInForce } from "../../store/versions.ts";
import { withVersion } from "./in-force-file.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Does work with the version whose decisions on disqualifiers a new build keeps, as a file: the one in force, else the newest draft. Null where
 * people decided nothing in it, so that a build beside it is the build that files give.
 */
export async function withDecided<T>(
  workspace: Workspace,
  icp: string,
  work: (path: string | null) => Promise<T>,
): Promise<T> {
  const { db } = workspace.store;
  const version = (await versionInForce(db, icp)) ?? (await newestDraft(db, icp));
  if (version === null) return work(null);
  const { disqualifiers } = parseIcp(version.document, `version ${version.number}`).document;
  if (disqualifiers.every(({ status }) => status === "suggested")) return work(null);
  return withVersion(workspace, icp, version.id, ({ path }) => work(path));
}
