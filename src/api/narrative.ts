import { putNarrative, type ToldNarrative, tellNarrative } from "../engine/workspace/narrative.ts";
import { effectsFor } from "./effects.ts";
import { callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const told = z
  .object({
    narrative: z
      .object({
        ...{ text: z.string(), owner: z.string(), review_date: text, written_at: z.string(), written_by: z.string() },
      })
      .nullable(),
    contradictions: z.array(z.object({ attribute: z.string(), named: z.string(), sentence: z.string() })),
    due: z.boolean(),
    before: z.number().int(),
  })
  .openapi("Narrative");

function shown({ narrative, contradictions, due, before }: ToldNarrative) {
  return {
    narrative:
      narrative === null
        ? null
        : {
            ...{ text: narrative.text, owner: narrative.owner, review_date: narrative.review_date },
            ...{ written_at: narrative.written_at.toISOString(), written_by: narrative.written_by },
          },
    ...{ contradictions: [...contradictions], due, before },
  };
}

/** Why such a company buys, in words, and where the scorecard in force says something else. */
export function narrativeRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["decisions"];
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/narrative", tags, summary: "The narrative that holds", ...needs("read") },
      request: { query: lineQuery },
      responses: gives(told),
    }),
    async (c) => c.json(shown(await tellNarrative(workspace, c.req.valid("query").line, server.now())), 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "put", path: "/api/icp/narrative", tags, summary: "Write it; what was written before is kept" },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            text: z.string().trim().min(1).max(20_000),
            owner: z.string().trim().min(1).max(200).nullable().default(null),
            review_date: z.iso.date().nullable().default(null),
          }),
        ),
      },
      responses: gives(told),
    }),
    async (c) => {
      const { review_date: reviewDate, ...rest } = c.req.valid("json");
      const request = { icp: c.req.valid("query").line, ...rest, reviewDate };
      return c.json(shown(await putNarrative(workspace, request, effectsFor(server, callerOf(c).name))), 200);
    },
  );
  return app;
}
