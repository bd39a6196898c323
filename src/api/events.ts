import { takeEvents } from "../engine/workspace/given-events.ts";
import { effectsFor } from "./effects.ts";
import { callerOf, createRoute, gives, jsonBody, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const MOST = 10_000;
const event = z.unknown().openapi({
  type: "object",
  description: "event_id, type, occurred_at and one of account_id, domain, email; or as Segment sends it",
});

/** What happened at accounts, as programs tell it. */
export function eventRoutes(server: Server) {
  const app = routes();
  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/events",
        tags: ["events"],
        summary: "Keep events; the same id twice is one event",
      },
      ...needs("write"),
      request: jsonBody(
        z.union([
          z.object({ batch: z.array(event).min(1).max(MOST) }),
          z.object({ events: z.array(event).min(1).max(MOST) }),
        ]),
      ),
      responses: gives(
        z.object({
          ...{ accepted: z.number().int(), fresh: z.number().int() },
          rejected: z.array(z.object({ index: z.number().int(), reason: z.string() })),
        }),
        "How many were kept, how many of these are new, and which were not",
      ),
    }),
    async (c) => {
      const given = c.req.valid("json");
      const events = "events" in given ? given.events : given.batch;
      const { accepted, fresh, rejected } = await takeEvents(
        server.workspace,
        events,
        effectsFor(server, callerOf(c).name),
      );
      return c.json({ accepted, fresh, rejected: [...rejected] }, 200);
    },
  );
  return app;
}
