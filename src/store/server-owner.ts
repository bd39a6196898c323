import { hostname } from "node:os";
import type { Client } from "pg";
import { InputError } from "../errors.ts";

/** PostgreSQL's own locks, named by two numbers, are apart for each database. */
const KEY = "4207, 2026";

const WHO = `select application_name as name from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and classid = 4207 and objid = 2026 and granted
    and pg_locks.database = (select oid from pg_database where datname = current_database())`;

/** What this process is called among the server's connections. */
export const APPLICATION = `openicp, process ${process.pid} on ${hostname()}`.slice(0, 63);

/** This process's hold of a database, for as long as a connection of its own lives. */
export interface Owner {
  /** Takes the hold again when the connection broke. @throws InputError when another process has it by now */
  ensure(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a database for this process alone: the queue and the run log rely on one process. PostgreSQL frees it when the connection ends,
 * whatever ends it.
 *
 * @param connect makes a new, unconnected client @throws InputError with the process that has it
 */
export async function ownDatabase(connect: () => Client, place: string): Promise<Owner> {
  let held: Client | null = null;
  let taking: Promise<void> | null = null;

  async function take(): Promise<void> {
    const client = connect();
    client.on("error", () => {
      if (held === client) held = null;
    });
    client.on("end", () => {
      if (held === client) held = null;
    });
    await client.connect();
    const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${KEY}) as got`);
    if (rows[0]?.got === true) {
      held = client;
      return;
    }
    const other = (await client.query<{ name: string }>(WHO)).rows[0]?.name;
    await client.end();
    throw new InputError(
      `the database ${place} is open in another OpenICP${other === undefined ? "" : ` (${other})`}: stop it, or wait until it is done`,
    );
  }

  async function ensure(): Promise<void> {
    if (held !== null) return;
    taking ??= take().finally(() => {
      taking = null;
    });
    await taking;
  }

  await ensure();
  return {
    ensure,
    release: async () => {
      const client = held;
      held = null;
      await client?.end();
    },
  };
}
