import type { MiddlewareHandler } from "hono";
import type { Env } from "./server.ts";

/** Answers that are made while they are sent: without a body to send, what they open would stay open. */
const STREAMS = [
  /^\/api\/accounts\/export\.csv$/,
  /^\/api\/lists\/[^/]+\/export(\.csv)?$/,
  /^\/api\/backup\.tar\.gz$/,
  /^\/api\/filter\/[^/]+\/[^/]+$/,
  /^\/api\/stream$/,
];

/** Whoever asks for the head of a stream alone is told to ask for all of it, before anything is opened. */
export function noHeadOfStreams(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.method === "HEAD" && STREAMS.some((path) => path.test(c.req.path)))
      return c.body(null, 405, { allow: "GET" });
    return next();
  };
}
