import { InputError } from "../errors.ts";
import { serverDurability } from "./durability.ts";
import { plainError } from "./plain-error.ts";
import { APPLICATION, ownDatabase } from "./server-owner.ts";
import type { Db, Row, Store } from "./store.ts";

/** The oldest server that is tested. */
const OLDEST = 15;

/** The address without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url))
    throw new InputError("DATABASE_URL is not an address like postgres://user:password@host:5432/database");
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Opens a PostgreSQL database as a store. @throws InputError when it cannot be reached or is too old */
export async function openServer(url: string): Promise<Store> {
  const place = placeOf(url);
  const [{ default: pg }, { drizzle }] = await Promise.all([import("pg"), import("drizzle-orm/node-postgres")]);
  const pool = new pg.Pool({ connectionString: url, max: 8, application_name: APPLICATION });
  // A connection that breaks while nobody uses it is replaced; the next statement says so when there is no server any more.
  pool.on("error", () => undefined);
  // One that breaks while a transaction has it fails the transaction; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const refuse = async (why: string, cause?: unknown): Promise<never> => {
    await pool.end();
    throw new InputError(`PostgreSQL at ${place}: ${why}`, { cause });
  };
  const version = await pool
    .query<{ number: number }>("select current_setting('server_version_num')::int as number")
    .catch((error: Error) => refuse(`${error.message || "no answer"}; check DATABASE_URL`, error));
  const major = Math.floor(version.rows[0]!.number / 10_000);
  if (major < OLDEST) await refuse(`version ${major} is too old, OpenICP needs ${OLDEST} or newer`);
  const owner = await ownDatabase(
    () => new pg.Client({ connectionString: url, application_name: APPLICATION }),
    place,
  ).catch(async (error: unknown) => {
    await pool.end();
    throw plainError(error);
  });
  const db = drizzle(pool);
  const owned = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await owner.ensure();
      return await work();
    } catch (error) {
      throw plainError(error);
    }
  };
  return {
    engine: "postgres",
    db: db as unknown as Db,
    transaction: (work) => owned(() => db.transaction((tx) => work(tx as unknown as Db))),
    execute: (text, values = []) => owned(async () => (await pool.query<Row>(text, [...values])).rows),
    // PostgreSQL runs statements sent as one text in one transaction.
    script: (text) => owned(async () => void (await pool.query(text))),
    durability: await serverDurability(db as unknown as Db),
    close: async () => {
      await owner.release();
      await pool.end();
    },
  };
}
