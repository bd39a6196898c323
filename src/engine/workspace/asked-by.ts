import { type Run, runsNumbered } from "../../store/runs.ts";
import type { Workspace } from "./workspace.ts";

/** Who asked for runs, by their numbers: for a part of a job whoever asked for the job; `schedule` for nobody. */
export async function askedByRuns({ store }: Workspace, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const runs = await runsNumbered(store.db, ids);
  const outer = await runsNumbered(
    store.db,
    runs.flatMap((run) => withinOf(run) ?? []),
  );
  const by = new Map(outer.map((run) => [run.id, run.by]));
  return new Map(runs.map((run) => [run.id, by.get(withinOf(run) ?? -1) ?? run.by]));
}

function withinOf({ summary }: Pick<Run, "summary">): number | null {
  const within = summary?.within;
  return typeof within === "number" ? within : null;
}
