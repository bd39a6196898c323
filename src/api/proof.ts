import { defaultBuild } from "../engine/workspace/default-build.ts";
import { type LatestLook, latestLook } from "../engine/workspace/latest-look.ts";
import { reviewWorkspace, validateInForce } from "../engine/workspace/review.ts";
import { validateStamps } from "../engine/workspace/validate-stamps.ts";
import { answerForApp } from "./app-words.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { job } from "./jobs.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const look = z
  .object({
    ...{ run: z.number().int(), at: z.string(), by: z.string(), report: text },
    ...{ summary: z.record(z.string(), z.unknown()), figures: z.unknown() },
  })
  .openapi("Look");
const WAYS = ["deals", "stamps"] as const;
const SEED = 1;

function shown({ at, summary, ...rest }: LatestLook) {
  return { ...rest, at: at.toISOString(), summary: { ...summary } };
}

/** Whether the profile in force keeps its promises, whether the world has moved, and the pack for the quarterly meeting. */
export function proofRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs } = server;
  const tags = ["proof"];

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/icp/validate",
        tags,
        summary: "Hold the profile in force against newer deals, or live, by the scores that opportunities carry",
        ...needs("write"),
      },
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            by: z.enum(WAYS).default("deals"),
            against: z.string().trim().min(1).max(500).nullable().default(null).openapi({
              description: "The column of a score that deals or accounts have already, or COLUMN=A|B|C, best first",
            }),
          }),
        ),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line } = c.req.valid("query");
      const { by: way, against } = c.req.valid("json");
      if (way === "stamps" && against !== null)
        throw new ApiError("invalid", "another score is held against deals: leave out against, or ask by deals");
      const by = callerOf(c).name;
      const begun = jobs.start("validate", by, async (tools) => {
        const effects = effectsFor(server, by, tools);
        const found =
          way === "stamps"
            ? await validateStamps(workspace, line, effects)
            : await validateInForce(workspace, line, effects, against);
        const { facts: _, said: __, ...result } = found;
        // Worded here, so that the app says what the command line says.
        return { line, by: way, at: effects.now().toISOString(), ...result, report: server.pages.validation(found) };
      });
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/icp/validation",
        tags,
        summary: "What the newest validation found, since the server started",
        ...needs("read"),
      },
      request: { query: lineQuery.extend({ by: z.enum(WAYS).optional() }) },
      responses: gives(z.object({ result: z.record(z.string(), z.unknown()).nullable() })),
    }),
    (c) => {
      const { line, by } = c.req.valid("query");
      const results = jobs
        .all()
        .filter(({ kind, state }) => kind === "validate" && state === "done")
        .map(({ result }) => result as Record<string, unknown>);
      const found = results.find((one) => one.line === line && (by === undefined || one.by === by));
      return c.json({ result: found ?? null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/icp/review", tags, summary: "The pack for the quarterly meeting" },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            keep: z.boolean().default(false).openapi({ description: "Keep a candidate that is not proposed" }),
            why: z.string().trim().max(2000).nullable().default(null),
            resampling: z.boolean().default(true),
          }),
        ),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { keep, why, resampling } = c.req.valid("json");
      const by = callerOf(c).name;
      const begun = jobs.start("review", by, async (tools) => {
        const request = { icp, build: defaultBuild(SEED, resampling), typed: {}, keep, why };
        const effects = effectsFor(server, by, tools);
        const { run, number, draft, report, notes, result } = await reviewWorkspace(
          workspace,
          request,
          server.pages,
          effects,
        );
        const { verdict, n } = result.contest;
        return { run, number, draft, notes, verdict, n, newer: result.newer, report: report.split("/").at(-1) };
      });
      return c.json(begun, 202);
    },
  );

  for (const [kind, path, summary] of [
    ["drift", "/api/icp/drift", "The newest look whether the world has moved"],
    ["refresh", "/api/icp/candidate", "The newest candidate, held against the version in force"],
  ] as const)
    app.openapi(
      createRoute({
        ...{ method: "get", path, tags, summary, ...needs("read") },
        request: { query: lineQuery },
        responses: gives(look),
      }),
      async (c) => {
        const found = await latestLook(workspace, c.req.valid("query").line, kind);
        if (found === null) throw new ApiError("not_found", `${kind} has not run for this profile yet`);
        return c.json(answerForApp(shown(found)), 200);
      },
    );
  return app;
}
