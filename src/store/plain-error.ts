import { InputError } from "../errors.ts";

const FULL = "53100";
const GONE = /^(08|57P0)/;
/** pg's own words for a connection that broke, or could not be made in time. */
const BROKEN = /^(?:Connection terminated|Client has encountered a connection error|Client was closed|timeout expired)/;
const NO_ANSWER = new Set(
  "ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN".split(" "),
);

/** The database's own error below drizzle's, whose message is the statement with all its values. */
function below(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error && error.message.startsWith("Failed query:")
    ? error.cause
    : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String((error as { code?: unknown }).code ?? "") : "";
}

/** Whether the connection broke, or none could be made: not what the database answers to a statement. */
export function isBroken(error: unknown): boolean {
  const cause = below(error);
  const code = codeOf(cause);
  return GONE.test(code) || NO_ANSWER.has(code) || (cause instanceof Error && BROKEN.test(cause.message));
}

/** Whether this is `plainError`'s sentence for a server that went away: what failed may be tried again when it is back. */
export function isServerGone(error: unknown): boolean {
  return error instanceof InputError && isBroken(error.cause);
}

/** Whether what a broken connection had under way was kept: before a commit is sent, nothing is. */
export type Kept = "nothing" | "unknown";

/**
 * What to throw for an error of the store: a sentence where a person can act (no room, no server), else what the database said, without
 * the values of the statement.
 */
export function plainError(error: unknown, kept: Kept = "nothing"): unknown {
  const cause = below(error);
  const code = codeOf(cause);
  if (code === FULL || code === "ENOSPC")
    return new InputError(
      "the disk is full: nothing of this was kept, and what was there before still is; make room and try again",
      { cause },
    );
  if (isBroken(cause)) return new InputError(goneWords((cause as Error).message, kept), { cause });
  return cause;
}

function goneWords(said: string, kept: Kept): string {
  return kept === "nothing"
    ? `PostgreSQL went away (${said}): nothing of this was kept; start it and try again`
    : `PostgreSQL went away (${said}) while this was being written: it is there whole or not at all; start it, look, and try again if it is not there`;
}
