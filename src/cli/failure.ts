import { InputError, InterruptedError, NotFoundError, WarehouseError } from "../errors.ts";

/** What a person reads when a command fails, and the exit code: 1 the person must act, 130 interrupted, 70 our mistake. */
export function failureOf(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof InputError || error instanceof NotFoundError) return { text: error.message, code: 1 };
  if (error instanceof InterruptedError) return { text: "interrupted; nothing was written", code: 130 };
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === "ENOSPC")
    return { text: "the disk is full; nothing was written", code: 1 };
  if (error instanceof WarehouseError)
    return {
      text: `the database gave up: ${firstLine(error.message)}\nThis is a mistake of OpenICP; set OPENICP_DEBUG=1 to see the statement, and please report it.`,
      code: 70,
    };
  const message = error instanceof Error ? error.message : String(error);
  return {
    text: `${firstLine(message)}\nThis is a mistake of OpenICP; set OPENICP_DEBUG=1 to see where, and please report it.`,
    code: 70,
  };
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

/** Everything there is to know, for OPENICP_DEBUG=1. */
export function debugText(error: unknown): string {
  const sql = error instanceof WarehouseError ? `\nSQL: ${error.sql}` : "";
  return `${error instanceof Error ? error.stack : String(error)}${sql}`;
}
