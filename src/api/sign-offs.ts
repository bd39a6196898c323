import type { Caller } from "../auth/caller.ts";
import {
  answer,
  ask,
  type SignOffRequest,
  signerOf,
  type ToldSignOff,
  tellSignOff,
} from "../engine/workspace/sign-off.ts";
import { TEAMS } from "../engine/workspace/teams.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { callerOf, createRoute, gives, jsonBody, lineQuery, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const team = z.enum(TEAMS);
const said = z.enum(["agree", "disagree"]);
const told = z
  .object({
    ...{ number: z.number().int(), version: z.string() },
    claims: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["score", "attribute", "segment", "disqualifier"]),
        sentence: z.string(),
      }),
    ),
    asked: z.array(
      z.object({
        ...{ person: z.string(), team, claim: z.string(), answer: said.nullable(), comment: text },
        /** Whoever asks is this person. */
        own: z.boolean(),
        ...{ asked_at: z.string(), answered_at: text },
      }),
    ),
  })
  .openapi("SignOff");
const numbered = z.object({ number: z.string().regex(/^\d{1,9}$/, "a version has a number") });
const person = z.string().trim().min(1).max(200);

/** @param own by what whoever asks is kept; null for a program */
function shown({ claims, asked, ...rest }: ToldSignOff, own: string | null) {
  return {
    ...rest,
    claims: [...claims],
    asked: asked.map(({ key, person, team, claim, answer, comment, asked_at, answered_at }) => ({
      ...{ person, team, claim, answer, comment, own: key === own },
      ...{ asked_at: asked_at.toISOString(), answered_at: answered_at?.toISOString() ?? null },
    })),
  };
}

/** Who agrees with what a version claims. */
export function signOffRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["decisions"];
  const path = "/api/icp/versions/{number}/sign-off";
  const ownKey = async (caller: Caller, which: SignOffRequest): Promise<string | null> =>
    caller.kind === "person" ? signerOf(workspace, which, caller.email) : null;

  app.openapi(
    createRoute({
      ...{ method: "get", path, tags, summary: "What a version claims, and what people say of it", ...needs("read") },
      request: { params: numbered, query: lineQuery },
      responses: gives(told),
    }),
    async (c) => {
      const which = { icp: c.req.valid("query").line, version: c.req.valid("param").number };
      return c.json(shown(await tellSignOff(workspace, which), await ownKey(callerOf(c), which)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path,
        tags,
        summary: "Ask a person, by name or address; without claims, about all",
        ...needs("write"),
      },
      request: {
        params: numbered,
        query: lineQuery,
        ...jsonBody(z.strictObject({ person, team, claims: z.array(z.string().max(200)).max(200).default([]) })),
      },
      responses: gives(told),
    }),
    async (c) => {
      const which = { icp: c.req.valid("query").line, version: c.req.valid("param").number };
      const caller = callerOf(c);
      const done = await ask(workspace, { ...which, ...c.req.valid("json") }, effectsFor(server, caller.name));
      return c.json(shown(done, await ownKey(caller, which)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: `${path}/answers`,
        tags,
        summary: "What a person who was asked says: oneself, or for another, which needs write",
        ...needs("read"),
      },
      request: {
        params: numbered,
        query: lineQuery,
        ...jsonBody(
          z.strictObject({
            person: person.optional(),
            claim: z.string().max(200).nullable().default(null),
            answer: said.nullable().default(null),
            comment: z.string().trim().min(1).max(5000).nullable().default(null),
          }),
        ),
      },
      responses: gives(told),
    }),
    async (c) => {
      const caller = callerOf(c);
      const which = { icp: c.req.valid("query").line, version: c.req.valid("param").number };
      const { person = caller.email, ...rest } = c.req.valid("json");
      const own = await ownKey(caller, which);
      if ((own === null || own !== (await signerOf(workspace, which, person))) && !caller.scopes.includes("write"))
        throw new ApiError(
          "forbidden",
          `as ${caller.role} you answer for yourself: ask an editor to answer for others`,
        );
      const done = await answer(workspace, { ...which, person, ...rest }, effectsFor(server, caller.name));
      return c.json(shown(done, own), 200);
    },
  );
  return app;
}
