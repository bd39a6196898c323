import { randomUUID } from "node:crypto";
import { approvalsOf } from "../../../store/approvals.ts";
import { audit } from "../../../store/audit.ts";
import { icpsOf } from "../../../store/icps.ts";
import { type Job, runAttempt } from "../../../store/job-run.ts";
import { type Run, runsOf } from "../../../store/runs.ts";
import type { Details } from "../../../store/tables/columns.ts";
import type { Workspace } from "../workspace.ts";
import { type Done, doJob, type LoopEffects } from "./do-job.ts";
import { type DueJob, due, type LastRun, type LoopState } from "./due.ts";
import { JOBS, type JobName, jobKind, SCHEDULED } from "./names.ts";
import { isRefused, withRefusal } from "./refusal.ts";
import { readSchedules, zoneOf } from "./schedules.ts";
import { alarmsIn } from "./strategy-report.ts";

/** A job that was run, and what came of it. */
export interface Ran {
  readonly job: JobName;
  readonly why: DueJob["why"] | "asked";
  readonly state: "done" | "failed" | "interrupted";
  /** By profile. */
  readonly done: Readonly<Record<string, Done>>;
  /** Why it failed. */
  readonly error: string | null;
}

/** Looks at drift that are looked back over. */
const MOST_LOOKS = 400;

/** When drift first raised an alarm against a version. Who asks at every alarm for a candidate asks too often: see docs/refresh.md. */
function firstAlarm(looks: readonly Run[], version: string | null): Date | null {
  const first = looks.findLast(({ summary }) => summary?.version === version && alarmsIn(summary).length > 0);
  return first?.started_at ?? null;
}

/** What the loop knows: schedules, and from the run log the newest run of each job and the first alarm against what is in force. */
export async function loopState(workspace: Workspace): Promise<LoopState> {
  const { db } = workspace.store;
  const schedules = await readSchedules(workspace);
  const last: Partial<Record<JobName, LastRun>> = {};
  for (const job of JOBS) {
    const [found] = await runsOf(db, { kind: jobKind(job), limit: 1 });
    if (found === undefined) continue;
    const { started_at: started, finished_at: finished, attempt } = found;
    last[job] = { started, finished, state: isRefused(found) ? "refused" : found.state, attempt: attempt ?? 1 };
  }
  const lines = (await icpsOf(db)).filter(({ in_force }) => in_force !== null);
  const first = await Promise.all(lines.map(async ({ id }) => (await approvalsOf(db, id))[0]!.at));
  const looks = await runsOf(db, { kind: "drift", state: "done", limit: MOST_LOOKS });
  const alarms = lines.flatMap(({ in_force }) => firstAlarm(looks, in_force) ?? []);
  return {
    schedules,
    zone: zoneOf(schedules),
    last,
    since: first.length === 0 ? null : new Date(Math.min(...first.map((at) => at.getTime()))),
    alarm: alarms.length === 0 ? null : new Date(Math.max(...alarms.map((at) => at.getTime()))),
  };
}

/** Does what is due at `effects.now()`, one after the other; what becomes due by it (a candidate, by an alarm) too. */
export async function tick(
  workspace: Workspace,
  effects: LoopEffects,
  told?: (ran: Ran) => void,
): Promise<readonly Ran[]> {
  const all: Ran[] = [];
  for (;;) {
    if (effects.signal.aborted) return all;
    const next = due(await loopState(workspace), effects.now()).find(({ job }) => !all.some((ran) => ran.job === job));
    if (next === undefined) return all;
    const ran = await runJob(workspace, next.job, effects, next);
    all.push(ran);
    told?.(ran);
  }
}

/** Runs a job now, whether or not it is due, after whatever job is under way. It has its line in the run log. */
export async function runJob(
  workspace: Workspace,
  job: JobName,
  effects: LoopEffects,
  { why, attempt }: { readonly why: Ran["why"]; readonly attempt: number } = { why: "asked", attempt: 1 },
): Promise<Ran> {
  return inTurn(workspace, async () => {
    let done: Ran["done"] = {};
    const { by, now } = effects;
    // A job that is due runs in nobody's name.
    if (why === "asked") await audit(workspace.store.db, { at: now(), who: by, action: "run", subject: job });
    const handler = async (given: Job): Promise<Details> => {
      done = await withProgress(given, effects, (own) => doJob(workspace, job, given.run, own));
      return { why, ...withRefusal(done) };
    };
    // A signal of its own: what listens to it goes with the job.
    const signal = AbortSignal.any([effects.signal]);
    const own = { id: randomUUID(), name: jobKind(job), data: {}, attempt, signal, ...(why === "asked" ? { by } : {}) };
    const outcome = await runAttempt(workspace.store, effects.now, handler, own);
    const error = outcome.state === "failed" ? outcome.error.message : null;
    return { job, why, state: outcome.state, done, error };
  });
}

const turns = new WeakMap<Workspace, Promise<unknown>>();

/** One job at a time in a workspace. */
export function inTurn<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(workspace) ?? Promise.resolve()).then(work, work);
  turns.set(
    workspace,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Does the work of a job; what it is doing goes to its line in the run log, step by step, and its runs are the schedule's. */
export async function withProgress<T>(
  job: Job,
  effects: LoopEffects,
  work: (own: LoopEffects) => Promise<T>,
): Promise<T> {
  let step = "";
  let said: Promise<void> = Promise.resolve();
  const progress = (doing: string, done: number, of: number): void => {
    effects.progress(doing, done, of);
    if (doing === step) return;
    step = doing;
    said = said.then(() => job.progress(of === 0 ? 0 : done / of, doing)).catch(() => undefined);
  };
  try {
    return await work({ ...effects, by: SCHEDULED, within: job.run, signal: job.signal, progress });
  } finally {
    await said;
  }
}
