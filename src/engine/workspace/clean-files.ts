import { setTimeout as wait } from "node:timers/promises";
import { compactStore } from "../../store/erase.ts";
import { noteCleaned } from "../../warehouse/kept/erase-scores.ts";
import { removePassing } from "./passing-folder.ts";
import type { Workspace } from "./workspace.ts";

/** A connection that is just being closed has so many moments. */
const MOMENTS = 20;
const MOMENT_MS = 50;

/**
 * Writes warehouse and store anew, so that no byte of what was erased is left; takes files away that are passing through. False while others work with
 * the warehouse: then it is done when the workspace is opened next.
 */
export async function cleanFiles(workspace: Pick<Workspace, "dir" | "warehouse" | "store">): Promise<boolean> {
  const { warehouse, store } = workspace;
  await removePassing(workspace);
  let cleaned = await warehouse.compact();
  for (let i = 0; i < MOMENTS && !cleaned; i++) {
    await wait(MOMENT_MS);
    cleaned = await warehouse.compact();
  }
  await compactStore(store);
  if (cleaned) await warehouse.turn(noteCleaned);
  return cleaned;
}
