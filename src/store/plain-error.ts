import { InputError } from "../errors.ts";

const FULL = "53100";
const GONE = /^(08|57P0)/;
/** pg's own words for a connection that broke. */
const BROKEN = /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/;
const NO_ANSWER = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);

/** The database's own error below drizzle's, whose message is the statement with all its values. */
function below(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error && error.message.startsWith("Failed query:")
    ? error.cause
    : error;
}

/**
 * What to throw for an error of the store: a sentence where a person can act (no room, no server), else what the database said, without
 * the values of the statement.
 */
export function plainError(error: unknown): unknown {
  const cause = below(error);
  const code = cause instanceof Error ? String((cause as { code?: unknown }).code ?? "") : "";
  if (code === FULL || code === "ENOSPC")
    return new InputError(
      "the disk is full: nothing of this was kept, and what was there before still is; make room and try again",
      {
        cause: error,
      },
    );
  if (GONE.test(code) || NO_ANSWER.has(code) || (cause instanceof Error && BROKEN.test(cause.message)))
    return new InputError(
      `PostgreSQL went away (${(cause as Error).message}): nothing of this was kept; start it and try again`,
      {
        cause: error,
      },
    );
  return cause;
}
