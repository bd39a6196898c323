import { randomUUID } from "node:crypto";
import type PgBoss from "pg-boss";
import { InputError } from "../errors.ts";
import { type JobHandler, type Outcome, runAttempt } from "./job-run.ts";
import { jobsDb } from "./jobs-db.ts";
import { JOBS_SCHEMA, queuesOf, writeJobs } from "./jobs-file.ts";
import { keepTrying } from "./keep-trying.ts";
import { isServerGone } from "./plain-error.ts";
import { runsOf } from "./runs.ts";
import type { Store } from "./store.ts";
import type { Details } from "./tables/columns.ts";

const SCHEMA = JOBS_SCHEMA;
/** pg-boss gives a job up after this long; it takes no more than a day. */
const LONGEST_HOURS = 23;
/** A job that took its process down this many times beyond its retries is not begun again. */
const DEATHS = 3;
const HOUR = 3_600_000;

export interface JobEffects {
  readonly now: () => Date;
  /** Sentences about what went wrong beside the jobs: the clock, the upkeep. */
  readonly warn: (text: string) => void;
  /** Seconds between two looks at a queue; a job sent in this process is begun at once. Default 2. */
  readonly pollSeconds?: number;
}

export interface QueueOptions {
  /** Attempts after the first. Default 3. */
  readonly retries?: number;
  /** Seconds before the first retry, doubled each time. Default 30. */
  readonly retrySeconds?: number;
}

export interface ScheduleOptions {
  /** Of the cron expression. Default: the machine's. */
  readonly timeZone?: string;
  /** Sends the job now when none was begun for this long: the machine was off at its hour. */
  readonly overdueHours?: number;
}

export interface ScheduledJob {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
}

/** The queue of a workspace: one job of a name at a time, in this process. */
export interface Jobs {
  /** Does the jobs of a name from now on. */
  work(name: string, handler: JobHandler, options?: QueueOptions): Promise<void>;
  /** Queues a job; with a key, nothing (null) when one of this key waits already. @returns its id */
  send(name: string, data?: Details, key?: string): Promise<string | null>;
  /** Queues jobs of another workspace as they waited there: what `waitingJobs` gave. */
  putIn(jobs: readonly string[]): Promise<void>;
  /** Sends a job of this name by a cron expression (minute hour day month weekday). @throws InputError when that cannot be read */
  schedule(name: string, cron: string, options?: ScheduleOptions): Promise<void>;
  unschedule(name: string): Promise<void>;
  schedules(): Promise<readonly ScheduledJob[]>;
  /** Why no job will run any more, when another process has taken the database; never, when none does. */
  readonly taken: Promise<InputError>;
  /** Begins no more jobs, tells those under way to stop, waits for them. One that did not end in time, or gave up, runs again after the next start. */
  stop(options?: { readonly timeoutSeconds?: number }): Promise<void>;
}

interface UnderWay {
  readonly name: string;
  readonly controller: AbortController;
  readonly over: Promise<void>;
}

/** Jobs that the last process left active wait again: this process is the only one. */
async function takeBack(store: Store): Promise<void> {
  await store.execute(`update ${SCHEMA}.job set
    state = case when retry_count >= retry_limit + ${DEATHS} then 'failed' else 'retry' end::${SCHEMA}.job_state,
    completed_on = case when retry_count >= retry_limit + ${DEATHS} then now() end, start_after = now() where state = 'active'`);
}

/** A job that was begun here and that nobody does, because the connection broke as it was given to us, waits again; it does not count as an attempt. */
async function takeBackOne(store: Store, name: string): Promise<void> {
  await store.execute(
    `update ${SCHEMA}.job set state = 'retry', started_on = null, start_after = now() where name = $1 and state = 'active'`,
    [name],
  );
}

/** A job that was told to stop waits again, and the attempt does not count. */
async function putBack(store: Store, name: string, id: string): Promise<void> {
  await store.execute(
    `update ${SCHEMA}.job set state = 'retry', started_on = null, completed_on = null, start_after = now()
     where name = $1 and id = $2 and state in ('active', 'retry', 'failed')`,
    [name, id],
  );
}

function wait(milliseconds: number): { readonly over: Promise<void>; end(): void } {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    end = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, end };
}

/**
 * Opens the queue in the store, on pg-boss. Run it once the runs of the process before were closed (`interruptRuns`).
 * Schedules are looked at twice a minute by the machine's own clock.
 */
