import type PgBoss from "pg-boss";
import type { Store } from "./store.ts";

/** `BEGIN; ...; COMMIT;`, as pg-boss writes what it does under its lock. */
const OWN_TRANSACTION = /^\s*BEGIN;([\s\S]*?)COMMIT;\s*$/;
/** How pg-boss closes a job. Its own clock does so without waiting, where an error would end the process. */
const CLOSES_A_JOB = /\bcompleted_on = now\(\)|\bdeleted_jobs\b/;

export interface JobsDb {
  /** For pg-boss itself. */
  readonly own: PgBoss.Db;
  /** For calls that we wait for: throws what the database says. */
  readonly ours: PgBoss.Db;
  /** Takes no more statements, and waits for those under way. */
  close(): Promise<void>;
}

/** The store as pg-boss wants a database. Its transactions are ours: on the embedded engine one that broke off would block all others. */
export function jobsDb(store: Store, warn: (text: string) => void): JobsDb {
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  const run = async (text: string, values: readonly unknown[] | undefined): Promise<{ rows: unknown[] }> => {
    const script = OWN_TRANSACTION.exec(text)?.[1];
    if (script === undefined) return { rows: [...(await store.execute(text, values ?? []))] };
    await store.script(script);
    return { rows: [] };
  };
  const ours = {
    executeSql: (text: string, values: unknown[]) => {
      // No rows at all is what pg-boss takes for "nothing happened".
      if (closed) return Promise.resolve({ rows: undefined as unknown as unknown[] });
      const statement = run(text, values);
      underWay.add(statement);
      const over = () => void underWay.delete(statement);
      statement.then(over, over);
      return statement;
    },
  };
  const own = {
    executeSql: async (text: string, values: unknown[]) => {
      if (!CLOSES_A_JOB.test(text)) return ours.executeSql(text, values);
      return ours.executeSql(text, values).catch((error: Error) => {
        warn(`the job queue could not note the end of a job: ${error.message}`);
        return { rows: undefined as unknown as unknown[] };
      });
    },
  };
  return {
    own,
    ours,
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}
