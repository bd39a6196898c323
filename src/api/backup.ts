import { Readable } from "node:stream";
import { exportStream } from "../engine/workspace/export.ts";
import { effectsFor } from "./effects.ts";
import { callerOf, createRoute, gives, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

/** The whole workspace as one file, while everybody works on. */
export function backupRoutes(server: Server) {
  const app = routes();
  const { workspace, now } = server;
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/backup.tar.gz", tags: ["settings"], ...needs("admin") },
      summary: "The whole workspace as of this moment, with people's passwords and keys as hashes",
      responses: {
        ...gives(z.string()),
        200: {
          description: "What `openicp workspace restore` makes a workspace of",
          content: { "application/gzip": { schema: z.string().openapi({ format: "binary" }) } },
        },
      },
    }),
    async (c) => {
      const { bytes } = await exportStream(workspace, effectsFor(server, callerOf(c).name));
      const day = now().toISOString().slice(0, 10);
      return c.body(Readable.toWeb(bytes) as ReadableStream, 200, {
        "content-type": "application/gzip",
        "content-disposition": `attachment; filename="openicp-${day}.tar.gz"`,
      }) as never;
    },
  );
  return app;
}
