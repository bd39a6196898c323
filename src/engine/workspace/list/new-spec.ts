import { readStanding } from "../standing.ts";
import type { Workspace } from "../workspace.ts";
import { type ListSpec, PLAIN } from "./spec.ts";

/** How a new list is made where nothing is said: as it stands for the profile. */
export async function newSpec(
  workspace: Pick<Workspace, "store">,
  { icp, seed }: { readonly icp: string; readonly seed: number },
): Promise<ListSpec> {
  const { capacity, per_owner, per_team, team_column } = await readStanding(workspace, icp);
  return { ...PLAIN, seed, capacity, per_owner, per_team, team_column };
}
