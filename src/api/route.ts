import { createRoute, OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import type { JSONValue } from "hono/utils/types";
import type { Caller } from "../auth/caller.ts";
import type { Scope } from "../auth/roles.ts";
import { ApiError, errorAnswer } from "./errors.ts";
import type { Env } from "./server.ts";

/** A group of routes. What does not fit its schema is refused before a handler sees it. */
export function routes(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const faults = result.error.issues.map(({ path, message }) => ({ at: path.join("."), message }));
      const [first] = faults;
      const said = first === undefined ? "the request does not fit" : `${first.at || "the request"}: ${first.message}`;
      throw new ApiError("invalid", said, { details: faults });
    },
  });
}

/** Lets through whoever may do what this scope stands for. */
function requires(scope: Scope): MiddlewareHandler<Env> {
  return async (c, next) => {
    const caller = c.get("caller");
    if (caller === null) throw new ApiError("unauthenticated", "sign in, or send a key in the header x-api-key");
    if (!caller.scopes.includes(scope))
      throw new ApiError(
        "forbidden",
        caller.kind === "key"
          ? `this key may not do that: it needs the scope ${scope}`
          : `as ${caller.role} you may not do that: ask an admin of this workspace`,
      );
    await next();
  };
}

/** Spread into a route: who may call it. A route without it, and not `open`, is found by a test. */
export function needs(scope: Scope) {
  return {
    middleware: [requires(scope)],
    security: [{ session: [] }, { key: [] }],
    "x-scope": scope,
  };
}

/** Spread into a route that everybody may call. */
export const open = { security: [] as Record<string, string[]>[], "x-scope": "none" };

/** The caller of a route that has `needs`. */
export function callerOf(c: Context<Env>): Caller {
  const caller = c.get("caller");
  if (caller === null) throw new ApiError("unauthenticated", "sign in, or send a key in the header x-api-key");
  return caller;
}

const problem = (description: string) => ({
  description,
  content: { "application/json": { schema: errorAnswer } },
});

/** Answers that any route may give. */
const PROBLEMS = {
  401: problem("Nobody is signed in, and no key was sent"),
  403: problem("This person or key may not do that"),
  404: problem("There is no such thing"),
  422: problem("Something in the request does not fit"),
  429: problem("Too many requests: slow down"),
};

/** The answers of a route: what it gives, and the errors that any may give. */
export function gives<S extends z.ZodType>(schema: S, description = "Done") {
  return { 200: { description, content: { "application/json": { schema } } }, ...PROBLEMS };
}

/** The answers of a route that starts a job. */
export function accepts<S extends z.ZodType>(schema: S) {
  return {
    202: { description: "Begun; follow it by its id", content: { "application/json": { schema } } },
    ...PROBLEMS,
  };
}

/** A body of JSON. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { body: { required: true, content: { "application/json": { schema } } } };
}

/** The profile meant, of a workspace with several. */
export const lineQuery = z.object({
  line: z.string().min(1).max(200).default("main").openapi({ description: "The product line; default main" }),
});

/** A value of the engine as an answer whose shape the OpenAPI document leaves open: readonly there, written as it is. */
export function asJson(value: object): Record<string, JSONValue> {
  return value as Record<string, JSONValue>;
}

/** A page of a list. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), total: z.number().int(), next: z.string().nullable() });
}

export { createRoute, type RouteConfig, z };
