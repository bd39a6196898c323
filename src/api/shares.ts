import { addShare, endShare, shareOf, sharesOf } from "../auth/shares.ts";
import { envelopeOf } from "../engine/workspace/versions.ts";
import { renderHtml } from "../icp/page/html/render-html.ts";
import { onePage } from "../icp/page/one-page.ts";
import { withoutMoney } from "../icp/page/without-money.ts";
import { answerForApp } from "./app-words.ts";
import { callerOf, createRoute, gives, jsonBody, lineQuery, needs, open, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const share = z
  .object({
    ...{ id: z.string(), version: z.string(), names: z.boolean(), money: z.boolean() },
    ...{ made_at: z.string(), made_by: z.string(), expires_at: z.string() },
  })
  .openapi("Share");
const GONE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>This link does not hold</title><p>This link does not hold: it has expired, was taken back, or was never made. Ask whoever sent it for another.</p></html>';

/** Links by which somebody without an account reads one version's page. */
export function shareRoutes({ workspace, origin, now }: Server) {
  const app = routes();
  const { store } = workspace;
  const tags = ["share"];

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/shares", tags, summary: "Links that hold, without what opens them" },
      ...needs("write"),
      request: { query: lineQuery },
      responses: gives(z.object({ items: z.array(share) })),
    }),
    async (c) => c.json({ items: [...(await sharesOf(store, c.req.valid("query").line, now()))] }, 200),
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/shares", tags, summary: "Make a link; it is shown this once" },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.object({
            version: z.string().min(1).max(100).nullable().default(null),
            days: z.number().int().min(1).max(365).default(30),
            names: z.boolean().default(false),
            money: z.boolean().default(false),
          }),
        ),
      },
      responses: gives(share.extend({ url: z.string() })),
    }),
    async (c) => {
      const { line: icp } = c.req.valid("query");
      const { version, ...wanted } = c.req.valid("json");
      const { envelope } = await envelopeOf(workspace, icp, version);
      const by = { at: now(), by: callerOf(c).name };
      const { token, ...made } = await addShare(store, { ...wanted, icp, version: envelope.document.id }, by);
      return c.json({ ...made, url: `${origin}/share/${token}` }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "delete", path: "/api/shares/{id}", tags, summary: "End a link at once", ...needs("write") },
      request: { params: z.object({ id: z.string().min(1).max(100) }) },
      responses: gives(z.object({ done: z.literal(true) })),
    }),
    async (c) => {
      await endShare(store, c.req.valid("param").id, { at: now(), by: callerOf(c).name });
      return c.json({ done: true as const }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/share/{token}", tags, summary: "The page that a link shows", ...open },
      request: { params: z.object({ token: z.string().min(1).max(200) }) },
      responses: { 200: { description: "HTML", content: { "text/html": { schema: z.string() } } } },
    }),
    async (c) => {
      c.header("cache-control", "no-store");
      c.header("x-robots-tag", "noindex");
      const found = await shareOf(store, c.req.valid("param").token, now());
      if (found === null) return c.html(GONE, 404) as never;
      const { envelope } = await envelopeOf(workspace, found.icp, found.version);
      const document = found.money ? envelope.document : withoutMoney(envelope.document);
      return c.html(renderHtml(answerForApp(onePage(document, { anonymous: !found.names }))), 200);
    },
  );
  return app;
}
