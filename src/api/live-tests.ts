import { join } from "node:path";
import { testsOf } from "../engine/workspace/live/kept-tests.ts";
import { lookAtTest, looksOf, type WordedLook } from "../engine/workspace/live/look.ts";
import { endTest, planTest, startTest } from "../engine/workspace/live/set-up.ts";
import { passingFolder } from "../engine/workspace/passing-folder.ts";
import { requireList } from "../engine/workspace/tell-list.ts";
import { batchName } from "./batch-name.ts";
import { bodyToFile } from "./body-to-file.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { job } from "./jobs.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, lineQuery, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

/** Bytes of a file of outcomes. */
const MOST = 200_000_000;
/** Files that are read at once. */
const AT_ONCE = 2;

const text = z.string().nullable();
const count = z.number().int();
const rate = z.number().min(0).max(1);
const outcome = z.enum(["open", "reply", "meeting", "opportunity", "win"]);
const sides = z.object({ list: count, control: count });
const test = z
  .object({
    ...{ id: z.string(), list: z.string(), list_id: count, outcome, usual: rate, since: z.string(), until: z.string() },
    ...{ started_at: z.string(), ended_at: text, sides, smallest: rate.nullable() },
  })
  .openapi("LiveTest");
const look = z
  .object({
    state: z.enum(["too early", "better", "worse", "no difference", "not told"]),
    ...{ test: z.string(), said: z.string(), run: count, at: z.string(), asked_by: z.string(), file: text },
    ...{ import: count, newer: z.object({ import: count, at: z.string(), file: z.string() }).nullable() },
    report: z.unknown(),
  })
  .openapi("LiveLook");
const plan = z
  .object({
    ...{ list: z.string(), outcome, usual: rate, sides, smallest: rate.nullable(), difference: rate.nullable() },
    ...{ control_needed: count.nullable(), each_needed: count.nullable() },
  })
  .openapi("LiveTestPlan");
const named = z.object({ id: z.string().max(100) });
const list = z.string().trim().min(1).max(100);
const usual = z.coerce.number().min(0.0001).max(0.95);

/** Whether a list does better than the control beside it: set up before it begins, looked at as often as one likes. */
export function liveTestRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs, pages } = server;
  const { db } = workspace.store;
  const tags = ["proof"];
  let reading = 0;

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/live-tests",
        tags,
        summary: "Live tests, the newest first, each with how it stands",
      },
      ...needs("read"),
      request: { query: lineQuery },
      responses: gives(pageOf(test.extend({ looks: z.array(look) }))),
    }),
    async (c) => {
      const { line } = c.req.valid("query");
      const tests = (await testsOf(db, line)).toReversed();
      const items = [];
      for (const one of tests) items.push({ ...one, looks: [...(await looksOf(workspace, line, one.id))] as Look[] });
      return c.json({ items, total: items.length, next: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/live-tests/plan", tags, summary: "What a test of a list could show" },
      ...needs("read"),
      request: {
        query: lineQuery.extend({
          ...{ list, outcome: outcome.default("opportunity"), usual: usual.optional() },
          difference: z.coerce.number().min(0.001).max(1).optional(),
        }),
      },
      responses: gives(
        plan,
        "Four times in five, by Fleiss, Levin and Paik 2003, with limits for looking as often as one likes",
      ),
    }),
    async (c) => {
      const { line, list: name, outcome: by, usual: said = null, difference = null } = c.req.valid("query");
      const found = await requireList(workspace, line, name);
      return c.json(await planTest(workspace, found, { outcome: by, usual: said, difference }), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/live-tests",
        tags,
        summary: "Begin a test of a list, which is frozen with that",
      },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            ...{ list, outcome: outcome.default("opportunity"), usual: usual.nullable().default(null) },
            since: z.iso.date().nullable().default(null).openapi({ description: "The first day that counts; today" }),
            until: z.iso.date().openapi({ description: "The last day, said before it begins" }),
          }),
        ),
      },
      responses: gives(test),
    }),
    async (c) => {
      const { line: icp } = c.req.valid("query");
      const { list: name, ...said } = c.req.valid("json");
      const found = await requireList(workspace, icp, name);
      return c.json(await startTest(workspace, found, { icp, ...said }, effectsFor(server, callerOf(c).name)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/live-tests/{id}/look", tags, ...needs("write") },
      summary: "How it stands by the deals of the workspace",
      request: { params: named, query: lineQuery },
      responses: accepts(job),
    }),
    (c) => {
      const by = callerOf(c).name;
      const asked = { icp: c.req.valid("query").line, id: c.req.valid("param").id, given: null };
      const begun = jobs.start("live-test", by, (tools) =>
        lookAtTest(workspace, asked, pages, effectsFor(server, by, tools)),
      );
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/live-tests/{id}/outcomes", tags, ...needs("write") },
      summary: "How it stands by a file: a column for each outcome, a log, or an export of deals",
      request: {
        params: named,
        query: lineQuery.extend({ name: batchName("outcomes.csv") }),
        body: {
          required: true,
          content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
        },
      },
      responses: gives(look),
    }),
    async (c) => {
      const { line: icp, name } = c.req.valid("query");
      const { body } = c.req.raw;
      if (body === null) throw new ApiError("invalid", "send the file as the body");
      if (reading >= AT_ONCE) throw new ApiError("busy", "other files are being read: try again in a minute");
      reading++;
      const folder = await passingFolder(workspace);
      try {
        const path = join(folder.path, name);
        await bodyToFile(body, path, MOST);
        const asked = { icp, id: c.req.valid("param").id, given: { path, name } };
        const effects = effectsFor(server, callerOf(c).name, { signal: c.req.raw.signal });
        return c.json((await lookAtTest(workspace, asked, pages, effects)) as Look, 200);
      } finally {
        reading--;
        await folder.remove();
      }
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/live-tests/{id}/end", tags, ...needs("write") },
      summary: "End a test; what was found stands",
      request: { params: named, query: lineQuery },
      responses: gives(test),
    }),
    async (c) => {
      const { line } = c.req.valid("query");
      const effects = effectsFor(server, callerOf(c).name);
      return c.json(await endTest(workspace, line, c.req.valid("param").id, effects), 200);
    },
  );
  return app;
}

type Look = z.output<typeof look> & WordedLook;
