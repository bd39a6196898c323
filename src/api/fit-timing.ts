import { createRoute, gives, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const count = z.number().int();
const told = z
  .object({
    cells: z.array(z.object({ level: z.string(), timing: text, action: text, accounts: count })),
    ...{ disqualified: count, already: count, unscored: count },
  })
  .openapi("FitTiming");

/** How many accounts fit and are active, and what is to be done with them. */
export function fitTimingRoutes({ indexes }: Server) {
  const app = routes();
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/accounts/map", tags: ["accounts"] },
      ...{ summary: "Accounts by level of fit and of timing, each counted once", ...needs("read") },
      request: { query: lineQuery },
      responses: gives(told),
    }),
    async (c) => {
      const { cells, ...rest } = await indexes.use(c.req.valid("query").line, (index) => index.fitTiming());
      return c.json({ cells: [...cells], ...rest }, 200);
    },
  );
  return app;
}
