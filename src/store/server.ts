import type { Client, ClientBase, QueryConfig } from "pg";
import { InputError } from "../errors.ts";
import { serverDurability } from "./durability.ts";
import { plainError } from "./plain-error.ts";
import { plainStatements } from "./plain-statements.ts";
import { applicationName, ownDatabase } from "./server-owner.ts";
import { CONNECTION, serverPool } from "./server-pool.ts";
import { statementOn, transactionOn } from "./server-statements.ts";
import type { Db, Row, Store } from "./store.ts";
import { within } from "./within.ts";

/** The oldest server that is tested. */
const OLDEST = 15;
/** For so many milliseconds a server that went away is waited for: a restart takes a few seconds. */
const PATIENCE = 10_000;

/** The address without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url))
    throw new InputError("DATABASE_URL is not an address like postgres://user:password@host:5432/database");
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/**
 * Opens a PostgreSQL database as a store. A server that restarts meanwhile is waited for by what has not begun yet; what it cuts off fails
 * with a sentence, and is not tried again here.
 *
 * @param patience milliseconds @throws InputError when it cannot be reached, is too old, or another process has it
 */
export async function openServer(url: string, patience = PATIENCE): Promise<Store> {
  const place = placeOf(url);
  const [{ default: pg }, { drizzle }] = await Promise.all([import("pg"), import("drizzle-orm/node-postgres")]);
  const config = { ...CONNECTION, connectionString: url, application_name: applicationName() };
  await checkServer(new pg.Client(config), place);
  const owner = await ownDatabase(() => new pg.Client(config), config.application_name, place).catch(
    (error: unknown) => {
      throw plainError(error);
    },
  );
  const pool = serverPool((options) => new pg.Pool({ ...config, ...options }), owner.admit, patience);
  const run = <T>(client: ClientBase, inside: (tx: Db) => Promise<T>): Promise<T> =>
    drizzle({ client: client as never }).transaction((tx) => inside(tx as unknown as Db));
  const transaction: Store["transaction"] = (work) => transactionOn(pool, patience, run, work);
  // What drizzle needs of a client. A transaction of its own would spread over several connections.
  const client = { query: (text: string | QueryConfig, values?: unknown[]) => statementOn(pool, text, values) };
  const db = Object.assign(drizzle({ client: client as never }), { transaction }) as unknown as Db;
  return {
    engine: "postgres",
    db: plainStatements(db),
    transaction,
    execute: async (text, values = []) => (await statementOn(pool, text, [...values])).rows as Row[],
    // PostgreSQL runs statements sent as one text in one transaction.
    script: async (text) => void (await statementOn(pool, text)),
    durability: await serverDurability(db),
    taken: owner.taken,
    close: async () => {
      await pool.close();
      // Last: until then nobody else writes.
      await owner.release();
    },
  };
}

/** @throws InputError when the server cannot be reached or is too old */
async function checkServer(client: Client, place: string): Promise<void> {
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number }>(
      "select current_setting('server_version_num')::int as number",
    );
    const major = Math.floor(rows[0]!.number / 10_000);
    if (major < OLDEST)
      throw new InputError(`PostgreSQL at ${place}: version ${major} is too old, OpenICP needs ${OLDEST} or newer`);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`PostgreSQL at ${place}: ${(cause as Error).message || "no answer"}; check DATABASE_URL`, {
      cause,
    });
  } finally {
    await within(2000, client.end()).catch(() => undefined);
  }
}
