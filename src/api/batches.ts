import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { auditGiven, filterGiven } from "../engine/workspace/given-batch.ts";
import { passingFolder } from "../engine/workspace/passing-folder.ts";
import { batchName } from "./batch-name.ts";
import { bodyToFile } from "./body-to-file.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { asJson, callerOf, createRoute, gives, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

/** Bytes of a batch. */
const MOST = 200_000_000;
/** Batches that are read at once. */
const AT_ONCE = 2;
/** Filtered batches that wait to be fetched, and for how long, in ms. */
const KEPT = 20;
const KEPT_FOR = 3_600_000;

const asked = lineQuery.extend({
  version: z.string().min(1).max(100).optional(),
  name: batchName("batch.csv"),
});
const file = {
  body: {
    required: true,
    content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
  },
};
const summary = z.record(z.string(), z.unknown());

interface Kept {
  readonly folder: string;
  remove(): Promise<void>;
  readonly until: number;
}

/** Batches that are sent: filtered, and held against the profile. */
export function batchRoutes(server: Server) {
  const app = routes();
  const { workspace, now } = server;
  const tags = ["batches"];
  const kept = new Map<string, Kept>();
  let reading = 0;

  const forgetOld = async (): Promise<void> => {
    const ids = [...kept].filter(([, { until }], i) => until < now().getTime() || i < kept.size - KEPT);
    for (const [id, { remove }] of ids) {
      kept.delete(id);
      await remove();
    }
  };
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (reading >= AT_ONCE) throw new ApiError("busy", "other batches are being read: try again in a minute");
    reading++;
    try {
      return await work();
    } finally {
      reading--;
    }
  };

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/filter", tags, summary: "An outbound batch minus those not to touch" },
      ...needs("read"),
      request: {
        query: asked.extend({
          below: z.coerce.number().int().min(0).max(100).optional(),
          readmit_churned: z.stringbool().default(false),
        }),
        ...file,
      },
      responses: gives(
        z.object({ id: z.string(), keep: z.string(), drop: z.string(), summary }),
        "Addresses of the two files, for an hour, and what was dropped for which reason",
      ),
    }),
    (c) =>
      inTurn(async () => {
        const { line: icp, version, name, below, readmit_churned: readmitChurned } = c.req.valid("query");
        const { body } = c.req.raw;
        if (body === null) throw new ApiError("invalid", "send the batch as the body");
        const folder = await passingFolder(workspace);
        try {
          const path = join(folder.path, name);
          await bodyToFile(body, path, MOST);
          const files = { keep: join(folder.path, "keep.out.csv"), drop: join(folder.path, "drop.out.csv") };
          const request = { ...files, icp, version: version ?? null, path, below: below ?? null, readmitChurned };
          const effects = effectsFor(server, callerOf(c).name, { signal: c.req.raw.signal });
          const { written: _, ...found } = await filterGiven(workspace, request, effects);
          const id = folder.path.split("given-").at(-1)!;
          kept.set(id, { folder: folder.path, remove: folder.remove, until: now().getTime() + KEPT_FOR });
          await forgetOld();
          const at = `/api/filter/${id}`;
          return c.json({ id, keep: `${at}/keep.csv`, drop: `${at}/drop.csv`, summary: asJson(found) }, 200);
        } catch (error) {
          await folder.remove();
          throw error;
        }
      }),
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/filter/{id}/{which}", tags, summary: "The rows kept, or dropped with reasons" },
      ...needs("read"),
      request: { params: z.object({ id: z.string().max(100), which: z.enum(["keep.csv", "drop.csv"]) }) },
      responses: { ...gives(summary), 200: { description: "CSV", content: { "text/csv": { schema: z.string() } } } },
    }),
    (c) => {
      const { id, which } = c.req.valid("param");
      const found = kept.get(id);
      // An erasure takes them away before their time.
      if (found === undefined || found.until < now().getTime() || !existsSync(found.folder))
        throw new ApiError("not_found", "there is no such filtered batch any more: filter it again");
      const stream = createReadStream(join(found.folder, which.replace(".csv", ".out.csv")));
      return c.body(Readable.toWeb(stream) as ReadableStream, 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${which}"`,
      }) as never;
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/audit",
        tags,
        summary: "A list held against the profile; empty: the open deals",
      },
      ...needs("read"),
      request: {
        query: asked.extend({ by: z.string().min(1).max(200).optional() }),
        body: { ...file.body, required: false },
      },
      responses: gives(summary, "Rows, money and wins by level"),
    }),
    (c) =>
      inTurn(async () => {
        const { line: icp, version, name, by } = c.req.valid("query");
        const { body } = c.req.raw;
        const folder = await passingFolder(workspace);
        try {
          const path = join(folder.path, name);
          const bytes = body === null ? 0 : await bodyToFile(body, path, MOST);
          const request = { icp, version: version ?? null, path: bytes === 0 ? null : path, by: by ?? null };
          const effects = effectsFor(server, callerOf(c).name, { signal: c.req.raw.signal });
          return c.json(asJson(await auditGiven(workspace, request, effects)), 200);
        } finally {
          await folder.remove();
        }
      }),
  );
  return app;
}
