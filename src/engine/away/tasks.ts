import type { IcpEnvelope } from "../../icp/document.ts";
import type { RunNote } from "../../watch/drift/alarms.ts";
import { buildIcp } from "../build.ts";
import type { BuildRequest } from "../build-request.ts";
import { type DriftRequest, type DriftSummary, driftFile } from "../drift.ts";
import type { Effects } from "../effects.ts";
import { type RefreshRequest, type RefreshResult, refreshIcp } from "../refresh.ts";
import type { TableSource } from "../table-source.ts";
import { type ValidateRequest, type ValidateResult, validateFile } from "../validate.ts";

/** What a build leaves once its tables are gone. */
export interface BuiltAway {
  readonly envelope: IcpEnvelope;
  /** What the page should say of how the files were read. */
  readonly notes: readonly string[];
}

/** What each task is asked, and gives: values that can be sent from thread to thread. */
export interface Tasks {
  readonly build: { readonly asked: BuildRequest; readonly given: BuiltAway };
  readonly refresh: { readonly asked: RefreshRequest; readonly given: RefreshResult };
  readonly drift: {
    readonly asked: DriftRequest & { readonly notes: readonly RunNote[] };
    readonly given: DriftSummary;
  };
  readonly validate: { readonly asked: ValidateRequest; readonly given: ValidateResult };
}
export type TaskName = keyof Tasks;

type Run<K extends TaskName> = (
  asked: Tasks[K]["asked"],
  source: TableSource,
  effects: Effects,
) => Promise<Tasks[K]["given"]>;

/** Work that takes a thread for seconds. */
export const TASKS: { readonly [K in TaskName]: Run<K> } = {
  build: (request, source, effects) =>
    buildIcp(request, effects, async ({ envelope, facts }) => ({ envelope, notes: facts.notes }), source),
  refresh: (request, source, effects) => refreshIcp(request, effects, source),
  drift: ({ notes, ...request }, source, effects) => driftFile(request, effects, { source, notes }),
  validate: (request, source, effects) => validateFile(request, effects, source),
};

/** Does a task somewhere: in this thread, or in one of its own. */
export type Away = <K extends TaskName>(
  task: K,
  asked: Tasks[K]["asked"],
  source: TableSource,
  effects: Effects,
) => Promise<Tasks[K]["given"]>;

/** In this thread. */
export const inThisThread: Away = (task, asked, source, effects) => TASKS[task](asked, source, effects);
