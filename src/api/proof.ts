import { defaultBuild } from "../engine/workspace/default-build.ts";
import { latestValidation, runValidation, WAYS } from "../engine/workspace/kept-validation.ts";
import { type LatestLook, latestLook } from "../engine/workspace/latest-look.ts";
import { reviewWorkspace } from "../engine/workspace/review.ts";
import { answerForApp } from "./app-words.ts";
import { takesBeliefs } from "./declared.ts";
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
const found = z.record(z.string(), z.unknown()).nullable();
const newer = z
  .object({ import: z.number().int(), at: z.string(), file: z.string() })
  .nullable()
  .openapi({ description: "The newest import since that brought something" });
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
      const begun = jobs.start("validate", by, (tools) =>
        runValidation(workspace, { icp: line, by: way, against }, server.pages, effectsFor(server, by, tools)),
      );
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/icp/validation",
        tags,
        summary: "What the newest validation found, of which version, and what was imported since",
        ...needs("read"),
      },
      request: { query: lineQuery.extend({ by: z.enum(WAYS).optional() }) },
      responses: gives(z.object({ result: found, in_force: z.number().int().nullable(), newer })),
    }),
    async (c) => {
      const { line, by } = c.req.valid("query");
      const told = await latestValidation(workspace, line, by ?? null);
      const result = told === null ? null : answerForApp({ ...told.result });
      return c.json({ result, in_force: told?.in_force ?? null, newer: told?.newer ?? null }, 200);
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
            beliefs: takesBeliefs,
          }),
        ),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { keep, why, resampling, beliefs } = c.req.valid("json");
      const by = callerOf(c).name;
      const begun = jobs.start("review", by, async (tools) => {
        const request = { icp, build: defaultBuild(SEED, resampling), typed: {}, keep, why, withoutBeliefs: !beliefs };
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
