import { type AccountsQuery, PICKED, type Picked } from "../engine/workspace/accounts/query.ts";
import { tellAccount } from "../engine/workspace/accounts/tell-account.ts";
import { type AccountFit, tellFit } from "../engine/workspace/accounts/tell-fit.ts";
import { ApiError } from "./errors.ts";
import { streamOf } from "./lines.ts";
import { createRoute, gives, lineQuery, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";
import { task, toldTask } from "./tasks.ts";

const text = z.string().nullable();
/** A scored account as it stands in lists. */
export const account = z
  .object({
    ...{
      source: z.string(),
      key: z.string(),
      name: text,
      website: text,
      owner: text,
      fit: z.number().int().nullable(),
    },
    ...{
      level: text,
      sure: z.boolean().nullable(),
      known: z.number().nullable(),
      segment: text,
      disqualified_by: text,
    },
    ...{ watch_out: text, timing: z.number().int().nullable(), action: text, already: text },
  })
  .openapi("Account");
/** `?level=high&level=medium`, or one: `?level=high`. */
const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()));
const filters = lineQuery.extend({
  ...(Object.fromEntries(PICKED.map((name) => [name, several])) as Record<Picked, typeof several>),
  q: z.string().max(200).default(""),
  fit_from: z.coerce.number().int().min(0).max(100).optional(),
  fit_to: z.coerce.number().int().min(0).max(100).optional(),
  sort: z.string().max(50).default("-fit"),
});
const MOST = 500;

type Filters = z.output<typeof filters>;

function queryOf(given: Filters, offset: number, limit: number): AccountsQuery {
  const picked = Object.fromEntries(PICKED.map((name) => [name, given[name]])) as Record<Picked, string[]>;
  return {
    ...{ picked, words: given.q, fitFrom: given.fit_from ?? null, fitTo: given.fit_to ?? null },
    ...{ sort: given.sort, offset, limit },
  };
}

