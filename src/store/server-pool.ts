import { setTimeout } from "node:timers/promises";
import type { ClientBase, ClientConfig, Pool, PoolClient } from "pg";
import { isBroken, plainError } from "./plain-error.ts";
import { within } from "./within.ts";

const CONNECTIONS = 8;

/** For every connection: one whose other end is gone without a word breaks within half a minute. */
export const CONNECTION: ClientConfig = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 30_000,
};

/** The connections to a server that may go away and come back. */
export interface ServerPool {
  /**
   * Does something on a connection. Where none can be made, or it is found broken before anything was sent, it waits for the server a while:
   * nothing has been done yet. @throws InputError when the server stays away; else what `work` throws
   */
  use<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * @param admit is run on every new connection first; without it none is used
 * @param patience milliseconds for which a server that went away is waited for
 */
export function serverPool(
  makePool: (options: ClientConfig & { max: number; onConnect: (client: ClientBase) => Promise<void> }) => Pool,
  admit: (client: ClientBase) => Promise<void>,
  patience: number,
): ServerPool {
  const pool = makePool({ ...CONNECTION, max: CONNECTIONS, onConnect: admit });
  // A connection that breaks while nobody uses it is replaced.
  pool.on("error", () => undefined);
  // One that breaks in use fails the statement; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));

  async function connection(): Promise<PoolClient> {
    for (const end = Date.now() + patience; ; await setTimeout(100)) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isBroken(error) || Date.now() > end) throw plainError(error);
      }
    }
  }

  return {
    use: async (work) => {
      const client = await connection();
      try {
        const done = await work(client);
        client.release();
        return done;
      } catch (error) {
        // A broken one that goes back would be given to the next.
        client.release(isBroken(error));
        throw error;
      }
    },
    close: () => within(5000, pool.end()),
  };
}
