import type { IncomingMessage } from "node:http";
import { type Brought, bringIn } from "../engine/workspace/bring-in.ts";
import type { ImportSummary } from "../engine/workspace/import.ts";
import { importLog, rejectionsOf } from "../engine/workspace/import-log.ts";
import { askTogether } from "../engine/workspace/look-at-file.ts";
import {
  dropFile,
  dropUpload,
  openUpload,
  readUpload,
  receiveFile,
  type Upload,
  uploadedPath,
  uploadsOf,
} from "../engine/workspace/uploads.ts";
import { InputError } from "../errors.ts";
import { answerForApp } from "./app-words.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { ingestOf, readingOf, type Said, said } from "./file-said.ts";
import { count, imported, looked, rejection, upload } from "./import-shapes.ts";
import { job } from "./jobs.ts";
import { limited, tooLarge } from "./limited.ts";
import type { Look } from "./looks.ts";
import { offsetOf, paged, pageQuery } from "./paging.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const byId = z.object({ id: z.string().max(100) });
const files = z.object({ files: z.array(said).min(1).max(50) });
const done = z.object({ done: z.literal(true) });
/** A look that takes longer is asked for again, in ms. */
const LOOK_WITHIN = 8_000;
const FIRST_REJECTIONS = 20;

function summaryOf({ rejected, ...summary }: ImportSummary) {
  return { ...summary, rejected: rejected.length, first_rejected: rejected.slice(0, FIRST_REJECTIONS) };
}

