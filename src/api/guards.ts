import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { ADDRESS } from "../auth/auth.ts";
import { ApiError } from "./errors.ts";
import type { Env, Server } from "./server.ts";

/** Bytes of a body, but for uploads and streams, which count for themselves. */
export const BODY_LIMIT = 1_000_000;
/** Requests in a minute: of nobody by their address, of a person, of a key. */
const PER_MINUTE = { nobody: 300, person: 3_000, key: 120_000 } as const;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
/** Paths that read their body themselves, piece by piece. */
const STREAMED = [
  /^\/api\/score\/batch$/,
  /^\/api\/imports\/[^/]+\/files\//,
  /^\/api\/(filter|audit)$/,
  /^\/api\/live-tests\/[^/]+\/outcomes$/,
];

/** Only names under which the server is known: a page elsewhere whose name was made to point here gets nothing. */
export function knownHost(hosts: ReadonlySet<string>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = (c.req.header("host") ?? "").toLowerCase();
    if (!hosts.has(host))
      throw new ApiError(
        "bad_request",
        `this server is not known as ${host.slice(0, 100) || "nothing"}: start it with --origin`,
      );
    await next();
  };
}

/** Who asks, before anything else looks at the request. */
export function lookUpCaller(server: Server): MiddlewareHandler<Env> {
  return async (c, next) => {
    const headers = new Headers(c.req.raw.headers);
    headers.set(ADDRESS, c.get("address"));
    c.set("caller", await server.callers.of(headers));
    await next();
  };
}

/**
 * A change that a browser asks for with a person's cookie has to come from our own page: its `Origin` is ours. Keys are sent by programs, and no
 * other page knows them.
 */
export function ownOrigin(origin: string, hosts: ReadonlySet<string>): MiddlewareHandler<Env> {
  const own = new Set([origin, ...[...hosts].flatMap((host) => [`http://${host}`, `https://${host}`])]);
  return async (c, next) => {
    if (!SAFE.has(c.req.method) && c.get("caller")?.kind !== "key") {
      const from = c.req.header("origin");
      const site = c.req.header("sec-fetch-site");
      const browser = from !== undefined || site !== undefined;
      const ours = from === undefined ? site === "same-origin" : own.has(from);
      if (browser ? !ours : c.req.header("cookie") !== undefined)
        throw new ApiError("forbidden", "this request did not come from a page of this server");
    }
    await next();
  };
}

/** Bodies that are read whole are small. */
export function smallBodies(): MiddlewareHandler<Env> {
  const limit = bodyLimit({
    maxSize: BODY_LIMIT,
    onError: () => {
      throw new ApiError("too_large", `a request may hold ${BODY_LIMIT / 1_000_000} MB`);
    },
  });
  return (c, next) => (STREAMED.some((path) => path.test(c.req.path)) ? next() : limit(c, next));
}

/** Slows down whoever asks too often. */
export function rateLimits(key: number = PER_MINUTE.key): MiddlewareHandler<Env> {
  const limiters = Object.fromEntries(
    Object.entries({ ...PER_MINUTE, key }).map(([kind, points]) => [
      kind,
      new RateLimiterMemory({ keyPrefix: kind, points, duration: 60 }),
    ]),
  ) as Record<keyof typeof PER_MINUTE, RateLimiterMemory>;
  return async (c, next) => {
    const caller = c.get("caller");
    const kind = caller?.kind ?? "nobody";
    try {
      await limiters[kind].consume(caller?.print ?? c.get("address"));
    } catch (refused) {
      const seconds = Math.ceil(((refused as RateLimiterRes).msBeforeNext ?? 1000) / 1000);
      c.header("retry-after", String(seconds));
      throw new ApiError("slow_down", `too many requests: try again in ${seconds} seconds`);
    }
    await next();
  };
}
