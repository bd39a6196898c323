import { Readable } from "node:stream";
import type { Context } from "hono";
import { LIST_FORMATS, type ListFormat, openListExport } from "../engine/workspace/list/open-export.ts";
import { requireList } from "../engine/workspace/tell-list.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { callerOf, createRoute, gives, lineQuery, needs, routes, z } from "./route.ts";
import type { Env, Server } from "./server.ts";

const named = z.object({ name: z.string().trim().min(1).max(100) });

/** A name for a file that somebody keeps: signs that every system and header takes. */
function fileName(name: string, ending: string): string {
  return `${name.replace(/[^\w.-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "") || "list"}${ending}`;
}

/** Files that are made ready at once. */
const AT_ONCE = 3;

/** Lists as files: a table, what a CRM takes back, or the settings by which a tool finds more such companies. */
export function listExportRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["lists"];
  let writing = 0;
  const taken = async (
    c: Context<Env>,
    found: Awaited<ReturnType<typeof requireList>>,
    format: ListFormat,
  ): Promise<Response> => {
    const effects = effectsFor(server, callerOf(c).name, { signal: c.req.raw.signal });
    if (writing >= AT_ONCE) throw new ApiError("busy", "other files are being written: try again in a minute");
    writing++;
    const opened = openListExport(workspace, found, format, effects);
    const { ending, type, pieces, crm } = await opened.finally(() => writing--);
    const bytes = Readable.from(pieces).map((piece: string | Uint8Array) => Buffer.from(piece as string));
    return c.body(Readable.toWeb(bytes) as ReadableStream, 200, {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${fileName(found.name, ending)}"`,
      ...(crm === null ? {} : { "x-openicp-export": JSON.stringify(crm) }),
    });
  };
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/lists/{name}/export", tags, ...needs("read") },
      summary: "A list as a table, a file that a CRM takes back, or the settings by which a tool finds such companies",
      request: { params: named, query: lineQuery.extend({ format: z.enum(LIST_FORMATS).default("csv") }) },
      responses: {
        ...gives(z.string()),
        200: {
          description: "The file; the header x-openicp-export counts who is not in the one for a CRM, and why",
          content: { "text/csv": { schema: z.string() }, "text/plain": { schema: z.string() } },
        },
      },
    }),
    async (c) => {
      const { line, format } = c.req.valid("query");
      return (await taken(c, await requireList(workspace, line, c.req.valid("param").name), format)) as never;
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/lists/{name}/export.csv", tags, ...needs("read") },
      summary: "A list as CSV; no cell is a formula to a spreadsheet",
      request: { params: named, query: lineQuery },
      responses: { 200: { description: "CSV", content: { "text/csv": { schema: z.string() } } } },
    }),
    async (c) => {
      const found = await requireList(workspace, c.req.valid("query").line, c.req.valid("param").name);
      return (await taken(c, found, "csv")) as never;
    },
  );
  return app;
}
