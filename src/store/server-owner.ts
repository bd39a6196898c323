import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { Client, ClientBase } from "pg";
import { InputError } from "../errors.ts";
import { within } from "./within.ts";

/** PostgreSQL's own locks, named by two numbers, are apart for each database. One connection has this one alone. */
const HOLD = "4207, 2026";
/** Every other connection of the process that has `HOLD` has this one, shared. */
const USE = "4207, 2027";

const HOLDERS = `select pid, application_name as name from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and classid = 4207 and objid in (2026, 2027) and granted
    and pg_locks.database = (select oid from pg_database where datname = current_database())`;

/** First: a lock is never seen under another name. The address may have given one. */
const NAMED = "select set_config('application_name', $1, false)";

/** A connection of our own that broke is over for the server a moment after it is for us. */
const PATIENCE = 5000;
/** Looks at who has the database before a new connection is given up. */
const LOOKS = 5;

/** What this process is called among the server's connections; another store that it opens is called otherwise. */
export function applicationName(): string {
  const name = `openicp, process ${process.pid} on ${hostname()}`;
  return `${name.slice(0, 55)} #${randomBytes(3).toString("hex")}`;
}

/** This process's hold of a database. */
export interface Owner {
  /**
   * Makes a new connection one that may write: for as long as it lives, no other process can take the database, also when the connection that
   * has the hold breaks. @throws InputError from the moment on at which another process has taken it
   */
  admit(client: ClientBase): Promise<void>;
  /** Why everything fails from now on; null: the database is ours. */
  taken(): InputError | null;
  release(): Promise<void>;
}

interface Held {
  readonly client: Client;
  readonly pid: number;
}

/**
 * Takes a database for this process alone: the queue and the run log rely on one process. PostgreSQL frees it when the connections end,
 * whatever ends them.
 *
 * @param connect makes a new, unconnected client, called `name` @throws InputError with the process that has it
 */
export async function ownDatabase(connect: () => Client, name: string, place: string): Promise<Owner> {
  let held: Held | null = null;
  let taking: Promise<Held> | null = null;
  let lost: InputError | null = null;
  let once = false;

  function drop(client: Client): void {
    if (held?.client === client) held = null;
  }

  async function take(): Promise<Held> {
    if (lost !== null) throw lost;
    const client = connect();
    client.on("error", () => drop(client));
    client.on("end", () => drop(client));
    try {
      await client.connect();
      held = { client, pid: await hold(client, name, place) };
      once = true;
      return held;
    } catch (error) {
      await within(2000, client.end()).catch(() => undefined);
      if (once && error instanceof InputError) {
        lost = new InputError(`${error.message}; what this process had begun is not kept`);
        throw lost;
      }
      throw error;
    }
  }

  async function ensure(): Promise<Held> {
    if (held !== null) return held;
    taking ??= take().finally(() => {
      taking = null;
    });
    return taking;
  }

  async function admit(client: ClientBase): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      const mine = await ensure();
      // First said that we use it, then looked: whoever takes it in between sees us, or we see them.
      await client.query(`${NAMED}, pg_advisory_lock_shared(${USE})`, [name]);
      const { rows } = await client.query<{ pid: number }>(`${HOLDERS} and objid = 2026`);
      if (rows.some(({ pid }) => pid === mine.pid)) return;
      // Its end has not come to us yet.
      drop(mine.client);
    }
    throw new InputError(`the database ${place} is not kept by its lock: give DATABASE_URL a direct address`);
  }

  await ensure();
  return {
    admit,
    taken: () => lost,
    release: async () => {
      const client = held?.client;
      held = null;
      if (client !== undefined) await within(2000, client.end());
    },
  };
}

/** @returns the server's number of the connection @throws InputError when another process has the database */
async function hold(client: Client, name: string, place: string): Promise<number> {
  for (const end = Date.now() + PATIENCE; ; await setTimeout(50)) {
    const { rows } = await client.query<{ got: boolean; pid: number }>(
      `${NAMED}, pg_try_advisory_lock(${HOLD}) as got, pg_backend_pid() as pid`,
      [name],
    );
    const { got, pid } = rows[0]!;
    const holders = (await client.query<{ pid: number; name: string }>(HOLDERS)).rows;
    const other = holders.find((holder) => holder.name !== name);
    if (other !== undefined || (!got && Date.now() > end)) throw inUse(other?.name, place);
    if (got) return pid;
    // A connection of ours that broke, and that the server has not noticed.
    const former = holders.filter((holder) => holder.pid !== pid).map((holder) => holder.pid);
    await client.query("select pg_terminate_backend(pid) from unnest($1::int[]) as former (pid)", [former]);
  }
}

function inUse(name: string | undefined, place: string): InputError {
  const who = name === undefined ? "" : ` (${name.replace(/ #\w+$/, "")})`;
  return new InputError(`the database ${place} is open in another OpenICP${who}: stop it, or wait until it is done`);
}
