import { setHalfLives } from "../engine/workspace/edit.ts";
import { changeStanding, GOALS, type Standing } from "../engine/workspace/standing.ts";
import { tellSettings } from "../engine/workspace/tell-settings.ts";
import { effectsFor } from "./effects.ts";
import { job } from "./jobs.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const count = z.number().int();
const limit = count.min(1).max(1_000_000_000).nullable();
const pair = z.tuple([count.min(0).max(1_000_000_000), count.min(0).max(1_000_000_000)]);
const standing = {
  goal: z.enum(GOALS).nullable().openapi({ description: "What a high fit of the next build stands for; null: win" }),
  capacity: pair.nullable().openapi({ description: "Accounts that A and B hold; null: 50 and 200" }),
  ...{ per_owner: limit, per_team: limit, team_column: z.string().trim().min(1).max(200).nullable() },
  ...{ sellers: limit, accounts_per_seller: limit },
};
const days = z.number();
const line = z.object({
  ...{ type: z.string(), topic: z.string().nullable(), weight: count, half_life_days: days, cap: count },
  source: z.enum(["learned", "default", "hand"]),
  /** What it was before a person set it. */
  was: z.object({ days, source: z.enum(["learned", "default"]) }).nullable(),
  evidence: z.object({ won: count, lost: count }).nullable(),
});
const told = z
  .object({
    standing: z.object(standing),
    version: z
      .object({
        number: count,
        goal: z.enum(GOALS),
        levels: z.object({ high: count, medium: count }),
        /** Why its levels and points cannot be set by hand. */
        fixed: z.enum(["no-card", "parts"]).nullable(),
        timing: z.object({ reason: z.string(), events: z.array(line) }),
      })
      .nullable(),
  })
  .openapi("Settings");
type Told = z.infer<typeof told>;

function spoken({ capacity, ...rest }: Standing): Told["standing"] {
  return { ...rest, capacity: capacity === null ? null : [capacity[0], capacity[1]] };
}

/** What stands for a profile where nothing else is said, and how long events count. */
export function settingRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs } = server;
  const tags = ["settings"];
  const path = "/api/settings";

  const tell = async (icp: string): Promise<Told> => {
    const { standing: stands, version } = await tellSettings(workspace, icp);
    if (version === null) return { standing: spoken(stands), version };
    const { number, goal, levels, fixed, timing } = version;
    const events = timing.events.map(({ type, topic, weight, half_life_days, cap, source, was, evidence }) => ({
      ...{ type, topic, weight, half_life_days, cap, source, was },
      evidence: evidence === null ? null : { won: evidence.won, lost: evidence.lost },
    }));
    return {
      standing: spoken(stands),
      version: {
        ...{ number, goal, fixed, levels: { high: levels.high, medium: levels.medium } },
        timing: { reason: timing.reason, events },
      },
    };
  };

  app.openapi(
    createRoute({
      ...{ method: "get", path, tags, ...needs("read") },
      summary: "What stands for a profile, and the levels and half-lives of the version in force",
      request: { query: lineQuery },
      responses: gives(told),
    }),
    async (c) => c.json(await tell(c.req.valid("query").line), 200),
  );

  app.openapi(
    createRoute({
      ...{ method: "put", path, tags, ...needs("admin") },
      summary: "What a build or a new list does where it is told nothing else; what is not said stays",
      request: { query: lineQuery, ...jsonBody(z.strictObject(standing).partial()) },
      responses: gives(told),
    }),
    async (c) => {
      const { line: icp } = c.req.valid("query");
      const said = Object.fromEntries(Object.entries(c.req.valid("json")).filter(([, value]) => value !== undefined));
      await changeStanding(workspace, icp, said as Partial<Standing>, effectsFor(server, callerOf(c).name));
      return c.json(await tell(icp), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/icp/half-lives", tags: ["decisions"], ...needs("write") },
      summary: "How long events count, as a draft with who is active by that, as a job",
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            version: z.string().min(1).max(100).nullable().default(null),
            why: z.string().trim().max(2000).nullable().default(null),
            half_lives: z
              .array(
                z.strictObject({
                  type: z.string().min(1).max(200),
                  topic: z.string().max(200).nullable().default(null),
                  days: count.min(1).max(3650),
                }),
              )
              .min(1)
              .max(200),
          }),
        ),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { version, why, half_lives: wanted } = c.req.valid("json");
      const by = callerOf(c).name;
      const begun = jobs.start("half-lives", by, async (tools) => {
        const asked = { icp, version, why, seed: 1, typed: {}, wanted };
        const { result, draft, from } = await setHalfLives(workspace, asked, effectsFor(server, by, tools));
        return { from, draft, set: result.document.timing?.set ?? null, counts: result.counts };
      });
      return c.json(begun, 202);
    },
  );
  return app;
}
