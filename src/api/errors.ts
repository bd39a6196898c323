import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { InputError, InterruptedError, NotFoundError } from "../errors.ts";
import { forApp } from "./app-words.ts";
import type { Env } from "./server.ts";

/** What every error answers: a code for programs, a sentence for people. */
export const errorAnswer = z
  .object({
    error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
  })
  .openapi("Error");

/** Codes of errors, with their status. */
export const STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  setup_required: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  slow_down: 429,
  broken: 500,
  busy: 503,
} as const;
export type ErrorCode = keyof typeof STATUS;

/** An answer that is no success, in words for whoever asked. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { readonly details?: unknown } = {}) {
    super(message, options);
    this.code = code;
    this.details = options.details;
  }
}

const OF_STATUS = new Map<number, ErrorCode>(
  Object.entries(STATUS)
    .filter(([code]) => code !== "setup_required")
    .map(([code, status]) => [status, code as ErrorCode]),
);

/** What went wrong, as an `ApiError`; null for a fault of ours, of which nobody outside learns more than that it happened. */
export function apiError(error: unknown): ApiError | null {
  if (error instanceof ApiError) return error;
  if (error instanceof InputError) return new ApiError("invalid", error.message, { cause: error });
  if (error instanceof NotFoundError) return new ApiError("not_found", error.message, { cause: error });
  if (error instanceof InterruptedError)
    return new ApiError("busy", "the server is stopping; nothing was changed", { cause: error });
  if (error instanceof HTTPException)
    return new ApiError(OF_STATUS.get(error.status) ?? "bad_request", error.message || "the request cannot be read", {
      cause: error,
    });
  if (holdsNul(error))
    return new ApiError("invalid", "a text holds a NUL character, which cannot be kept", { cause: error });
  return null;
}

/** PostgreSQL's code for a text that holds NUL; the driver's error carries it somewhere below. */
const NUL_CODE = "22021";

function holdsNul(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { readonly code?: unknown }).code === NUL_CODE || holdsNul(error.cause);
}

/** Answers with an error. */
export function answerError(c: Context<Env>, error: ApiError): Response {
  const { code, message, details } = error;
  // The rest of the body is not read: nothing else can come on this connection.
  if (code === "too_large") c.header("connection", "close");
  return c.json(
    { error: { code, message: forApp(message), ...(details === undefined ? {} : { details }) } },
    STATUS[code],
  );
}
