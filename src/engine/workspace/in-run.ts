import { InterruptedError } from "../../errors.ts";
import { failRun, startRun } from "../../store/runs.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/**
 * Does work that the run log tells of. `work` ends the run itself, in the transaction of what the run makes true; one that throws is logged
 * as failed, or as interrupted.
 */
export async function inRun<T>(
  { store }: Workspace,
  kind: string,
  effects: WorkspaceEffects,
  work: (run: number) => Promise<T>,
): Promise<T> {
  const run = await startRun(store.db, { kind, by: effects.by, at: effects.now() });
  try {
    return await work(run);
  } catch (error) {
    const state = error instanceof InterruptedError || effects.signal.aborted ? "interrupted" : "failed";
    const said = error instanceof Error ? error.message : String(error);
    // The run may have ended before what failed: then its line stands.
    await failRun(store.db, run, { at: effects.now(), error: said, state }).catch(() => undefined);
    throw error;
  }
}
