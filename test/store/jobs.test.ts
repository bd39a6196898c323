import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { eraseJobs } from "../../src/store/erase.ts";
import { type Job, runAttempt } from "../../src/store/job-run.ts";
import { type JobEffects, type Jobs, openJobs } from "../../src/store/jobs.ts";
import { plainError } from "../../src/store/plain-error.ts";
import { interruptRuns, runsOf, startRun } from "../../src/store/runs.ts";
import type { Store } from "../../src/store/store.ts";
import type { Details } from "../../src/store/tables/columns.ts";
import { onBothEngines } from "./engines.ts";

const NOW = new Date("2026-11-22T09:00:00Z");

/** Waits until it is so. */
async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await so()); await setTimeout(10))
    if (Date.now() > end) throw new Error(`not within 20 seconds: ${so}`);
}

/** Resolves when the job is told to stop. @param begun of the jobs that wait for it */
function told(job: Job, begun: string[]): Promise<void> {
  begun.push(job.name);
  return new Promise((resolve) => job.signal.addEventListener("abort", () => resolve()));
}

describe("jobs", () => {
  onBothEngines("jobs", (opened) => {
    const warnings: string[] = [];
    const effects: JobEffects = { now: () => NOW, warn: (text) => warnings.push(text), pollSeconds: 0.05 };
    const withJobs = async (work: (jobs: Jobs) => Promise<void>) => {
      const jobs = await openJobs(opened.store, effects);
      try {
        await work(jobs);
      } finally {
        await jobs.stop();
      }
    };
    const states = async (kind: string) =>
      (await runsOf(opened.store.db, { kind })).map(({ state }) => state).reverse();
    const queued = async (name: string) =>
      (await opened.store.execute("select state::text from openicp_jobs.job where name = $1", [name])).map(
        ({ state }) => state,
      );

    it("run with their data, tell their progress, and are in the run log", async () => {
      await withJobs(async (jobs) => {
        const seen: Details[] = [];
        await jobs.work("score", async (job) => {
          await job.progress(0.5, "half");
          seen.push({ data: job.data, attempt: job.attempt, log: await runsOf(opened.store.db, { state: "running" }) });
          return { accounts: 3 };
        });
        const id = await jobs.send("score", { icp: "main" });
        await until(async () => (await states("score"))[0] === "done");
        expect(seen).toMatchObject([
          { data: { icp: "main" }, attempt: 1, log: [{ kind: "score", progress: 0.5, doing: "half" }] },
        ]);
        expect(await runsOf(opened.store.db, { kind: "score" })).toMatchObject([
          {
            state: "done",
            job: id,
            by: "schedule",
            attempt: 1,
            started_at: NOW,
            finished_at: NOW,
            summary: { accounts: 3 },
          },
        ]);
        await until(async () => (await queued("score"))[0] === "completed");
        await expect(jobs.work("score", async () => undefined)).rejects.toThrow("a handler of score already");
      });
    });

    it("are tried again, and given up after their retries", async () => {
      await withJobs(async (jobs) => {
        const attempts: number[] = [];
        const handler = async (job: Job) => {
          attempts.push(job.attempt);
          throw new Error(`attempt ${job.attempt} of ${String(job.data.what)}`);
        };
        await jobs.work("flaky", handler, { retries: 2, retrySeconds: 0 });
        await jobs.send("flaky", { what: "it" });
        await until(async () => (await queued("flaky"))[0] === "failed");
        expect(attempts).toEqual([1, 2, 3]);
        expect((await runsOf(opened.store.db, { kind: "flaky" })).map(({ error }) => error)).toEqual([
          "attempt 3 of it",
          "attempt 2 of it",
          "attempt 1 of it",
        ]);
      });
    });

    it("of one key wait once, of one name run one at a time", async () => {
      await withJobs(async (jobs) => {
        expect(await jobs.send("once", { n: 1 }, "same")).not.toBeNull();
        expect(await jobs.send("once", { n: 2 }, "same")).toBeNull();
        expect(await jobs.send("once", { n: 3 }, "other")).not.toBeNull();
        expect(await jobs.send("once", { n: 4 })).not.toBeNull();
        expect(await jobs.send("once", { n: 5 })).not.toBeNull();
        let now = 0;
        const seen: (readonly [n: unknown, atOnce: number])[] = [];
        await jobs.work("once", async ({ data }) => {
          now++;
          await setTimeout(5);
          seen.push([data.n, now--]);
          return undefined;
        });
        await until(() => seen.length === 4);
        // Jobs that were sent within one millisecond have no order.
        expect(seen.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([1, 3, 4, 5].map((n) => [n, 1]));
      });
    });

    it("that are told to stop run again after the next start, and that attempt does not count", async () => {
      const begun: string[] = [];
      await withJobs(async (jobs) => {
        await jobs.work(
          "long",
          async (job) => {
            await told(job, begun);
            throw new Error("told to stop");
          },
          { retries: 0 },
        );
        await jobs.send("long", { n: 1 });
        await until(() => begun.length === 1);
      });
      expect(await states("long")).toEqual(["interrupted"]);
      expect(await queued("long")).toEqual(["retry"]);
      await withJobs(async (jobs) => {
        await jobs.work("long", async ({ data, attempt }) => ({ ...data, attempt }), { retries: 0 });
        await until(async () => (await states("long"))[1] === "done");
        expect((await runsOf(opened.store.db, { kind: "long" }))[0]?.summary).toEqual({ n: 1, attempt: 1 });
      });
    });

    it("that are told to stop before they begin are not begun", async () => {
      const controller = new AbortController();
      controller.abort();
      const handler = () => Promise.reject(new Error("begun"));
      const attempt = { id: randomUUID(), name: "early", data: {}, attempt: 1, signal: controller.signal };
      expect(await runAttempt(opened.store, () => NOW, handler, attempt)).toEqual({ state: "interrupted" });
      expect(await states("early")).toEqual(["interrupted"]);
    });

    it("that end well although told to stop are done; those that do not listen wait again", async () => {
      let free = () => {};
      const begun: string[] = [];
      const jobs = await openJobs(opened.store, effects);
      await jobs.work("ends", async (job) => {
        await told(job, begun);
        return { ended: true };
      });
      await jobs.work(
        "deaf",
        ({ name }) =>
          new Promise((resolve) => {
            begun.push(name);
            free = () => resolve(undefined);
          }),
      );
      await jobs.send("ends");
      await jobs.send("deaf");
      await until(() => begun.length === 2);
      await jobs.stop({ timeoutSeconds: 0.2 });
      expect(await states("ends")).toEqual(["done"]);
      expect(await queued("ends")).toEqual(["completed"]);
      expect(await queued("deaf")).toEqual(["retry"]);
      free();
      await until(async () => (await states("deaf"))[0] !== "running");
      await expect(jobs.send("ends")).rejects.toThrow("is stopping");
    });

    it("that were handed over as the connection broke are done all the same, and that does not count", async () => {
      let broken = 0;
      const breaking: Store = {
        ...opened.store,
        db: opened.store.db,
        execute: async (text, values) => {
          const rows = await opened.store.execute(text, values);
          if (broken > 0 || rows.length === 0 || !/state = 'active'/i.test(text)) return rows;
          broken++;
          throw plainError(new Error("Connection terminated unexpectedly"), "unknown");
        },
      };
      const told: string[] = [];
      const jobs = await openJobs(breaking, { ...effects, warn: (text) => told.push(text) });
      await jobs.send("handed", { n: 1 });
      await jobs.work("handed", async ({ attempt }) => ({ attempt }));
      await until(async () => (await states("handed"))[0] === "done");
      await jobs.stop();
      expect(broken).toBe(1);
      expect(told).toEqual([expect.stringMatching(/^the job handed: PostgreSQL went away/)]);
      expect((await runsOf(opened.store.db, { kind: "handed" })).map(({ summary }) => summary)).toEqual([
        { attempt: 1 },
      ]);
    });

    it("of a process that died run again after the store is opened again", async () => {
      const dead = await openJobs(opened.store, effects);
      await dead.send("orphan", { n: 7 });
      await dead.stop();
      // What is left behind when a process is killed while it has the job.
      await opened.store.execute(
        "update openicp_jobs.job set state = 'active', started_on = now() where name = 'orphan'",
      );
      await startRun(opened.store.db, { kind: "orphan", by: "schedule", at: NOW });
      const store = await opened.reopen();
      expect(await interruptRuns(store.db, NOW)).toHaveLength(1);
      await withJobs(async (jobs) => {
        await jobs.work("orphan", async ({ data, attempt }) => ({ ...data, attempt }));
        await until(async () => (await states("orphan"))[1] === "done");
        expect((await runsOf(store.db, { kind: "orphan" }))[0]?.summary).toEqual({ n: 7, attempt: 2 });
      });
    });

    it("that name who is erased go; a word within another word is no name", async () => {
      await withJobs(async (jobs) => {
        await jobs.send("told", { who: "Al" });
        await jobs.send("told", { who: "also" });
        expect(await opened.store.transaction((tx) => eraseJobs(tx, ["al"]))).toBe(1);
        const left = await opened.store.execute("select data from openicp_jobs.job where name = 'told'");
        expect(left.map(({ data }) => (typeof data === "string" ? JSON.parse(data) : data))).toEqual([{ who: "also" }]);
      });
    });

    it("have schedules that stay, in the machine's time zone or another, and are made up for when overdue", async () => {
      await withJobs(async (jobs) => {
        await jobs.schedule("drift", "0 6 1 * *", { timeZone: "Europe/Berlin" });
        await jobs.schedule("nightly", "0 2 * * *", { overdueHours: 30 });
        await jobs.schedule("gone", "0 2 * * *");
        await jobs.unschedule("gone");
        await expect(jobs.schedule("bad", "at night")).rejects.toThrow("the schedule of bad, at night (");
        expect(await queued("nightly")).toEqual([]);
      });
      const before = new Date(NOW.getTime() - 31 * 3_600_000);
      await startRun(opened.store.db, { kind: "nightly", by: "schedule", at: before });
      await withJobs(async (jobs) => {
        const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        expect(await jobs.schedules()).toEqual([
          { name: "drift", cron: "0 6 1 * *", timeZone: "Europe/Berlin" },
          { name: "nightly", cron: "0 2 * * *", timeZone },
        ]);
        await jobs.schedule("nightly", "0 2 * * *", { overdueHours: 30 });
        await jobs.schedule("nightly", "0 2 * * *", { overdueHours: 30 });
        expect(await queued("nightly")).toEqual(["created"]);
      });
    });

    it("are begun by their schedule, and the upkeep goes without a complaint", async () => {
      // The clock of the schedule looks every half minute; here it is told that it never looked.
      await opened.store.execute("update openicp_jobs.version set cron_on = null, maintained_on = null");
      await withJobs(async (jobs) => {
        await jobs.schedule("minutely", "* * * * *", { timeZone: "UTC" });
        await until(
          async () =>
            (await opened.store.execute("select 1 from openicp_jobs.schedule where name = 'minutely'")).length === 1,
        );
      });
      await opened.store.execute("update openicp_jobs.version set cron_on = null");
      await withJobs(async (jobs) => {
        let ran = 0;
        await jobs.work("minutely", async () => {
          ran++;
          return undefined;
        });
        await until(() => ran > 0);
      });
      expect(warnings).toEqual([]);
    });
  });
});
