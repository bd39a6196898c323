import { people } from "../auth/people.ts";
import { type EraseRequest, eraseEverywhere } from "../engine/workspace/erase-everywhere.ts";
import { erasures } from "../engine/workspace/erasures.ts";
import { lookAtErasure, wouldErase } from "../engine/workspace/look-at-erasure.ts";
import { NotFoundError } from "../errors.ts";
import { effectsFor } from "./effects.ts";
import { ApiError, apiError } from "./errors.ts";
import { job } from "./jobs.ts";
import { accepts, callerOf, createRoute, gives, jsonBody, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const word = z.string().trim().min(1).max(320);
const whom = z.strictObject({
  kind: z.enum(["account", "person"]),
  key: word.openapi({
    description: "Of a company its website or id in the CRM; of a person their e-mail or id in the CRM",
  }),
  users: z.array(word).max(20).default([]).openapi({ description: "Names under which a person worked here" }),
});
const count = z.number().int();
const taken = {
  removed: z.array(z.object({ role: z.string(), source: z.string(), rows: count, cells: count })),
  ...{ changes: count, scores: count, stamps: count, listed: count, jobs: count, names: count, views: count },
};
const look = z
  .object({ ...taken, anything: z.boolean(), members: z.array(z.object({ email: z.string(), role: z.string() })) })
  .openapi("WouldErase");
const erasure = z
  .object({ erased_at: z.string(), account: count, person: count, deal: count })
  .openapi("Erasure", { description: "How many ids, websites and addresses it put on the list, as salted hashes" });

function requestOf({ kind, key, users }: z.infer<typeof whom>): EraseRequest {
  return kind === "account" ? { kind, key } : { kind, key, users };
}

/** Takes a company or a person out of everything. Words that name them are in no answer, no job and no line of a log. */
export function erasureRoutes(server: Server) {
  const app = routes();
  const { workspace, jobs, quiet, callers } = server;
  const tags = ["settings"];
  const path = "/api/erasures";

  app.openapi(
    createRoute({
      ...{ method: "get", path, tags, summary: "What was erased, without whose it was", ...needs("admin") },
      responses: gives(z.object({ items: z.array(erasure) })),
    }),
    async (c) => c.json({ items: [...(await erasures(workspace))] }, 200),
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: `${path}/look`, tags, summary: "What would go; nothing does", ...needs("admin") },
      request: jsonBody(whom),
      responses: gives(look),
    }),
    async (c) => {
      const found = await nameless(lookAtErasure(workspace, requestOf(c.req.valid("json"))));
      const { removed, members, ...counts } = found;
      return c.json({ ...counts, anything: wouldErase(found), removed: [...removed], members: [...members] }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path, tags, summary: "Erase a company or a person, for good, as a job", ...needs("admin") },
      request: jsonBody(whom.extend({ confirm: word.openapi({ description: "The key once more" }) })),
      responses: accepts(job),
    }),
    async (c) => {
      const { confirm, ...asked } = c.req.valid("json");
      if (confirm !== asked.key) throw new ApiError("invalid", "type it the same way once more: nothing was erased");
      const request = requestOf(asked);
      const by = callerOf(c).name;
      const begun = jobs.start("erase", by, async (tools) => {
        const effects = effectsFor(server, by, tools);
        try {
          await nameless(requireAdminLeft(server, request));
          const erased = await nameless(eraseEverywhere(workspace, request, effects, quiet.alone));
          const { stillNamed, cleaned, removed, ...counts } = erased;
          return { found: true, removed, ...counts, cleaned, still_named: stillNamed };
        } catch (error) {
          if (error instanceof NotFoundError) return { found: false };
          throw error;
        } finally {
          callers.forget();
          jobs.forgetEnded();
        }
      });
      return c.json(begun, 202);
    },
  );
  return app;
}

/** What work gives. A fault's own words may hold whom nobody is to name, and go to the log: of ours only the kind is told. */
async function nameless<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (apiError(error) !== null) throw error;
    throw new Error(`an erasure broke: ${error instanceof Error ? error.name : typeof error}`);
  }
}

/** @throws ApiError where nobody could look after the workspace any more */
async function requireAdminLeft({ workspace }: Server, request: EraseRequest): Promise<void> {
  if (request.kind !== "person") return;
  const { members } = await lookAtErasure(workspace, request);
  const going = members.filter(({ role }) => role === "admin").length;
  if (going > 0 && going === (await people(workspace.store)).filter(({ role }) => role === "admin").length)
    throw new ApiError(
      "conflict",
      "nobody would look after this workspace any more: make somebody else an admin first",
    );
}
