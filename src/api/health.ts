import { VERSION } from "../engine/version.ts";
import { createRoute, gives, needs, open, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const health = z.object({ status: z.literal("ok"), version: z.string() }).openapi("Health");

/** Whether the server lives, whether its workspace answers, and its figures for Prometheus. */
export function healthRoutes({ workspace, metrics }: Server) {
  const app = routes();
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/health", tags: ["server"], summary: "The server lives", ...open },
      responses: gives(health),
    }),
    (c) => c.json({ status: "ok" as const, version: VERSION }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/ready", tags: ["server"], summary: "The workspace answers", ...open },
      responses: gives(health),
    }),
    async (c) => {
      await workspace.store.execute("select 1");
      return c.json({ status: "ok" as const, version: VERSION }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/metrics", tags: ["server"], summary: "Figures for Prometheus", ...needs("metrics") },
      responses: { 200: { description: "Text", content: { "text/plain": { schema: z.string() } } } },
    }),
    async (c) => c.text(await metrics.registry.metrics(), 200, { "content-type": metrics.registry.contentType }),
  );
  return app;
}
