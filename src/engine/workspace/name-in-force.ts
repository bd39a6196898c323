import { parseIcp } from "../../icp/parse.ts";
import { versionInForce } from "../../store/versions.ts";
import type { Workspace } from "./workspace.ts";

/** The page keeps its name where nobody gives it another. */
export async function nameInForce({ store }: Workspace, icp: string): Promise<string | null> {
  const found = await versionInForce(store.db, icp);
  return found === null ? null : parseIcp(found.document, `version ${found.number}`).document.name;
}
