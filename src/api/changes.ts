import { CHANGE_KINDS } from "../engine/workspace/change-kinds.ts";
import { addChange, listChanges, markReviewed } from "../engine/workspace/changes.ts";
import { effectsFor } from "./effects.ts";
import { offsetOf, paged, pageQuery } from "./paging.ts";
import { callerOf, createRoute, gives, jsonBody, lineQuery, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const change = z
  .object({
    ...{ id: z.number().int(), kind: z.string(), date: z.string(), note: text, logged_at: z.string() },
    ...{ logged_by: z.string(), reviewed_at: text, reviewed_by: text },
  })
  .openapi("Change");
type Row = Awaited<ReturnType<typeof addChange>>;

function shown({ icp: _, logged_at, reviewed_at, ...one }: Row) {
  return { ...one, logged_at: logged_at.toISOString(), reviewed_at: reviewed_at?.toISOString() ?? null };
}

/** What happened to the company or its market that a profile cannot know. */
export function changeRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["decisions"];
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/changes", tags, summary: "Changes, by day", ...needs("read") },
      request: { query: lineQuery.extend({ ...pageQuery(200, 1000), open: z.stringbool().default(false) }) },
      responses: gives(pageOf(change)),
    }),
    async (c) => {
      const { line, open, limit, ...given } = c.req.valid("query");
      const all = (await listChanges(workspace, line)).filter((one) => !open || one.reviewed_at === null);
      const offset = offsetOf(given);
      return c.json(paged(all.slice(offset, offset + limit).map(shown), all.length, offset), 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/changes", tags, summary: "Log one", ...needs("write") },
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            ...{ kind: z.enum(CHANGE_KINDS), date: z.iso.date() },
            note: z.string().trim().min(1).max(5000).nullable().default(null),
          }),
        ),
      },
      responses: gives(change),
    }),
    async (c) => {
      const request = { icp: c.req.valid("query").line, ...c.req.valid("json") };
      return c.json(shown(await addChange(workspace, request, effectsFor(server, callerOf(c).name))), 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/changes/{id}/reviewed", tags, summary: "Somebody has looked at what it means" },
      ...needs("write"),
      request: {
        params: z.object({ id: z.string().regex(/^\d{1,9}$/, "a change has a number") }),
        query: lineQuery,
      },
      responses: gives(change),
    }),
    async (c) => {
      const id = Number(c.req.valid("param").id);
      const effects = effectsFor(server, callerOf(c).name);
      return c.json(shown(await markReviewed(workspace, c.req.valid("query").line, id, effects)), 200);
    },
  );
  return app;
}
