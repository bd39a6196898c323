import { type Happened, happenedSince, heldAgainst, historyOf } from "../engine/workspace/list/look-back.ts";
import { freeze, makeList } from "../engine/workspace/list.ts";
import { requireList, type ToldList, tellEntries, tellList, tellLists } from "../engine/workspace/tell-list.ts";
import { effectsFor } from "./effects.ts";
import { job } from "./jobs.ts";
import { offsetOf, paged, pageQuery } from "./paging.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, lineQuery, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const count = z.number().int();
const spec = z.object({
  ...{ by: z.enum(["rank", "criteria", "share"]), capacity: z.array(count).nullable(), per_owner: count.nullable() },
  ...{ per_team: count.nullable(), team_column: text, teams_file: text, where: z.array(z.string()) },
  ...{ segments: z.array(z.string()), control: count, readmit_churned: z.boolean() },
  ...{ exclude: z.array(z.string()), exclude_files: z.array(z.string()) },
});
const list = z
  .object({
    ...{ name: z.string(), icp: z.string(), created_at: z.string(), created_by: z.string(), made_at: text },
    ...{ frozen_at: text, spec },
    made: z.object({ number: count, accounts: count, high: count, provisional: z.boolean() }).nullable(),
    counts: z.object({ A: count, B: count, C: count, control: count }),
  })
  .openapi("List");
const tier = z.enum(["A", "B", "C"]).nullable();
const entry = z
  .object({
    ...{ source: z.string(), key: z.string(), ids: z.record(z.string(), z.string()), name: text, website: text },
    ...{
      fit: z.number(),
      level: z.string(),
      timing: z.number().nullable(),
      segment: text,
      tier,
      rank: count.nullable(),
    },
    ...{ control: z.boolean(), action: text, owner: text, team: text, entered_at: z.string(), entered_why: z.string() },
    why: z.string(),
  })
  .openapi("ListEntry");
const happened = z
  .object({
    ...{ list: z.string(), account: z.string(), name: text, what: z.enum(["entered", "left", "moved"]) },
    ...{ at: z.string(), from: text, to: text, why: z.string() },
  })
  .openapi("ListMove");
/** How a list is made; what is not said stays as it was. */
const wanted = z.strictObject({
  by: z.enum(["rank", "criteria", "share"]).optional(),
  capacity: z
    .tuple([z.number().int().min(0), z.number().int().min(0)])
    .nullable()
    .optional(),
  per_owner: z.number().int().min(1).nullable().optional(),
  per_team: z.number().int().min(1).nullable().optional(),
  team_column: z.string().min(1).max(200).nullable().optional(),
  where: z
    .array(z.string().min(1).max(2000))
    .max(50)
    .optional()
    .openapi({ description: "Industry=Software|Finance, Country!=US, Employees=50..200" }),
  segments: z.array(z.string().min(1).max(200)).max(50).optional(),
  control: z.number().int().min(0).max(1_000_000).optional(),
  readmit_churned: z.boolean().optional(),
  exclude: z
    .array(z.string().trim().min(1).max(500))
    .max(20_000)
    .optional()
    .openapi({ description: "Websites or names" }),
  seed: z.number().int().min(0).default(1),
});
const day = z.iso.date();
const named = z.object({ name: z.string().trim().min(1).max(100) });
const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()));

function shown({ created_at, made_at, frozen_at, spec, ...one }: ToldList) {
  return {
    ...one,
    created_at: created_at.toISOString(),
    made_at: made_at?.toISOString() ?? null,
    frozen_at: frozen_at?.toISOString() ?? null,
    spec: {
      ...spec,
      capacity: spec.capacity === null ? null : [...spec.capacity],
      where: [...spec.where],
      segments: [...spec.segments],
      exclude: [...spec.exclude],
      exclude_files: [...spec.exclude_files],
    },
  };
}

