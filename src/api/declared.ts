import { declaredAnswers, declaredFromAnswers } from "../declared/answers.ts";
import { readPasted } from "../declared/pasted/read.ts";
import { declareDraft, declaredFromCompanies } from "../engine/workspace/declare-draft.ts";
import { keptDeclared } from "../engine/workspace/kept-declared.ts";
import { InputError } from "../errors.ts";
import { effectsFor } from "./effects.ts";
import { job } from "./jobs.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().min(1).max(200_000);
const SEED = 1;

/** Whether a build takes along what people believe. */
export const takesBeliefs = z
  .boolean()
  .default(true)
  .openapi({ description: "Take along what people believe (GET /api/icp/declared), where they declared it" });

/** What people believe before or beside their deals: twelve answers or a text, as a draft. */
export function declaredRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs } = server;
  const tags = ["declared"];

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/icp/declared", tags, summary: "What was declared last, or a template" },
      ...needs("read"),
      request: { query: lineQuery },
      responses: gives(
        z.object({
          text: z.string(),
          answers: declaredAnswers.nullable(),
          own: z.boolean().openapi({ description: "False for the template, which nobody has filled in" }),
        }),
      ),
    }),
    async (c) => {
      const { answers, ...kept } = await keptDeclared(workspace, c.req.valid("query").line);
      const read = declaredAnswers.safeParse(answers);
      return c.json({ ...kept, answers: read.success ? read.data : null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/icp/declared", tags, summary: "Keep it, and build a draft with it" },
      ...needs("write"),
      request: {
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            answers: declaredAnswers.optional(),
            text: text.optional().openapi({ description: "As openicp declare writes it; instead of answers" }),
            why: z.string().trim().max(2000).nullable().default(null),
          }),
        ),
      },
      responses: accepts(job),
    }),
    (c) => {
      const { line: icp } = c.req.valid("query");
      const { answers, text: given, why } = c.req.valid("json");
      const said = given ?? (answers === undefined ? null : declaredFromAnswers(answers));
      if (said === null) throw new InputError("give answers, or a text");
      const by = callerOf(c).name;
      const asked = { icp, text: said, answers: given === undefined ? (answers ?? null) : null, why, seed: SEED };
      const begun = jobs.start("declare", by, (tools) => declareDraft(workspace, asked, effectsFor(server, by, tools)));
      return c.json(begun, 202);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/icp/declared/text", tags, ...needs("write") },
      summary: "The text that answers, or companies one would clone, come to; nothing is kept",
      request: jsonBody(
        z.strictObject({
          answers: declaredAnswers.optional(),
          companies: text.optional().openapi({ description: "A table as CSV: a company a row, with its attributes" }),
        }),
      ),
      responses: gives(z.object({ text: z.string() })),
    }),
    async (c) => {
      const { answers, companies } = c.req.valid("json");
      if (companies !== undefined)
        return c.json({ text: await declaredFromCompanies(companies, { progress: () => undefined }) }, 200);
      if (answers === undefined) throw new InputError("give answers, or companies");
      return c.json({ text: declaredFromAnswers(answers) }, 200);
    },
  );

  const line = z.string();
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/icp/declared/read", tags, ...needs("write") },
      summary: "An ICP as somebody had it, as answers; with what was not understood. Nothing is kept",
      request: jsonBody(z.strictObject({ pasted: z.string().min(1).max(50_000) })),
      responses: gives(
        z
          .object({
            answers: declaredAnswers,
            taken: z.array(z.object({ line, as: z.array(z.string()) })),
            left: z.array(z.object({ line, why: z.string().nullable() })),
          })
          .openapi("ReadPasted"),
      ),
    }),
    (c) => {
      const { answers, taken, left } = readPasted(c.req.valid("json").pasted);
      return c.json({ answers, taken: taken.map(({ line, as }) => ({ line, as: [...as] })), left: [...left] }, 200);
    },
  );
  return app;
}
