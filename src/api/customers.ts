import { type CustomersTold, customersTold } from "../engine/workspace/customers.ts";
import { effectsFor } from "./effects.ts";
import { createRoute, gives, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const count = z.number().int();
const level = z.enum(["high", "medium", "low", "disqualified", "unknown"]);
const customer = z.object({
  ...{ customer: z.string(), source: text, key: text, fit: z.number().nullable(), level, segment: text },
  ...{ disqualified_by: text, since: text, mrr: z.number().nullable(), currency: text },
});
const some = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), total: count });
const told = z
  .object({
    ...{ number: count, customers: count, unscored: count },
    levels: z.array(
      z.object({
        ...{ level, customers: count, left: count, share: z.number().nullable() },
        interval: z.array(z.number()).nullable(),
      }),
    ),
    off_icp: some(customer),
    look_alikes: some(
      customer.extend({ usual: z.number(), of: z.object({ customers: count, expanded: count, told: count }) }),
    ),
    kinds: z.array(
      z.object({
        ...{ segment: z.string(), currency: text, customers: count, usual: z.number(), low: z.number() },
        ...{ high: z.number(), told: count, expanded: count },
      }),
    ),
    notes: z.array(z.string()),
  })
  .openapi("Customers");

/** An account as `source:key`, in its parts. */
function placed<T extends { readonly account: string | null }>({ account, ...rest }: T) {
  const at = account?.indexOf(":") ?? -1;
  const [source, key] = account === null || at < 0 ? [null, null] : [account.slice(0, at), account.slice(at + 1)];
  return { ...rest, source, key };
}

/** The customers by the scores in force; remembered until a job has changed something. */
export function customerRoutes(server: Server) {
  const app = routes();
  const known = new Map<string, Promise<CustomersTold>>();
  server.jobs.listen(({ finished_at }) => {
    if (finished_at !== null) known.clear();
  });
  const tell = (line: string): Promise<CustomersTold> => {
    const found = known.get(line);
    if (found !== undefined) return found;
    const asked = customersTold(server.workspace, line, effectsFor(server, "the server"));
    known.set(line, asked);
    asked.catch(() => known.delete(line));
    return asked;
  };
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/customers",
        tags: ["customers"],
        summary:
          "The customers by the scores in force: who stays, who is off the profile, who looks like those that expanded",
        ...needs("read"),
      },
      request: { query: lineQuery.extend({ limit: z.coerce.number().int().min(1).max(5000).default(100) }) },
      responses: gives(told),
    }),
    async (c) => {
      const { line, limit } = c.req.valid("query");
      const { icp: _, off_icp, look_alikes, levels, kinds, notes, ...rest } = await tell(line);
      return c.json(
        {
          ...rest,
          levels: levels.map((one) => ({ ...one, interval: one.interval === null ? null : [...one.interval] })),
          off_icp: { items: off_icp.slice(0, limit).map(placed), total: off_icp.length },
          look_alikes: { items: look_alikes.slice(0, limit).map(placed), total: look_alikes.length },
          ...{ kinds: [...kinds], notes: [...notes] },
        },
        200,
      );
    },
  );
  return app;
}