/** Lists of accounts to pursue: who is on them, who came and went, and why. */
export function listRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["lists"];
  const past = (items: readonly Happened[], { limit, cursor }: { limit: number; cursor?: string | undefined }) => {
    const offset = offsetOf({ cursor });
    return paged(items.slice(offset, offset + limit), items.length, offset);
  };

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/lists", tags, summary: "The lists of a profile", ...needs("read") },
      request: { query: lineQuery },
      responses: gives(pageOf(list)),
    }),
    async (c) => {
      const lists = (await tellLists(workspace, c.req.valid("query").line)).map(shown);
      return c.json(paged(lists, lists.length, 0), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/lists/{name}", tags, summary: "A list and whom it holds, by tier and rank" },
      ...needs("read"),
      request: {
        params: named,
        query: lineQuery.extend({
          ...pageQuery(100, 1000),
          tier: several.pipe(z.array(z.enum(["A", "B", "C", "none"]))),
          owner: z.string().max(200).optional(),
          action: z.string().max(50).optional(),
          q: z.string().max(200).default(""),
        }),
      },
      responses: gives(pageOf(entry).extend({ list })),
    }),
    async (c) => {
      const { line, tier: tiers, owner = null, action = null, q: words, limit, ...given } = c.req.valid("query");
      const found = await requireList(workspace, line, c.req.valid("param").name);
      const offset = offsetOf(given);
      const { items, total } = await tellEntries(workspace, found, { tiers, owner, action, words, limit, offset });
      const entries = items.map((one) => ({ ...one, ids: { ...one.ids }, entered_at: one.entered_at.toISOString() }));
      return c.json({ ...paged(entries, total, offset), list: shown(await tellList(workspace, found)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/lists/{name}", tags, summary: "Make a list, or make it again" },
      ...needs("write"),
      request: { params: named, query: lineQuery, ...jsonBody(wanted) },
      responses: accepts(job),
    }),
    (c) => {
      const { name } = c.req.valid("param");
      const { line: icp } = c.req.valid("query");
      const { exclude, seed, ...rest } = c.req.valid("json");
      const by = callerOf(c).name;
      const begun = server.jobs.start("list", by, async (tools) => {
        const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        const names = exclude === undefined ? {} : { exclude_names: exclude };
        const request = { icp, name, spec: { ...said, ...names }, seed, asOf: null, dropped: null, raw: false };
        const { spec: _, ...made } = await makeList(workspace, request, effectsFor(server, by, tools));
        return made;
      });
      return c.json(begun, 202);
    },
  );

  for (const [verb, frozen, summary] of [
    ["freeze", true, "From now on nobody enters and nobody leaves"],
    ["thaw", false, "It moves again"],
  ] as const)
    app.openapi(
      createRoute({
        ...{ method: "post", path: `/api/lists/{name}/${verb}`, tags, summary, ...needs("write") },
        request: { params: named, query: lineQuery },
        responses: gives(list),
      }),
      async (c) => {
        const { name } = c.req.valid("param");
        const { line: icp } = c.req.valid("query");
        await requireList(workspace, icp, name);
        const changed = await freeze(workspace, { icp, name, frozen }, effectsFor(server, callerOf(c).name));
        return c.json(shown(await tellList(workspace, changed)), 200);
      },
    );

  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/lists/{name}/moves",
        tags,
        summary: "Who entered, left or changed tier, and why",
      },
      ...needs("read"),
      request: { params: named, query: lineQuery.extend({ ...pageQuery(200, 5000), since: day }) },
      responses: gives(pageOf(happened)),
    }),
    async (c) => {
      const { line, since, ...given } = c.req.valid("query");
      const found = await requireList(workspace, line, c.req.valid("param").name);
      return c.json(past(await happenedSince(workspace, found, since), given), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/lists/{name}/compare", tags, summary: "Who is on this list and not on that one" },
      ...needs("read"),
      request: { params: named, query: lineQuery.extend({ ...pageQuery(200, 5000), with: z.string().max(100) }) },
      responses: gives(pageOf(happened)),
    }),
    async (c) => {
      const { line, with: other, ...given } = c.req.valid("query");
      const found = await requireList(workspace, line, c.req.valid("param").name);
      return c.json(past(await heldAgainst(workspace, found, await requireList(workspace, line, other)), given), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/list-history", tags, summary: "Why an account entered lists and left them" },
      ...needs("read"),
      request: {
        query: lineQuery.extend({
          ...pageQuery(200, 5000),
          account: z.string().min(1).max(500).openapi({ description: "Its id, website or name" }),
        }),
      },
      responses: gives(pageOf(happened)),
    }),
    async (c) => {
      const { line, account, ...given } = c.req.valid("query");
      return c.json(past(await historyOf(workspace, line, account), given), 200);
    },
  );
  return app;
}