/** Every scored account: found, filtered, sorted, one by one. */
export function accountRoutes(server: Server) {
  const app = routes();
  const tags = ["accounts"];

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/accounts", tags, summary: "Accounts by the scores in force", ...needs("read") },
      request: {
        query: filters.extend({
          limit: z.coerce.number().int().min(1).max(MOST).default(100),
          cursor: z
            .string()
            .regex(/^\d{1,9}$/, "a cursor is what the page before gave as next")
            .optional(),
        }),
      },
      responses: gives(pageOf(account)),
    }),
    async (c) => {
      const given = c.req.valid("query");
      const offset = Number(given.cursor ?? 0);
      const page = await server.indexes.use(given.line, (index) => index.page(queryOf(given, offset, given.limit)));
      const after = offset + page.items.length;
      return c.json(
        { items: [...page.items], total: page.total, next: after < page.total ? String(after) : null },
        200,
      );
    },
  );

  const counted = z.object({ value: z.string().nullable(), accounts: z.number().int() });
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/accounts/counts",
        tags,
        summary: "How many accounts have each value",
        ...needs("read"),
      },
      request: { query: filters.extend({ by: z.enum(PICKED) }) },
      responses: gives(z.object({ items: z.array(counted) })),
    }),
    async (c) => {
      const given = c.req.valid("query");
      const items = await server.indexes.use(given.line, (index) => index.counts(given.by, queryOf(given, 0, 1)));
      return c.json({ items: [...items] }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/accounts/export.csv", tags, ...needs("read") },
      summary: "The accounts that fit as CSV, all of them, in their order; no cell is a formula to a spreadsheet",
      request: { query: filters },
      responses: { ...gives(z.string()), 200: { description: "CSV", content: { "text/csv": { schema: z.string() } } } },
    }),
    async (c) => {
      const given = c.req.valid("query");
      const pieces = server.indexes.lend(given.line, (index) => index.csv(queryOf(given, 0, 1)));
      // What is wrong with the request comes out before the answer begins.
      const head = await pieces.next();
      const rest = async function* (): AsyncGenerator<string> {
        if (head.done !== true) yield head.value;
        yield* pieces;
      };
      return c.body(
        streamOf(rest(), () => pieces.return(undefined)),
        200,
        {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": 'attachment; filename="accounts.csv"',
        },
      ) as never;
    },
  );

  const steps = z.object({ high: z.number(), medium: z.number() });
  const fitTold = z
    .object({
      ...{ rule: text, warning: text },
      by: z.object({ version: z.number().int(), levels: steps, timing_levels: steps }),
      account: account.extend({
        ...{ place: z.number().int(), ids: z.record(z.string(), z.string().nullable()) },
        ...{ p: z.number().nullable(), p_low: z.number().nullable(), p_high: z.number().nullable() },
        ...{ timing_reasons: text, hand_raised: text, of: z.number().int() },
        ...{ segment_place: z.number().int().nullable(), segment_of: z.number().int().nullable() },
      }),
      reasons: z.array(
        z.object({
          ...{ attribute: z.string(), label: z.string(), value: text, band: text, points: z.number(), of: z.number() },
        }),
      ),
      forecast: z
        .object({
          ...{ rate: z.string(), p: z.number(), low: z.number().nullable(), high: z.number().nullable() },
          ...{ n: z.number().int(), unit: z.string(), base: z.number() },
        })
        .nullable(),
      cells: z.array(z.object({ column: z.string(), value: text })),
    })
    .openapi("AccountFit");
  const told = fitTold
    .extend({
      curve: z
        .object({
          day: z.string(),
          levels: steps,
          points: z.array(z.object({ day: z.string(), timing: z.number() })),
          signals: z.array(
            z.object({
              ...{ label: z.string(), points: z.number(), cap: z.number(), weight: z.number() },
              ...{ half_life_days: z.number(), events: z.number().int(), last: z.string() },
            }),
          ),
        })
        .nullable(),
      history: z.array(
        z.object({
          ...{ version: z.number().int(), at: z.string(), fit: z.number().nullable(), level: text },
        }),
      ),
      changes: z.array(z.object({ day: text, field: z.string(), old: text, new: text })),
      lists: z.array(
        z.object({
          ...{ list: z.number().int(), name: z.string(), icp: z.string(), frozen: z.boolean(), tier: text },
          ...{ control: z.boolean(), entered: z.string(), why: z.string(), left: text, left_why: text },
          moves: z.array(z.object({ at: z.string(), from: text, to: text, why: z.string() })),
        }),
      ),
      deals: z.array(
        z.object({
          ...{ source: z.string(), key: z.string(), name: text, stage: text, owner: text, loss: text, currency: text },
          status: z.enum(["won", "lost", "open", "cleaned"]).nullable(),
          ...{ is_new: z.boolean().nullable(), created: text, closed: text, amount: z.number().nullable() },
        }),
      ),
      people: z.array(
        z.object({
          ...{ function: text, seniority: text, buying_role: text, since: text, opted_out: z.boolean() },
          ...{ name: text, email: text },
        }),
      ),
      leads: z.array(
        z.object({
          ...{ source: z.string(), key: z.string(), created: text, came_by: text, status: text },
          ...{ converted: z.boolean(), function: text, seniority: text, opted_out: z.boolean() },
          ...{ name: text, email: text },
        }),
      ),
      events: z.object({
        items: z.array(z.object({ day: text, type: z.string(), topic: text, times: z.number() })),
        total: z.number().int(),
      }),
      stamps: z.array(
        z.object({
          ...{ role: z.string(), source: z.string(), key: z.string(), created: z.string(), version: z.number().int() },
          ...{ fit: z.number().nullable(), level: text, timing: z.number().nullable(), action: text },
        }),
      ),
      tasks: z.array(task),
    })
    .openapi("AccountTold");
  const params = z.object({ source: z.string().max(200), key: z.string().max(500) });
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/accounts/{source}/{key}",
        tags,
        summary: "All that is known of an account",
        ...needs("read"),
      },
      request: { params, query: lineQuery },
      responses: gives(told),
    }),
    async (c) => {
      const { source, key } = c.req.valid("param");
      const { line } = c.req.valid("query");
      const found = await server.indexes.use(line, (index) => tellAccount(server.workspace, index, source, key));
      if (found === null) throw new ApiError("not_found", NONE);
      const { history, changes, lists } = found;
      return c.json(
        {
          ...fitAnswer(found),
          ...{
            curve:
              found.curve === null
                ? null
                : { ...found.curve, points: [...found.curve.points], signals: [...found.curve.signals] },
            history: [...history],
            changes: [...changes],
            lists: lists.map((stay) => ({ ...stay, moves: [...stay.moves] })),
            leads: [...found.leads],
            deals: [...found.deals],
            people: [...found.people],
            events: { items: [...found.events.items], total: found.events.total },
            stamps: [...found.stamps],
            tasks: found.tasks.map(toldTask),
          },
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/accounts/{source}/{key}/fit", tags, ...needs("read") },
      summary: "How an account is scored, and why: the first part of all that is known of it",
      request: { params, query: lineQuery },
      responses: gives(fitTold),
    }),
    async (c) => {
      const { source, key } = c.req.valid("param");
      const found = await server.indexes.use(c.req.valid("query").line, (index) => tellFit(index, source, key));
      if (found === null) throw new ApiError("not_found", NONE);
      return c.json(fitAnswer(found), 200);
    },
  );
  return app;
}

const NONE = "there is no such account among those that are scored";

function fitAnswer({ account, by, rule, warning, reasons, forecast, cells }: AccountFit) {
  return { account, by, rule, warning, reasons: [...reasons], forecast, cells: [...cells] };
}