/** Files into the workspace: brought, looked at, imported; and what earlier ones brought. */
export function importRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs, looks } = server;
  const tags = ["imports"];

  const lookAll = async ({ id, files }: Upload, wanted: readonly Said[]) => {
    const until = performance.now() + LOOK_WITHIN;
    const seen: { readonly file: Upload["files"][number]; readonly one: Said; readonly look: Look }[] = [];
    for (const file of files) {
      const one = wanted.find((given) => given.name === file.name) ?? said.parse({ name: file.name });
      const path = await uploadedPath(workspace, id, file.name);
      const request = { path, role: one.as, reading: readingOf(one) ?? {}, map: one.map };
      const look = await looks.at(id, request, String(file.bytes), Math.max(0, until - performance.now()));
      seen.push({ file, one, look });
    }
    // Held against each other, but for those of which a person said what they are.
    const asked = seen.flatMap(({ one, look }) => (look.state === "read" && one.as === null ? [look.looked] : []));
    const answers = new Map(askTogether(asked).map((found, i) => [asked[i]!, found]));
    return seen.map(({ file, look }) => {
      const looked = look.state === "read" ? look.looked : null;
      const found = looked === null ? null : (answers.get(looked) ?? looked);
      return {
        ...file,
        ...{ state: look.state, error: look.state === "failed" ? look.error : null },
        ...{ format: found?.format ?? null, rows: found?.rows ?? null, role: found?.role ?? null },
        question: found?.question ?? null,
        like: found?.like == null ? null : { source: found.like.source, files: [...found.like.files] },
        key: [...(found?.key ?? [])],
        columns: (found?.columns ?? []).map((one) => ({ ...one, samples: [...one.samples] })),
        outcome: found?.outcome ?? null,
        rejected: {
          total: found?.rejected.length ?? 0,
          first: [...(found?.rejected ?? []).slice(0, FIRST_REJECTIONS)],
        },
        notes: [...(found?.notes ?? [])],
      };
    });
  };

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/imports", tags, summary: "A place for files to import", ...needs("write") },
      responses: gives(z.object({ id: z.string(), limit: count }), "Its id, and the bytes that a file may have"),
    }),
    async (c) => {
      const id = await openUpload(workspace, { now: () => server.now(), by: callerOf(c).name });
      return c.json({ id, limit: server.uploadLimit }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "put", path: "/api/imports/{id}/files/{name}", tags, summary: "Bring a file", ...needs("write") },
      request: {
        params: byId.extend({ name: z.string().min(1).max(500) }),
        body: { content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } },
      },
      responses: gives(z.object({ name: z.string(), bytes: count }), "The name that it has now"),
    }),
    async (c) => {
      const { id, name } = c.req.valid("param");
      const most = server.uploadLimit;
      const stated = Number(c.req.header("content-length") ?? 0);
      if (stated > most) throw tooLarge(most);
      const { body } = c.req.raw;
      if (body === null) throw new ApiError("invalid", `${name} is empty: export it again`);
      looks.forget(id);
      const file = await receiveFile(
        workspace,
        id,
        name,
        limited(body as unknown as AsyncIterable<Uint8Array>, most),
      ).catch((error: unknown) => {
        if ((c.env as { incoming?: IncomingMessage }).incoming?.destroyed === true)
          throw new ApiError("bad_request", "the upload was broken off; nothing of it was kept", { cause: error });
        throw error;
      });
      return c.json(file, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/imports/{id}",
        tags,
        summary: "The files of an upload as they would be read; a state `reading` is asked for again",
        ...needs("write"),
      },
      request: { params: byId },
      responses: gives(z.object({ ...upload.shape, files: z.array(looked) })),
    }),
    async (c) => {
      const found = await readUpload(workspace, c.req.valid("param").id);
      return c.json({ ...found, files: answerForApp(await lookAll(found, [])) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/imports/{id}/look",
        tags,
        summary: "The same, with what is said of the files",
        ...needs("write"),
      },
      request: { params: byId, ...jsonBody(files) },
      responses: gives(z.object({ ...upload.shape, files: z.array(looked) })),
    }),
    async (c) => {
      const found = await readUpload(workspace, c.req.valid("param").id);
      return c.json({ ...found, files: answerForApp(await lookAll(found, c.req.valid("json").files)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/imports/{id}/run", tags, summary: "Import files of an upload" },
      ...needs("write"),
      request: { params: byId, ...jsonBody(files) },
      responses: accepts(job),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const wanted: Brought[] = [];
      for (const one of c.req.valid("json").files) {
        const { as: role, whole, again } = one;
        const path = await uploadedPath(workspace, id, one.name);
        const options = { reading: readingOf(one) ?? {}, ingest: ingestOf(one) ?? {}, whole, again };
        wanted.push({ path, ...(role === null ? {} : { role }), options });
      }
      const names = new Map(wanted.map((file, i) => [file, c.req.valid("json").files[i]!.name]));
      const by = callerOf(c).name;
      const begun = jobs.start("import", by, async (tools) => {
        const refused: { readonly name: string; readonly error: string }[] = [];
        const brought = await bringIn(workspace, wanted, effectsFor(server, by, tools), {
          imported: (file) => dropFile(workspace, id, names.get(file)!).catch(() => undefined),
          refused: (file, { message }) => void refused.push({ name: names.get(file)!, error: message }),
        });
        looks.forget(id);
        if (brought.imports.length === 0) throw new InputError(refused.map(({ error }) => error).join("; "));
        return { imports: brought.imports.map(summaryOf), refused, stamped: brought.stamped };
      });
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "delete", path: "/api/imports/{id}", tags, summary: "Take an upload away", ...needs("write") },
      request: { params: byId },
      responses: gives(done),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      looks.forget(id);
      await dropUpload(workspace, id);
      return c.json({ done: true as const }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/imports",
        tags,
        summary: "What was imported, the newest first; and uploads that wait",
        ...needs("read"),
      },
      request: { query: z.object(pageQuery(50, 500)) },
      responses: gives(pageOf(imported).extend({ waiting: z.array(upload) })),
    }),
    async (c) => {
      const given = c.req.valid("query");
      const offset = offsetOf(given);
      const { items, total } = await importLog(workspace.warehouse, { limit: given.limit, offset });
      const shown = items.map(({ sha256: _, options: __, part: ___, notes, ...one }) => ({
        ...one,
        notes: [...notes],
      }));
      const waiting = (await uploadsOf(workspace)).map((one) => ({ ...one, files: [...one.files] }));
      return c.json({ ...paged(shown, total, offset), waiting }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/imports/runs/{import}/rejections",
        tags,
        summary: "Rows that an import rejected, with why",
        ...needs("read"),
      },
      request: {
        params: z.object({ import: z.string().regex(/^\d{1,9}$/, "an import has a number") }),
        query: z.object(pageQuery(100, 1000)),
      },
      responses: gives(pageOf(rejection).extend({ rejected: count })),
    }),
    async (c) => {
      const given = c.req.valid("query");
      const offset = offsetOf(given);
      const id = Number(c.req.valid("param").import);
      const found = await rejectionsOf(workspace.warehouse, id, { limit: given.limit, offset });
      return c.json({ ...paged(found.items, found.total, offset), rejected: found.rejected }, 200);
    },
  );
  return app;
}
