import { plainError } from "./plain-error.ts";
import type { Db } from "./store.ts";

interface Prepared {
  execute(...given: unknown[]): Promise<unknown>;
}

interface Session {
  prepareQuery(...given: unknown[]): Prepared;
}

/**
 * Has every statement of a database outside of transactions throw what `plainError` makes of drizzle's error, whose words are the statement
 * with all its values. The session is drizzle's own: it has no other place for this.
 */
export function plainStatements(db: Db): Db {
  const { session } = db as unknown as { readonly session: Session };
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (...given) => {
    const prepared = prepare(...given);
    const execute = prepared.execute.bind(prepared);
    prepared.execute = (...values) =>
      execute(...values).catch((error: unknown) => {
        throw plainError(error);
      });
    return prepared;
  };
  return db;
}
