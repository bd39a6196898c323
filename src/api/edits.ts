import { decideVersion, editVersion } from "../engine/workspace/edit.ts";
import { effectsFor } from "./effects.ts";
import { job } from "./jobs.ts";
import { accepts, callerOf, createRoute, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const attribute = z.string().min(1).max(200);
const why = z.string().trim().max(2000).nullable().default(null);
const version = z.string().min(1).max(100).nullable().default(null).openapi({ description: "Null: the one in force" });
const points = z.number().int().min(0).max(100);
const SEED = 1;

/** A version as people set it by hand: a draft that keeps its effect on what the workspace holds. */
export function editRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs } = server;
  const tags = ["decisions"];

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/icp/edit",
        tags,
        summary: "Weights, points and levels, as a draft with its effect",
      },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            ...{ version, why },
            weights: z
              .array(z.strictObject({ attribute, weight: points }))
              .max(200)
              .default([])
              .openapi({ description: "0 takes an attribute out; the others share the rest" }),
            points: z
              .array(z.strictObject({ attribute, band: z.string().min(1).max(500), points }))
              .max(1000)
              .default([]),
            levels: z.strictObject({ high: points, medium: points }).nullable().default(null),
            top: z.number().int().min(0).max(1000).default(10),
          }),
        ),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { version, why, weights, points, levels, top } = c.req.valid("json");
      const wishes = {
        weights: weights.map((one) => `${one.attribute}=${one.weight}`),
        points: points.map((one) => `${one.attribute}:${one.band}=${one.points}`),
        levels,
      };
      const by = callerOf(c).name;
      const begun = jobs.start("edit", by, async (tools) => {
        const asked = { icp, version, why, seed: SEED, typed: {}, wishes, top };
        const { result, draft, from } = await editVersion(workspace, asked, effectsFor(server, by, tools));
        return { from, draft, effect: result.document.edited, moves: result.moves, warnings: result.warnings };
      });
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/icp/disqualifiers/{id}",
        tags,
        summary: "Confirm a disqualifier, or reject it: a draft that keeps whom that leaves out",
        ...needs("write"),
      },
      request: {
        params: z.object({ id: z.string().min(1).max(200) }),
        query: lineQuery,
        ...jsonBody(z.strictObject({ ...{ version, why }, status: z.enum(["confirmed", "rejected"]) })),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { version, why, status } = c.req.valid("json");
      const { id } = c.req.valid("param");
      const by = callerOf(c).name;
      const begun = jobs.start("decide", by, async (tools) => {
        const rules = { confirm: status === "confirmed" ? [id] : [], reject: status === "rejected" ? [id] : [] };
        const asked = { icp, version, why, seed: SEED, typed: {}, ...rules };
        const { result, draft, from } = await decideVersion(workspace, asked, effectsFor(server, by, tools));
        return { from, draft, decisions: result.decisions };
      });
      return c.json(begun, 202);
    },
  );
  return app;
}
