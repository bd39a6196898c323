import { askedByRuns } from "../engine/workspace/asked-by.ts";
import { JOBS, jobKind } from "../engine/workspace/loop/names.ts";
import { changeSchedule, INTERVALS } from "../engine/workspace/loop/schedules.ts";
import { tellSchedules } from "../engine/workspace/loop/told-schedules.ts";
import { readReport, reportsOf, runOfReport } from "../engine/workspace/reports.ts";
import { runOf, runsPage } from "../engine/workspace/run-page.ts";
import { answerForApp } from "./app-words.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { job } from "./jobs.ts";
import { startLoopJob } from "./loop.ts";
import { offsetOf, paged, pageQuery } from "./paging.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const run = z
  .object({
    ...{ id: z.number().int(), kind: z.string(), state: z.enum(["running", "done", "failed", "interrupted"]) },
    ...{ by: z.string(), started_at: z.string(), finished_at: text, progress: z.number(), doing: text },
    ...{ attempt: z.number().int().nullable(), error: text, summary: z.record(z.string(), z.unknown()).nullable() },
  })
  .openapi("Run");
type Row = Awaited<ReturnType<typeof runOf>>;

const schedule = z.object({
  ...{ on: z.boolean(), every: z.enum(INTERVALS), day: z.number().int(), month: z.number().int(), at: z.string() },
});
const schedules = z
  .object({
    ...{ zone: z.string(), time_zone: text, refresh_on_alarm: z.boolean(), working: z.boolean() },
    jobs: z.array(
      z.object({
        ...{ job: z.enum(JOBS), does: z.string(), schedule, words: z.string(), next: text },
        last: z
          .object({ state: z.string(), started: z.string(), finished: text, attempt: z.number().int() })
          .nullable(),
      }),
    ),
  })
  .openapi("Schedules");
const wanted = z
  .strictObject({
    on: z.boolean(),
    every: z.enum(INTERVALS),
    day: z.number().int().min(1).max(28),
    month: z.number().int().min(1).max(12),
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time is HH:MM"),
  })
  .partial();
const report = z
  .object({
    ...{ name: z.string(), kind: z.string(), day: z.string(), run: z.number().int(), bytes: z.number().int() },
    asked_by: text,
  })
  .openapi("ReportKept");

function toldRun({ started_at, finished_at, job: _, ...one }: Row) {
  return {
    ...one,
    started_at: started_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
    summary: one.summary === null ? null : { ...one.summary },
  };
}

/** What ran, what is due, and what was written for people. */
export function runRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["runs"];

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/runs", tags, summary: "The run log, the newest first", ...needs("read") },
      request: {
        query: z.object({
          ...pageQuery(50, 500),
          kind: z.string().max(50).optional(),
          state: z.enum(["running", "done", "failed", "interrupted"]).optional(),
          all: z.stringbool().default(false).openapi({ description: "Also what a job did within itself" }),
        }),
      },
      responses: gives(pageOf(run)),
    }),
    async (c) => {
      const { kind = null, state = null, all, limit, ...given } = c.req.valid("query");
      const offset = offsetOf(given);
      const { items, total } = await runsPage(workspace, { kind, state, all, limit, offset });
      return c.json(paged(items.map(toldRun), total, offset), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/runs/{id}", tags, summary: "A line of the run log", ...needs("read") },
      request: { params: z.object({ id: z.string().regex(/^\d{1,9}$/, "a run has a number") }) },
      responses: gives(run),
    }),
    async (c) => c.json(toldRun(await runOf(workspace, Number(c.req.valid("param").id))), 200),
  );

  const toldSchedules = async () => {
    const { jobs, ...rest } = await tellSchedules(workspace, server.now());
    return {
      ...rest,
      working: server.working,
      jobs: jobs.map(({ last, ...one }) => ({
        ...one,
        last:
          last === null
            ? null
            : { ...last, started: last.started.toISOString(), finished: last.finished?.toISOString() ?? null },
      })),
    };
  };

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/schedules", tags, summary: "When what is due", ...needs("read") },
      responses: gives(schedules),
    }),
    async (c) => c.json(await toldSchedules(), 200),
  );

  app.openapi(
    createRoute({
      ...{ method: "put", path: "/api/schedules", tags, summary: "Change when; what is not said stays" },
      ...needs("write"),
      request: jsonBody(
        z.strictObject({
          time_zone: z.string().min(1).max(100).optional(),
          refresh_on_alarm: z.boolean().optional(),
          jobs: z.strictObject(Object.fromEntries(JOBS.map((name) => [name, wanted.optional()]))).optional(),
        }),
      ),
      responses: gives(schedules),
    }),
    async (c) => {
      const { time_zone: timeZone, refresh_on_alarm: refreshOnAlarm, jobs = {} } = c.req.valid("json");
      const effects = effectsFor(server, callerOf(c).name);
      const general = {
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(refreshOnAlarm === undefined ? {} : { refreshOnAlarm }),
      };
      if (Object.keys(general).length > 0) await changeSchedule(workspace, general, effects);
      for (const job of JOBS) {
        const said = Object.entries(jobs[job] ?? {}).filter(([, value]) => value !== undefined);
        if (said.length > 0) await changeSchedule(workspace, { job, schedule: Object.fromEntries(said) }, effects);
      }
      return c.json(await toldSchedules(), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/jobs/run/{job}", tags, summary: "Run a job of the loop now", ...needs("write") },
      request: { params: z.object({ job: z.enum(JOBS) }) },
      responses: accepts(job),
    }),
    (c) => {
      const { job: name } = c.req.valid("param");
      const waits = server.jobs.all().find((one) => one.kind === jobKind(name) && one.finished_at === null);
      if (waits !== undefined) throw new ApiError("conflict", `${name} is under way already: see job ${waits.id}`);
      return c.json(startLoopJob(server, name, callerOf(c).name), 202);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/reports", tags, summary: "What jobs wrote for people, the newest first" },
      ...needs("read"),
      request: { query: z.object({ ...pageQuery(50, 500), kind: z.string().max(50).optional() }) },
      responses: gives(pageOf(report)),
    }),
    async (c) => {
      const { kind, limit, ...given } = c.req.valid("query");
      const offset = offsetOf(given);
      const all = (await reportsOf(workspace)).filter((one) => kind === undefined || one.kind === kind);
      const shown = all.slice(offset, offset + limit);
      const by = await askedByRuns(
        workspace,
        shown.map(({ run }) => run),
      );
      const items = shown.map((one) => ({ ...one, asked_by: by.get(one.run) ?? null }));
      return c.json(paged(items, all.length, offset), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/reports/{name}", tags, summary: "A report, as a page or as JSON" },
      ...needs("read"),
      request: { params: z.object({ name: z.string().max(100) }) },
      responses: {
        200: {
          description: "The page, which runs no script; or its figures",
          content: { "text/html": { schema: z.string() }, "application/json": { schema: z.unknown() } },
        },
      },
    }),
    async (c) => {
      const { name } = c.req.valid("param");
      const found = await readReport(workspace, name);
      if (!name.endsWith(".json")) return c.body(found, 200, { "content-type": "text/html; charset=utf-8" }) as never;
      // Who asked stands in the run log alone, where an erasure finds it.
      const run = runOfReport(name);
      const asked_by = (await askedByRuns(workspace, [run])).get(run) ?? null;
      return c.json({ ...answerForApp(JSON.parse(found)), asked_by }, 200) as never;
    },
  );
  return app;
}
