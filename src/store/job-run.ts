import { InterruptedError } from "../errors.ts";
import type { KeepTrying } from "./keep-trying.ts";
import { failRun, finishRun, startRun, tellProgress } from "./runs.ts";
import type { Store } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** A job as its handler sees it. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly data: Details;
  /** 1-based. */
  readonly attempt: number;
  /** Its line in the run log. */
  readonly run: number;
  /** Aborted when the process is to stop: then throw, and the job runs again after the next start. */
  readonly signal: AbortSignal;
  /** How far it is, 0 to 1, and what it is doing. */
  progress(share: number, doing?: string): Promise<void>;
}

/**
 * Does a job; what it returns is the summary in the run log. One with `refused` could not be done until a person mends something: it stands as
 * failed with this sentence, and is not tried again.
 */
export type JobHandler = (job: Job) => Promise<Details | undefined>;

export type Outcome =
  | { readonly state: "done"; readonly summary: Details | undefined }
  | { readonly state: "failed"; readonly error: Error }
  | { readonly state: "interrupted" };

export interface Attempt {
  readonly id: string;
  readonly name: string;
  readonly data: Details;
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** Who asked for it; default: the schedule. */
  readonly by?: string;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

async function outcomeOf(handler: JobHandler, job: Job): Promise<Outcome> {
  // A handler listens for the signal; one that was given before it began would never be heard.
  if (job.signal.aborted) return { state: "interrupted" };
  try {
    return { state: "done", summary: await handler(job) };
  } catch (thrown) {
    if (job.signal.aborted || thrown instanceof InterruptedError) return { state: "interrupted" };
    return { state: "failed", error: asError(thrown) };
  }
}

/** One attempt of a job with its line in the run log, which is closed whatever happens. @param keep sees to it that it is */
export async function runAttempt(
  store: Store,
  now: () => Date,
  handler: JobHandler,
  attempt: Attempt,
  keep: KeepTrying = async (step) => void (await step()),
): Promise<Outcome> {
  const { id, name } = attempt;
  const by = attempt.by ?? "schedule";
  const run = await startRun(store.db, { kind: name, by, at: now(), job: id, attempt: attempt.attempt });
  const progress = (share: number, doing?: string) => tellProgress(store.db, run, share, doing ?? null);
  const outcome = await outcomeOf(handler, { ...attempt, run, progress });
  const at = now();
  await keep(() => closeRun(store, run, at, outcome));
  return outcome;
}

async function closeRun({ db }: Store, run: number, at: Date, outcome: Outcome): Promise<void> {
  if (outcome.state === "done") {
    const { summary } = outcome;
    if (typeof summary?.refused === "string") await failRun(db, run, { at, error: summary.refused, summary });
    else await finishRun(db, run, { at, ...(summary === undefined ? {} : { summary }) });
  } else if (outcome.state === "failed") await failRun(db, run, { at, error: outcome.error.message });
  else await failRun(db, run, { at, error: "stopped before it was done", state: "interrupted" });
}
