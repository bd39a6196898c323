import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { forgetView, giveView, type Keeper, keepView, tellSavedViews } from "../engine/workspace/saved-views.ts";
import { ApiError } from "./errors.ts";
import { callerOf, createRoute, gives, jsonBody, needs, routes, z } from "./route.ts";
import type { Env, Server } from "./server.ts";

/** Characters of JSON that a choice may have. */
const LONGEST = 10_000;
const page = z.string().regex(/^[a-z][a-z-]{0,40}$/, "the name of a page");
const choice = z
  .record(z.string().max(100), z.unknown())
  .refine((given) => JSON.stringify(given).length <= LONGEST, `a view has ${LONGEST.toLocaleString("en")} characters`);
const view = z
  .object({
    ...{ id: z.string(), page: z.string(), name: z.string(), choice: z.record(z.string(), z.unknown()) },
    ...{ everybody: z.boolean(), made_at: z.string(), made_by: z.string() },
  })
  .openapi("SavedView");
export type ViewTold = z.output<typeof view>;
const byId = z.object({ id: z.string().min(1).max(100) });

type Row = Awaited<ReturnType<typeof tellSavedViews>>[number];

function told({ user_id, made_at, choice, ...rest }: Row): ViewTold {
  return { ...rest, choice: { ...choice }, everybody: user_id === null, made_at: made_at.toISOString() };
}

/** What people picked on pages of the app, under names: their own, and what everybody sees. */
export function viewRoutes({ workspace, now }: Server) {
  const app = routes();
  const tags = ["views"];
  const keeper = (c: Context<Env>): Keeper => {
    const { id, name, scopes } = callerOf(c);
    return { id, name, everybodys: scopes.includes("write"), at: now() };
  };
  const requireEverybodys = (c: Context<Env>, asked: boolean): Keeper => {
    const by = keeper(c);
    if (asked && !by.everybodys)
      throw new ApiError(
        "forbidden",
        `as ${callerOf(c).role} you keep views for yourself: an editor keeps them for all`,
      );
    return by;
  };

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/views", tags, summary: "Views of a page: everybody's, then one's own" },
      ...needs("read"),
      request: { query: z.object({ page }) },
      responses: gives(z.object({ items: z.array(view) })),
    }),
    async (c) => {
      const views = await tellSavedViews(workspace, c.req.valid("query").page, callerOf(c).id);
      return c.json({ items: views.map(told) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "put", path: "/api/views", tags, ...needs("read") },
      summary: "Keep what is picked under a name; for everybody it needs write. One of the same name is written over",
      request: jsonBody(
        z.strictObject({
          page,
          name: z.string().trim().min(1).max(60),
          choice,
          everybody: z.boolean().default(false),
        }),
      ),
      responses: gives(view),
    }),
    async (c) => {
      const wanted = c.req.valid("json");
      const by = requireEverybodys(c, wanted.everybody);
      return c.json(told(await keepView(workspace, { ...wanted, id: randomUUID() }, by)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "patch", path: "/api/views/{id}", tags, ...needs("write") },
      summary: "Give a view of one's own to everybody, or take it back",
      request: { params: byId, ...jsonBody(z.strictObject({ everybody: z.boolean() })) },
      responses: gives(view),
    }),
    async (c) => {
      const { everybody } = c.req.valid("json");
      return c.json(told(await giveView(workspace, c.req.valid("param").id, everybody, keeper(c))), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "delete", path: "/api/views/{id}", tags, ...needs("read") },
      summary: "Forget a view: one's own, or everybody's, which needs write",
      request: { params: byId },
      responses: gives(z.object({ done: z.literal(true) })),
    }),
    async (c) => {
      await forgetView(workspace, c.req.valid("param").id, keeper(c));
      return c.json({ done: true as const }, 200);
    },
  );
  return app;
}