export async function openJobs(store: Store, { now, warn, pollSeconds = 2 }: JobEffects): Promise<Jobs> {
  const { default: Boss } = await import("pg-boss");
  const db = jobsDb(store, warn);
  const cronWorkerIntervalSeconds = Math.min(5, Math.max(1, Math.round(pollSeconds)));
  const boss = new Boss({ db: db.own, schema: SCHEMA, cronWorkerIntervalSeconds });
  boss.on("error", (error) => warn(`the job queue: ${error.message}`));
  await boss.start();
  await takeBack(store);
  const queues = new Set<string>();
  const wakers = new Map<string, () => void>();
  const underWay = new Map<string, UnderWay>();
  const loops: Promise<void>[] = [];
  let stopping = false;
  const keep = keepTrying(pollSeconds, () => stopping, warn);
  let tellTaken: (error: InputError) => void = () => undefined;
  const taken = new Promise<InputError>((resolve) => {
    tellTaken = resolve;
  });

  async function ensureQueue(
    name: string,
    { retries = 3, retrySeconds = 30 }: QueueOptions = {},
    again = false,
  ): Promise<void> {
    if (queues.has(name) && !again) return;
    const options: PgBoss.Queue = {
      name,
      policy: "short",
      retryLimit: retries,
      retryDelay: retrySeconds,
      retryBackoff: retrySeconds > 0,
      expireInHours: LONGEST_HOURS,
    };
    await boss.createQueue(name, options);
    if (again) await boss.updateQueue(name, options);
    queues.add(name);
  }

  async function settle(name: string, id: string, outcome: Outcome): Promise<void> {
    const options = { db: db.ours };
    if (outcome.state === "done") await boss.complete(name, id, outcome.summary ?? {}, options);
    else if (outcome.state === "failed") await boss.fail(name, id, { message: outcome.error.message }, options);
    else await putBack(store, name, id);
  }

  /** pg-boss takes every error here for two processes at the same job, and says that there is none. */
  async function fetchNext(name: string): Promise<PgBoss.JobWithMetadata<Details> | undefined> {
    const failed: unknown[] = [];
    const telling: PgBoss.Db = {
      executeSql: (text, values) =>
        db.ours.executeSql(text, values).catch((error: unknown) => {
          failed.push(error);
          throw error;
        }),
    };
    const [next] = await boss.fetch<Details>(name, { batchSize: 1, includeMetadata: true, db: telling });
    if (failed.length > 0 && (isServerGone(failed[0]) || store.taken() !== null)) throw failed[0];
    return next;
  }

  /** @returns whether there was one */
  async function doNext(name: string, handler: JobHandler): Promise<boolean> {
    const next = await fetchNext(name);
    if (next === undefined) return false;
    const controller = new AbortController();
    if (stopping) controller.abort();
    const { id, data, retryCount } = next;
    const attempt = { id, name, data: data ?? {}, attempt: retryCount + 1, signal: controller.signal };
    const over = runAttempt(store, now, handler, attempt, keep).then((outcome) =>
      keep(() => settle(name, id, outcome)),
    );
    underWay.set(id, { name, controller, over });
    try {
      await over;
    } finally {
      underWay.delete(id);
    }
    return true;
  }

  async function loop(name: string, handler: JobHandler): Promise<void> {
    let cutOff = false;
    while (!stopping) {
      const pause = wait(pollSeconds * 1000);
      wakers.set(name, pause.end);
      const found = await (async () => {
        if (cutOff) await takeBackOne(store, name);
        cutOff = false;
        return doNext(name, handler);
      })().catch((error: Error) => {
        const other = store.taken();
        if (other !== null) tellTaken(other);
        else if (!stopping && !cutOff) warn(`the job ${name}: ${error.message}`);
        cutOff ||= isServerGone(error);
        return false;
      });
      if (found || stopping) pause.end();
      await pause.over;
    }
  }

  async function send(name: string, data: Details = {}, key?: string): Promise<string | null> {
    if (stopping) throw new Error("the job queue is stopping");
    await ensureQueue(name);
    const id = await boss.send(name, data, { singletonKey: key ?? randomUUID(), db: db.ours });
    wakers.get(name)?.();
    return id;
  }

  async function sendOverdue(name: string, hours: number): Promise<void> {
    const [last] = await runsOf(store.db, { kind: name, limit: 1 });
    if (last !== undefined && now().getTime() - last.started_at.getTime() > hours * HOUR)
      await send(name, {}, "overdue");
  }

  async function putAllBack(): Promise<void> {
    for (const [id, { name }] of underWay) await putBack(store, name, id);
  }

  return {
    taken,
    work: async (name, handler, options) => {
      if (wakers.has(name)) throw new Error(`there is a handler of ${name} already`);
      await ensureQueue(name, options, true);
      loops.push(loop(name, handler));
    },
    send,
    putIn: async (given) => {
      for (const name of queuesOf(given)) await ensureQueue(name);
      await writeJobs(store, given);
    },
    schedule: async (
      name,
      cron,
      { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone, overdueHours } = {},
    ) => {
      await ensureQueue(name);
      await boss.schedule(name, cron, {}, { tz: timeZone }).catch((cause: Error) => {
        throw new InputError(`the schedule of ${name}, ${cron} (${timeZone}), cannot be read: ${cause.message}`, {
          cause,
        });
      });
      if (overdueHours !== undefined) await sendOverdue(name, overdueHours);
    },
    unschedule: (name) => boss.unschedule(name),
    schedules: async () => {
      const rows = await store.execute(`select name, cron, timezone from ${SCHEMA}.schedule order by name`);
      return rows.map(({ name, cron, timezone }) => ({
        name: String(name),
        cron: String(cron),
        timeZone: String(timezone),
      }));
    },
    stop: async ({ timeoutSeconds = 10 } = {}) => {
      if (stopping) return;
      stopping = true;
      for (const wake of wakers.values()) wake();
      for (const { controller } of underWay.values()) controller.abort();
      const patience = wait(timeoutSeconds * 1000);
      await Promise.race([Promise.allSettled(loops), patience.over]);
      patience.end();
      await boss.stop({ graceful: false });
      // Without the server they wait again after the next start all the same.
      await putAllBack().catch((error: Error) => warn(`the job queue: ${error.message}`));
      await db.close();
    },
  };
}
