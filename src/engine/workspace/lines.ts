import { icpsOf } from "../../store/icps.ts";
import { versionsOf } from "../../store/versions.ts";
import type { Workspace } from "./workspace.ts";

/** A profile of the workspace. */
export interface Line {
  readonly id: string;
  readonly name: string;
  /** Number of the version in force; null where none is. */
  readonly in_force: number | null;
  /** Drafts newer than that. */
  readonly drafts: number;
}
export type Lines = readonly Line[];

/** The profiles of a workspace, one per product line. */
export async function linesOf({ store }: Workspace): Promise<Lines> {
  const lines: Line[] = [];
  for (const { id, name } of await icpsOf(store.db)) {
    const versions = await versionsOf(store.db, id);
    const inForce = versions.find(({ state }) => state === "approved")?.number ?? null;
    const drafts = versions.filter(({ state, number }) => state === "draft" && number > (inForce ?? 0)).length;
    lines.push({ id, name, in_force: inForce, drafts });
  }
  return lines;
}
