import { setImmediate as turn } from "node:timers/promises";
import type { VersionScorer } from "../engine/workspace/in-force-scorers.ts";
import { ApiError } from "./errors.ts";
import { givenRow } from "./given-row.ts";
import { LONGEST_LINE, linesOf, streamOf } from "./lines.ts";
import { createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const probability = z.object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() });
export const score = z
  .object({
    fit: z.number().int().nullable().openapi({ description: "0 to 100; null where the profile has no score" }),
    ...{ level: z.enum(["high", "medium", "low", "unknown"]).nullable(), sure: z.boolean().nullable() },
    known: z.number().nullable().openapi({ description: "Share of the weight that is known of it" }),
    ...{ segment: text, disqualified_by: text, p_win: probability.optional(), p_goal: probability.optional() },
    ...{ timing: z.number().nullable(), action: text, tier: text, icp: z.string() },
    reasons: z.array(
      z.object({ ...{ attribute: z.string(), value: text, band: text }, points: z.number(), of: z.number() }),
    ),
  })
  .openapi("Score");
const cells = z
  .record(z.string(), z.unknown())
  .openapi({ description: "Raw cells by column name, called as in your CRM" });
const version = z
  .union([z.string().min(1).max(100), z.number().int().positive()])
  .optional()
  .openapi({ description: "A number, or the beginning of an id; default: the version in force" });
const rejected = z.object({ index: z.number().int(), reason: z.string() });
const many = z.object({
  accepted: z.number().int(),
  rejected: z.array(rejected),
  items: z.array(score.extend({ index: z.number().int() })),
});

/** Accounts of one request; more go to `/api/score/batch`. */
const MOST = 1_000;
/** Rows that are scored in one go: others get their turn after them. */
const AT_ONCE = 200;

/** Scores of accounts that are sent, by the version in force or any other. */
export function scoreRoutes({ scorers }: Server) {
  const app = routes();
  const tags = ["score"];
  const by = (line: string, version: string | number | undefined): Promise<VersionScorer> =>
    scorers.of(line, version === undefined ? null : String(version));

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/score", tags, summary: "Score an account, or up to 1,000", ...needs("score") },
      request: {
        query: lineQuery,
        ...jsonBody(
          z.object({
            account: cells.optional(),
            accounts: z
              .array(z.unknown())
              .min(1)
              .max(MOST)
              .optional()
              .openapi({ type: "array", items: { type: "object" } }),
            version,
          }),
        ),
      },
      responses: gives(z.union([score, many]), "Of `account` its score; of `accounts` a list"),
    }),
    async (c) => {
      const { account, accounts, version } = c.req.valid("json");
      if ((account === undefined) === (accounts === undefined))
        throw new ApiError("invalid", "send an account, or a list of accounts");
      const scorer = await by(c.req.valid("query").line, version);
      if (account !== undefined) return c.json(scoredOne(scorer, account), 200);
      const items: z.infer<typeof many>["items"] = [];
      const rejected: z.infer<typeof many>["rejected"] = [];
      for (const [index, value] of accounts!.entries()) {
        const row = givenRow(value);
        if (typeof row === "string") rejected.push({ index, reason: row });
        else items.push({ index, ...answered(scorer.score(row)) });
        if (index % AT_ONCE === AT_ONCE - 1) await turn();
      }
      return c.json({ accepted: items.length, rejected, items }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/score/batch",
        tags,
        summary: "Score any number of accounts: NDJSON in, NDJSON out, in the same order",
      },
      ...needs("score"),
      request: {
        query: lineQuery.extend({ version: z.string().min(1).max(100).optional() }),
        body: {
          required: true,
          description: 'A line each: `{"Industry": "Insurance", ...}`',
          content: { "application/x-ndjson": { schema: z.string() } },
        },
      },
      responses: {
        ...gives(score),
        200: {
          description: "A line each: `index` (from 0) with the score, or with the `reason` why there is none",
          content: { "application/x-ndjson": { schema: z.string() } },
        },
      },
    }),
    async (c) => {
      const { line, version } = c.req.valid("query");
      const scorer = await by(line, version);
      const body = c.req.raw.body;
      if (body === null) throw new ApiError("invalid", "send the accounts as NDJSON: one JSON object on each line");
      return c.body(streamOf(scoredLines(scorer, body)), 200, { "content-type": "application/x-ndjson" }) as never;
    },
  );
  return app;
}

function scoredOne(scorer: VersionScorer, account: unknown) {
  const row = givenRow(account);
  if (typeof row === "string") throw new ApiError("invalid", row);
  return answered(scorer.score(row));
}

/** The score as the schema words it: a value of the engine is readonly. */
function answered(found: ReturnType<VersionScorer["score"]>): z.infer<typeof score> {
  return found as unknown as z.infer<typeof score>;
}

async function* scoredLines(scorer: VersionScorer, body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let index = 0;
  for await (const lines of linesOf(body))
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const group = lines.slice(from, from + AT_ONCE);
      yield group.map((one) => `${JSON.stringify(scoredLine(scorer, one, index++))}\n`).join("");
      await turn();
    }
}

function scoredLine(scorer: VersionScorer, line: string | null, index: number): object {
  if (line === null) return { index, reason: `a line holds ${LONGEST_LINE / 1_000_000} MB at most` };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { index, reason: "this line is no JSON" };
  }
  const row = givenRow(value);
  return typeof row === "string" ? { index, reason: row } : { index, ...scorer.score(row) };
}
