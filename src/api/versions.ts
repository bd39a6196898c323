import { buildDraftAway } from "../engine/workspace/build-draft.ts";
import { defaultBuild } from "../engine/workspace/default-build.ts";
import { diffVersions } from "../engine/workspace/diff.ts";
import { nameInForce } from "../engine/workspace/name-in-force.ts";
import { publish, rollback } from "../engine/workspace/publish.ts";
import { envelopeOf, toldVersions } from "../engine/workspace/versions.ts";
import { whatIfSample } from "../engine/workspace/what-if-sample.ts";
import { renderHtml } from "../icp/page/html/render-html.ts";
import { onePage } from "../icp/page/one-page.ts";
import { diffReport } from "../watch/diff/report.ts";
import { answerForApp } from "./app-words.ts";
import { takesBeliefs } from "./declared.ts";
import { effectsFor } from "./effects.ts";
import { job } from "./jobs.ts";
import { accepts, asJson, callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const version = z
  .object({
    ...{ number: z.number().int(), id: z.string(), state: z.enum(["draft", "approved", "retired"]) },
    ...{ origin: z.enum(["build", "refresh", "hand", "declared"]), why: text, created_at: z.string() },
    ...{ created_by: z.string(), approved_at: text, approved_by: text, approvals: z.number().int() },
    ...{ scored: z.boolean(), asked: z.number().int(), answered: z.number().int() },
  })
  .openapi("Version");
/** A number, or an id; the one in force where none is given. */
const which = lineQuery.extend({ version: z.string().min(1).max(100).optional() });
const why = z.string().trim().max(2000).nullable().default(null);
const numbered = z.object({ number: z.string().regex(/^\d{1,9}$/, "a version has a number") });
const SEED = 1;

/** The profile: its versions, documents and pages, and how one comes into force. */
export function versionRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs } = server;
  const tags = ["icp"];

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/versions", tags, summary: "Versions, the newest first", ...needs("read") },
      request: { query: lineQuery },
      responses: gives(z.object({ items: z.array(version) })),
    }),
    async (c) => {
      const items = (await toldVersions(workspace, c.req.valid("query").line)).map((one) => ({
        ...one,
        created_at: one.created_at.toISOString(),
        approved_at: one.approved_at?.toISOString() ?? null,
      }));
      return c.json({ items }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/document", tags, summary: "The document as kept, sealed", ...needs("read") },
      request: { query: which },
      responses: gives(z.record(z.string(), z.unknown()), "The envelope; its schema is schema/icp.json"),
    }),
    async (c) => {
      const { line, version: named } = c.req.valid("query");
      const { text: kept } = await envelopeOf(workspace, line, named ?? null);
      return c.body(kept, 200, { "content-type": "application/json" }) as never;
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/icp/page",
        tags,
        summary: "The one page as a value: every sentence worded, every number formatted",
      },
      ...needs("read"),
      request: {
        query: which.extend({ anonymous: z.stringbool().default(false), locale: z.string().max(35).default("en") }),
      },
      responses: gives(z.object({ number: z.number().int(), page: z.record(z.string(), z.unknown()) })),
    }),
    async (c) => {
      const { line, version: named, anonymous, locale } = c.req.valid("query");
      const { envelope, number } = await envelopeOf(workspace, line, named ?? null);
      return c.json(
        { number, page: asJson(answerForApp(onePage(envelope.document, { anonymous, locale }), "command")) },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/page.html", tags, summary: "The one page, ready to print", ...needs("read") },
      request: { query: which.extend({ anonymous: z.stringbool().default(false) }) },
      responses: { 200: { description: "HTML", content: { "text/html": { schema: z.string() } } } },
    }),
    async (c) => {
      const { line, version: named, anonymous } = c.req.valid("query");
      const { envelope } = await envelopeOf(workspace, line, named ?? null);
      return c.html(renderHtml(answerForApp(onePage(envelope.document, { anonymous }))), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/icp/diff",
        tags,
        summary: "What changed between two versions, and who moves level",
      },
      ...needs("read"),
      request: {
        query: lineQuery.extend({
          before: z.string().max(100).optional(),
          after: z.string().max(100).optional(),
          top: z.coerce.number().int().min(0).max(500).default(20),
        }),
      },
      responses: gives(z.record(z.string(), z.unknown())),
    }),
    async (c) => {
      const { line, before, after, top } = c.req.valid("query");
      const request = { icp: line, before: before ?? null, after: after ?? null, top, moves: null };
      const found = await diffVersions(workspace, request, c.req.raw.signal);
      // Worded here, so that the app says what the command line says.
      return c.json(asJson({ ...found, report: answerForApp(diffReport(found.diff, found.moves, found.notes)) }), 200);
    },
  );

  const bands = z.record(z.string(), z.string());
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/what-if", tags, ...needs("read") },
      summary: "The bands that accounts and decided deals fall into: what a page needs to try other points",
      request: { query: which },
      responses: gives(
        z
          .object({
            number: z.number().int(),
            accounts: z.object({ rows: z.number().int(), bands }),
            of: z.number().int(),
            deals: z.object({ rows: z.number().int(), bands, y: z.string() }),
          })
          .openapi("WhatIfSample", { description: "A byte per row as base64: the place of its band, 255 for none" }),
      ),
    }),
    async (c) => {
      const { line, version: named } = c.req.valid("query");
      const { envelope, number } = await envelopeOf(workspace, line, named ?? null);
      const { accounts, of, deals } = await whatIfSample(workspace, envelope.document, { progress: () => undefined });
      return c.json(
        {
          ...{ number, of, accounts: { rows: accounts.rows, bands: { ...accounts.bands } } },
          deals: { rows: deals.rows, bands: { ...deals.bands }, y: deals.y },
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/icp/build", tags, summary: "Build a draft from everything the workspace keeps" },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(z.object({ why, resampling: z.boolean().default(true), beliefs: takesBeliefs })),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line } = c.req.valid("query");
      const { why, resampling, beliefs } = c.req.valid("json");
      const by = callerOf(c).name;
      const begun = jobs.start("build", by, async (tools) => {
        // The page keeps its name; without, it would be called after a file.
        const build = { ...defaultBuild(SEED, resampling), name: await nameInForce(workspace, line) };
        const request = { icp: line, why, build, typed: {}, withoutBeliefs: !beliefs };
        const { envelope, notes, draft } = await buildDraftAway(workspace, request, effectsFor(server, by, tools));
        const { maturity, separation } = envelope.document;
        return { ...draft, maturity, separation, notes };
      });
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/icp/versions/{number}/approve",
        tags,
        summary: "Approve a draft: every account is scored by it, and it comes into force",
      },
      ...needs("write"),
      request: {
        params: numbered,
        query: lineQuery,
        ...jsonBody(z.object({ why, force: z.boolean().default(false) })),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { why, force } = c.req.valid("json");
      const by = callerOf(c).name;
      const request = { icp, version: Number(c.req.valid("param").number), why, force };
      const begun = jobs.start("publish", by, (tools) => publish(workspace, request, effectsFor(server, by, tools)));
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/icp/rollback",
        tags,
        summary: "Put the version back in force that was before, with all its scores",
      },
      ...needs("write"),
      request: { query: lineQuery, ...jsonBody(z.object({ why, to: z.string().max(100).nullable().default(null) })) },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { why, to } = c.req.valid("json");
      const by = callerOf(c).name;
      const request = { icp, version: to, why };
      const begun = jobs.start("rollback", by, (tools) => rollback(workspace, request, effectsFor(server, by, tools)));
      return c.json(begun, 202);
    },
  );
  return app;
}
