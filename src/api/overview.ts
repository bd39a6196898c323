import { linesOf } from "../engine/workspace/lines.ts";
import { tellOverview } from "../engine/workspace/overview.ts";
import { answerForApp } from "./app-words.ts";
import { asJson, createRoute, gives, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const counts = z.array(z.object({ value: text, accounts: z.number().int() }));
const overview = z
  .object({
    in_force: z
      .object({
        ...{ number: z.number().int(), id: z.string(), name: z.string(), approved_at: text, approved_by: text },
        ...{
          maturity: z.string(),
          separation: z.object({ verdict: z.string(), reason: z.string() }),
          verdict: z.string(),
        },
      })
      .nullable(),
    accounts: z.object({ levels: counts, actions: counts, total: z.number().int() }).nullable(),
    changed: z.object({ since: z.string(), accounts: z.number().int(), runs: z.number().int() }).nullable(),
    questions: z.record(z.string(), z.unknown()),
    review: z.object({ due: z.string(), owner: z.string() }).nullable(),
  })
  .openapi("Overview");

/** The profile in force at a glance. */
export function overviewRoutes({ workspace, indexes, now }: Server) {
  const app = routes();
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/overview",
        tags: ["icp"],
        summary: "The profile in force at a glance",
        ...needs("read"),
      },
      request: { query: lineQuery },
      responses: gives(overview),
    }),
    async (c) => {
      const { line } = c.req.valid("query");
      const inForce = (await linesOf(workspace)).find(({ id }) => id === line)?.in_force ?? null;
      const told =
        inForce === null
          ? await tellOverview(workspace, line, null, now())
          : await indexes.use(line, (index) => tellOverview(workspace, line, index, now()));
      const { accounts, questions, ...rest } = told;
      const shown =
        accounts === null ? null : { ...accounts, levels: [...accounts.levels], actions: [...accounts.actions] };
      return c.json({ ...rest, accounts: shown, questions: asJson(answerForApp(questions)) }, 200);
    },
  );
  return app;
}
