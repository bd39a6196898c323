import { takeLeads } from "../engine/workspace/given-leads.ts";
import { effectsFor } from "./effects.ts";
import { callerOf, createRoute, gives, jsonBody, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const MOST = 1_000;
const lead = z.unknown().openapi({
  type: "object",
  description: "lead_id and one of email, website, company; title, country, lead_source, status, created_date",
});

/** People who came, as forms and programs tell it. */
export function leadRoutes(server: Server) {
  const app = routes();
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/leads", tags: ["leads"] },
      summary: "Keep leads, each with the score of its account; the same id twice is one lead",
      ...needs("write"),
      request: jsonBody(z.object({ leads: z.array(lead).min(1).max(MOST) })),
      responses: gives(
        z.object({
          ...{ accepted: z.number().int(), fresh: z.number().int(), stamped: z.record(z.string(), z.number().int()) },
          rejected: z.array(z.object({ index: z.number().int(), reason: z.string() })),
        }),
        "How many were kept, how many of these are new, which got a score by profile, and which were not kept",
      ),
    }),
    async (c) => {
      const effects = effectsFor(server, callerOf(c).name);
      const { accepted, fresh, stamped, rejected } = await takeLeads(
        server.workspace,
        c.req.valid("json").leads,
        effects,
      );
      return c.json({ accepted, fresh, stamped: { ...stamped }, rejected: [...rejected] }, 200);
    },
  );
  return app;
}
