import { type CheckTools, checkAccount, checkAnswers } from "../engine/workspace/check/check.ts";
import { questionsOf } from "../engine/workspace/check/questions.ts";
import { account } from "./accounts.ts";
import { createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import { score } from "./score.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const question = z
  .object({
    ...{ attribute: z.string(), label: z.string(), moves: z.number(), unknown: z.number() },
    choices: z.array(z.object({ value: z.string(), label: z.string(), points: z.number() })),
  })
  .openapi("Question");
const peer = z
  .object({
    ...{ source: z.string(), key: z.string(), name: text, website: text, fit: z.number().nullable(), level: text },
    ...{
      won: z.number().int(),
      lost: z.number().int(),
      listed: z.boolean(),
      alike: z.number(),
      same: z.array(z.string()),
    },
  })
  .openapi("SimilarAccount");
const steps = z.object({ high: z.number(), medium: z.number() });
const told = score
  .extend({
    reasons: z.array(
      z.object({
        ...{ attribute: z.string(), label: z.string(), value: text, band: text, points: z.number(), of: z.number() },
      }),
    ),
    rules: z.array(
      z.object({ id: z.string(), kind: z.string(), status: z.string(), who: z.string(), text: z.string() }),
    ),
    similar: z.object({ won: z.array(peer), lost: z.array(peer) }),
    among: z.object({ won: z.number().int(), lost: z.number().int() }),
    ask: z.array(question),
    by: z.object({ levels: steps, timing_levels: steps }),
    could: z.object({ low: z.number(), high: z.number() }).nullable(),
  })
  .openapi("Checked");
const checked = z.object({
  found: z.enum(["account", "several", "none"]),
  /** Of one account alone. */
  account: account.nullable(),
  checked: told.nullable(),
  /** Of several that it may be. */
  candidates: z.array(account),
  /** Of none: why, and what to answer instead. */
  why: text,
  questions: z.array(question),
});
type Told = z.infer<typeof told>;

/** Is this company one for us: by what is known of it, or by a few answers. */
export function checkRoutes(server: Server) {
  const app = routes();
  const tags = ["check"];
  const toolsOf = async (line: string): Promise<Omit<CheckTools, "index">> => {
    const scorer = await server.scorers.of(line, null);
    return { workspace: server.workspace, scorer, peers: await server.peers.of(line) };
  };

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/accounts/check", tags, ...needs("read") },
      summary: "Look a company up by its domain, website, an e-mail or its name",
      request: { query: lineQuery.extend({ q: z.string().trim().min(1).max(300) }) },
      responses: gives(checked),
    }),
    async (c) => {
      const { line, q } = c.req.valid("query");
      const tools = await toolsOf(line);
      const found = await server.indexes.use(line, (index) => checkAccount({ ...tools, index }, q));
      const empty = { account: null, checked: null, candidates: [], why: null, questions: [] };
      const answer = { ...empty, found: found.found };
      if (found.found === "account")
        return c.json({ ...answer, account: found.account, checked: answered(found.told) }, 200);
      if (found.found === "several") return c.json({ ...answer, candidates: [...found.candidates] }, 200);
      return c.json({ ...answer, why: found.why, questions: asked(found.questions) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/check/questions", tags, summary: "What to ask, the most telling first" },
      ...needs("read"),
      request: { query: lineQuery },
      responses: gives(z.object({ items: z.array(question) })),
    }),
    async (c) => {
      const { line } = c.req.valid("query");
      const { document } = await server.scorers.of(line, null);
      // Whoever reads the questions answers them next.
      void server.peers.of(line).catch(() => undefined);
      return c.json({ items: asked(questionsOf(document)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/check", tags, summary: "Score a company by answers" },
      ...needs("read"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.object({
            answers: z.record(z.string().max(200), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])),
          }),
        ),
      },
      responses: gives(told),
    }),
    async (c) =>
      c.json(answered(checkAnswers(await toolsOf(c.req.valid("query").line), c.req.valid("json").answers)), 200),
  );
  return app;
}

function asked(questions: ReturnType<typeof questionsOf>): z.infer<typeof question>[] {
  return questions.map((one) => ({ ...one, choices: [...one.choices] }));
}

function answered({ score: found, ...rest }: ReturnType<typeof checkAnswers>): Told {
  return { ...found, ...rest } as unknown as Told;
}
