import type { Job } from "../../../store/job-run.ts";
import { openJobs } from "../../../store/jobs.ts";
import { runsOf } from "../../../store/runs.ts";
import type { Details } from "../../../store/tables/columns.ts";
import type { Workspace } from "../workspace.ts";
import { doJob, type LoopEffects } from "./do-job.ts";
import { due, lastTime, RETRIES, wallClock } from "./due.ts";
import { JOBS, type JobName, jobKind } from "./names.ts";
import { isRefused, withRefusal } from "./refusal.ts";
import { cronOf } from "./schedules.ts";
import { inTurn, loopState, type Ran, withProgress } from "./tick.ts";

export interface WorkOptions {
  /** Told of every job that ended. */
  readonly told: (ran: Ran) => void;
  /** Seconds between two looks at the queue. */
  readonly pollSeconds?: number;
}

/**
 * Keeps a workspace going: each job at its times, what was missed or broken off at once, until `effects.signal` is aborted. The queue keeps the
 * times by the machine's clock; what a job does is the same as in `tick`. A PostgreSQL server that restarts is waited for.
 *
 * @throws InputError when another process has taken the database
 */
export async function work(
  workspace: Workspace,
  effects: LoopEffects,
  { told, pollSeconds }: WorkOptions,
): Promise<void> {
  const state = await loopState(workspace);
  const waiting = due(state, effects.now());
  const warn = (text: string): void => effects.warn?.(text);
  const jobs = await openJobs(workspace.store, {
    now: effects.now,
    warn,
    ...(pollSeconds === undefined ? {} : { pollSeconds }),
  });
  const handlerOf =
    (name: JobName) =>
    (job: Job): Promise<Details> =>
      inTurn(workspace, async () => {
        const why = job.data.why === "alarm" ? "alarm" : "scheduled";
        if (why === "scheduled" && (await isDone(workspace, name, effects.now()))) return { why, skipped: true };
        try {
          const done = await withProgress(job, effects, (own) => doJob(workspace, name, job.run, own));
          told({ job: name, why, state: "done", done, error: null });
          if (name === "drift" && (await hasAlarm(workspace, effects.now())))
            await jobs.send(jobKind("refresh"), { why: "alarm" }, "alarm");
          return { why, ...withRefusal(done) };
        } catch (error) {
          const stopped = job.signal.aborted;
          const said = error instanceof Error ? error.message : String(error);
          told({ job: name, why, state: stopped ? "interrupted" : "failed", done: {}, error: stopped ? null : said });
          throw error;
        }
      });
  try {
    for (const name of JOBS) {
      const schedule = state.schedules.jobs[name];
      await jobs.work(jobKind(name), handlerOf(name), { retries: RETRIES });
      if (schedule.on) await jobs.schedule(jobKind(name), cronOf(schedule), { timeZone: state.zone });
      else await jobs.unschedule(jobKind(name));
    }
    for (const { job, why } of waiting) await jobs.send(jobKind(job), { why }, "due");
    const other = await Promise.race([aborted(effects.signal), jobs.taken]);
    if (other !== undefined) throw other;
  } finally {
    await jobs.stop();
  }
}

/** Runs that came to no end are passed over, so many at most. */
const LOOKED_OVER = 50;

/** The job of the newest time was done, or refused: the queue and the start of the loop may both have asked for it. */
async function isDone(workspace: Workspace, name: JobName, now: Date): Promise<boolean> {
  const { schedules, zone } = await loopState(workspace);
  const runs = await runsOf(workspace.store.db, { kind: jobKind(name), limit: LOOKED_OVER });
  const done = runs.find((run) => run.state === "done" || isRefused(run));
  return done !== undefined && wallClock(done.started_at, zone) >= lastTime(schedules.jobs[name], wallClock(now, zone));
}

async function hasAlarm(workspace: Workspace, now: Date): Promise<boolean> {
  return due(await loopState(workspace), now).some(({ job, why }) => job === "refresh" && why === "alarm");
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
