import { visibleRuns } from "../../store/score-runs.ts";
import type { Db } from "../../store/store.ts";

/** The newest visible run of each version that was ever scored. */
export async function newestRuns(db: Db): Promise<ReadonlyMap<string, number>> {
  const newest = new Map<string, number>();
  for (const { version, run } of await visibleRuns(db)) newest.set(version, Math.max(run, newest.get(version) ?? 0));
  return newest;
}

/** The newest visible run of a version; null before the first. */
export async function newestRun(db: Db, version: string): Promise<number | null> {
  const runs = await visibleRuns(db, { version });
  return runs.at(-1)?.run ?? null;
}
