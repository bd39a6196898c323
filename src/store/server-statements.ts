import type { ClientBase, QueryConfig, QueryResult } from "pg";
import { isBroken, plainError } from "./plain-error.ts";
import type { ServerPool } from "./server-pool.ts";

/** What changes nothing: when its connection breaks, nothing is in doubt. */
const READS = /^\s*(?:select|show)\b/i;

/** One statement, or several in one text. Not tried again once it was sent. @throws what `plainError` makes of it */
export async function statementOn(
  pool: ServerPool,
  text: string | QueryConfig,
  values?: unknown[],
): Promise<QueryResult> {
  try {
    return await pool.use((client) => client.query(text, values));
  } catch (error) {
    throw plainError(error, READS.test(typeof text === "string" ? text : text.text) ? "nothing" : "unknown");
  }
}

type Stage = "before" | "within" | "after";

/**
 * A transaction. One that the server cut off before `work` began is begun again, on another connection; one that it cut off later is not: `work` may
 * have done more than statements.
 *
 * @param run begins on a client, calls `inside`, and commits or rolls back @throws what `work` throws, or what `plainError` makes of it
 */
export async function transactionOn<Tx, T>(
  pool: ServerPool,
  patience: number,
  run: (client: ClientBase, inside: (tx: Tx) => Promise<T>) => Promise<T>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (const end = Date.now() + patience; ; ) {
    const seen: { stage: Stage; thrown: readonly unknown[] } = { stage: "before", thrown: [] };
    const inside = async (tx: Tx): Promise<T> => {
      seen.stage = "within";
      try {
        const done = await work(tx);
        seen.stage = "after";
        return done;
      } catch (error) {
        seen.thrown = [error];
        throw error;
      }
    };
    try {
      return await pool.use((client) => run(client, inside));
    } catch (error) {
      if (seen.stage === "before" && isBroken(error) && Date.now() < end) continue;
      // What went wrong first, not what the rollback said on a connection that was gone by then.
      throw plainError(seen.thrown.length > 0 ? seen.thrown[0] : error, seen.stage === "after" ? "unknown" : "nothing");
    }
  }
}
