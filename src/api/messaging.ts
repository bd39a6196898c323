import { keptMessaging, writeCopyBlock } from "../engine/workspace/messaging.ts";
import { effectsFor } from "./effects.ts";
import { callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const told = z
  .object({ blocks: z.record(z.string(), z.object({ text: z.string(), at: z.string(), by: z.string() })) })
  .openapi("Messaging");

/** What marketing writes for each kind of company. */
export function messagingRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["messaging"];
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/messaging", tags, summary: "Texts by segment and part", ...needs("read") },
      request: { query: lineQuery },
      responses: gives(told),
    }),
    async (c) => c.json({ blocks: { ...(await keptMessaging(workspace, c.req.valid("query").line)) } }, 200),
  );
  app.openapi(
    createRoute({
      ...{
        method: "put",
        path: "/api/icp/messaging",
        tags,
        summary: "Write one; an empty one goes",
        ...needs("write"),
      },
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            place: z.string().min(1).max(300).openapi({ description: "`segment/part`" }),
            text: z.string().max(5000),
          }),
        ),
      },
      responses: gives(told),
    }),
    async (c) => {
      const request = { icp: c.req.valid("query").line, ...c.req.valid("json") };
      const blocks = await writeCopyBlock(workspace, request, effectsFor(server, callerOf(c).name));
      return c.json({ blocks: { ...blocks } }, 200);
    },
  );
  return app;
}
