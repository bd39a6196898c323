import { type Run, runsOf } from "../../store/runs.ts";
import { SCHEDULED } from "./loop/names.ts";
import type { Workspace } from "./workspace.ts";

export interface RunLogRequest {
  /** Runs of one kind; null: of all. */
  readonly kind: string | null;
  readonly limit: number;
  /** Also what a job did within itself. */
  readonly all: boolean;
}

/** The run log, newest first: what people ran and which jobs ran. What a job did within itself is left out unless asked for. */
export async function runLog({ store }: Workspace, { kind, limit, all }: RunLogRequest): Promise<readonly Run[]> {
  const runs = await runsOf(store.db, {
    ...(kind === null ? {} : { kind }),
    limit: all || kind !== null ? limit : limit * 4,
  });
  return runs.filter(({ by, job }) => all || kind !== null || by !== SCHEDULED || job !== null).slice(0, limit);
}
