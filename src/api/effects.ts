import { availableParallelism } from "node:os";
import type { WorkspaceEffects } from "../engine/workspace/workspace.ts";
import type { JobTools } from "./jobs.ts";
import type { Server } from "./server.ts";

/** What a verb of the engine needs, for work that a person or a key asked for. */
export function effectsFor(server: Server, by: string, tools: Partial<JobTools> = {}): WorkspaceEffects {
  return {
    today: server.now().toISOString().slice(0, 10),
    now: () => server.now(),
    by,
    away: server.away,
    signal: tools.signal ?? new AbortController().signal,
    workers: Math.max(1, availableParallelism() - 1),
    progress: tools.progress ?? (() => undefined),
    warn: tools.warn ?? (() => undefined),
  };
}
