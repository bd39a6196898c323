import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { ApiError } from "./errors.ts";
import type { Env } from "./server.ts";

/** A year: the names of these files hold a hash of what is in them. */
const FOREVER = "public, max-age=31536000, immutable";

/** Serves the app: its files by name, and its first page for every address that is a place within it. */
export function serveApp(app: OpenAPIHono<Env>, folder: string): void {
  const index = join(folder, "index.html");
  if (!existsSync(index)) {
    app.get("*", () => {
      throw new ApiError("not_found", "the app is not built: npm run build, then start the server again");
    });
    return;
  }
  app.use("/assets/*", async (c, next) => {
    await next();
    if (c.res.ok) c.header("cache-control", FOREVER);
  });
  app.use("/assets/*", serveStatic({ root: folder }));
  app.get("/assets/*", () => {
    throw new ApiError("not_found", "there is no such file: the app was built anew; load the page again");
  });
  app.use("/:file{[a-z0-9-]+\\.(svg|ico|png|webmanifest|txt)}", serveStatic({ root: folder }));
  app.get("*", async (c) => {
    c.header("cache-control", "no-cache");
    return c.html(await readFile(index, "utf8"));
  });
}
