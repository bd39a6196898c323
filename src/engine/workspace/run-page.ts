import { type Run, type RunsWanted, readRun, runPage } from "../../store/runs.ts";
import type { Workspace } from "./workspace.ts";

/** A part of the run log, the newest first, and how many lines there are. */
export function runsPage(
  { store }: Workspace,
  wanted: RunsWanted,
): Promise<{ readonly items: readonly Run[]; readonly total: number }> {
  return runPage(store.db, wanted);
}

/** A line of the run log. @throws NotFoundError */
export function runOf({ store }: Workspace, id: number): Promise<Run> {
  return readRun(store.db, id);
}
