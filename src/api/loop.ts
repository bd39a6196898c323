import { due, lastTime, wallClock } from "../engine/workspace/loop/due.ts";
import { JOBS, type JobName, jobKind, SCHEDULED } from "../engine/workspace/loop/names.ts";
import { refusalOf } from "../engine/workspace/loop/refusal.ts";
import { loopState, type Ran, runJob } from "../engine/workspace/loop/tick.ts";
import { InputError, InterruptedError } from "../errors.ts";
import { effectsFor } from "./effects.ts";
import type { Job } from "./jobs.ts";
import type { Server } from "./server.ts";

/** The jobs of the loop, in the queue of the server: they take turns with what people ask for. */
export interface Loop {
  /** Puts what is due now into the queue. */
  look(): Promise<void>;
  /** Looks now, and from now on again and again. */
  start(): void;
  /** No more looks; what is in the queue ends with the queue. */
  close(): Promise<void>;
}

/** Between two looks, in ms. */
const EVERY = 30_000;
const SEED = 1;

/** Puts a job of the loop into the queue. */
export function startLoopJob(
  server: Server,
  job: JobName,
  by: string,
  told?: { readonly why: Ran["why"]; readonly attempt: number },
): Job {
  return server.jobs.start(jobKind(job), by, async (tools) => {
    const effects = { ...effectsFor(server, by, tools), pages: server.pages, seed: SEED, resampling: true };
    const ran = await runJob(server.workspace, job, effects, told);
    if (ran.state === "interrupted") throw new InterruptedError("interrupted");
    if (ran.state === "failed") throw new Error(ran.error ?? "it failed");
    const refusal = refusalOf(ran);
    if (refusal !== null && told === undefined) throw new InputError(refusal);
    return { job, why: ran.why, done: ran.done };
  });
}

/** Keeps the workspace of a server going, each job at its times. A job that a person stops waits for its next time. */
export function makeLoop(server: Server): Loop {
  const stopped = new Map<JobName, Date>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let closed = false;
  const inQueue = (job: JobName): boolean =>
    server.jobs.all().some(({ kind, finished_at }) => kind === jobKind(job) && finished_at === null);
  const lookOnce = async (): Promise<void> => {
    if (closed) return;
    const now = server.now();
    const state = await loopState(server.workspace);
    for (const { job, why, attempt } of due(state, now)) {
      const left = stopped.get(job);
      const since = left === undefined ? null : wallClock(left, state.zone);
      if (since !== null && lastTime(state.schedules.jobs[job], wallClock(now, state.zone)) <= since) continue;
      if (closed || inQueue(job)) continue;
      stopped.delete(job);
      startLoopJob(server, job, SCHEDULED, { why, attempt });
    }
  };
  const look = (): Promise<void> => {
    looking = looking.then(lookOnce).catch((error: unknown) => {
      if (!closed) server.log.error({ err: error }, "the loop could not look for what is due");
    });
    return looking;
  };
  const forget = server.jobs.listen(({ kind, state, finished_at }) => {
    const job = JOBS.find((name) => jobKind(name) === kind);
    if (job === undefined || finished_at === null || closed) return;
    if (state === "stopped") stopped.set(job, server.now());
    // What became due by it: a candidate, by an alarm.
    if (timer !== undefined) void look();
  });
  return {
    look,
    start: () => {
      timer = setInterval(() => void look(), EVERY);
      timer.unref();
      void look();
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      forget();
      await looking;
    },
  };
}
