import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { InputError } from "../../errors.ts";
import { quoteText } from "../../sql/quote.ts";
import { confine, type Database, type DatabaseOptions, databaseOn } from "../database.ts";
import { isDiskFull } from "../disk-full.ts";
import { interruptOn } from "../interrupt-on.ts";
import { keptFault } from "./faults.ts";
import { KEPT, MIGRATIONS, migrate } from "./schema.ts";

/** The file of a workspace that keeps raw rows, their history and scores. One process owns it. */
export interface Warehouse {
  readonly path: string;
  /**
   * A connection of its own whose unqualified tables lie in a catalog in memory of its own, gone when it is closed; kept tables are
   * `kept.<schema>.<table>`. While the file is written anew it waits. `compressed`: what lies in it at a `CHECKPOINT` takes a quarter of the
   * memory from then on.
   */
  work(compressed?: boolean): Promise<Database>;
  /** Does what writes to the file, one after the other, on a connection of its own. Faults of file and disk become an `InputError`. */
  turn<T>(job: (database: Database) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Writes the file anew, so that nothing of deleted rows is left in it; false while other connections work, which have to end first. */
  compact(): Promise<boolean>;
  /** Writes a copy of all that is committed, as of one moment, to a path where nothing is. */
  snapshot(path: string): Promise<void>;
  /**
   * From here on, until the end of the process, no statement reads or writes a file but those of the warehouse, its folder for temporary files
   * and these folders, whatever it was made to say.
   */
  confine(folders: readonly string[]): Promise<void>;
  /** Writes what is committed from the log into the file itself. */
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

export interface WarehouseOptions extends Pick<DatabaseOptions, "memoryLimit" | "threads"> {
  /** For tests of older and newer formats. */
  readonly migrations?: readonly string[];
}

/** Leaves room for Node beside it within 4 GiB. */
const MEMORY = "2500MB";

/**
 * Opens the warehouse at `path`, or makes it; older formats are brought forward.
 * Throws `InputError` for a file that another process holds, that is damaged or newer, and for a folder that cannot be written to.
 */
export async function openWarehouse(path: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  const spill = join(dirname(resolve(path)), "tmp");
  const instance = await DuckDBInstance.create(":memory:", {
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    temp_directory: spill,
    memory_limit: options.memoryLimit ?? MEMORY,
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const owner = await instance.connect();
  const own = databaseOn(owner, () => undefined);
  try {
    await requireWritable(path, spill);
    await attach(own, path);
    await migrate(own, path, options.migrations ?? MIGRATIONS);
  } catch (error) {
    owner.closeSync();
    instance.closeSync();
    throw keptFault(error, path);
  }
  return warehouseOn(instance, owner, own, path, spill);
}

async function attach(database: Database, path: string): Promise<void> {
  await database.run(`ATTACH ${quoteText(resolve(path))} AS ${KEPT} (STORAGE_VERSION 'v1.0.0')`);
}

/** Tells it before DuckDB does, which opens a file that it may not write for reading alone. */
async function requireWritable(path: string, spill: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  try {
    await access(found === null ? dirname(resolve(path)) : path, constants.W_OK);
    // Not recursive: Node never returns from that where the system makes no folders, as in /proc.
    if ((await stat(spill).catch(() => null)) === null) await mkdir(spill);
    // Killed at its very beginning: nothing was in it yet.
    if (found?.size === 0) await rm(path);
  } catch (cause) {
    if (isDiskFull(cause)) throw cause;
    throw new InputError(`cannot write ${path}: the folder must be there and you must be allowed to write`, { cause });
  }
}

function warehouseOn(
  instance: DuckDBInstance,
  owner: DuckDBConnection,
  own: Database,
  path: string,
  spill: string,
): Warehouse {
  let last = 0;
  let working = 0;
  let confined = false;
  let compacting: Promise<unknown> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const leaving = new Set<Promise<unknown>>();
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const mine = queue.then(job, job);
    queue = mine.catch(() => undefined);
    return mine;
  };
  const begin = async (name: string, compressed: boolean): Promise<DuckDBConnection> => {
    while (compacting !== null) await compacting;
    // Counted before anything is waited for: nobody takes the file away in between.
    working++;
    try {
      const connection = await instance.connect();
      await connection.run(`ATTACH ':memory:' AS ${name}${compressed ? " (COMPRESS)" : ""}; USE ${name}`);
      return connection;
    } catch (error) {
      working--;
      throw error;
    }
  };
  const work = async (compressed = false): Promise<Database> => {
    const name = `work_${++last}`;
    const connection = await begin(name, compressed);
    return databaseOn(connection, () => {
      connection.closeSync();
      working--;
      // The catalog's tables go with it; a failure leaves them to the end of the process.
      const gone = owner.run(`DETACH ${name}`).catch(() => undefined);
      leaving.add(gone);
      void gone.then(() => leaving.delete(gone));
    });
  };
  const turn = <T>(job: (database: Database) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    inTurn(async () => {
      const database = await work();
      const close = interruptOn(signal, database);
      try {
        return await job(database);
      } catch (error) {
        throw keptFault(error, path);
      } finally {
        close();
      }
    });
  return {
    path,
    work,
    turn,
    compact: () =>
      inTurn(async () => {
        if (working > 0) return false;
        const done = Promise.all(leaving).then(() => compacted(own, path));
        compacting = done.catch(() => undefined);
        try {
          await done;
          return true;
        } catch (error) {
          throw keptFault(error, path);
        } finally {
          compacting = null;
        }
      }),
    snapshot: (to) =>
      inTurn(async () => {
        try {
          await copied(own, to);
        } catch (error) {
          throw keptFault(error, to);
        }
      }),
    confine: (folders) =>
      inTurn(async () => {
        if (confined) return;
        confined = true;
        await confine(owner, [spill, ...folders.map((folder) => resolve(folder))], ownFiles(path));
      }),
    checkpoint: () => inTurn(() => own.run(`CHECKPOINT ${KEPT}`)),
    close: () =>
      inTurn(async () => {
        // A connection that is closed while it still works takes the process down.
        await Promise.all(leaving);
        await own.run(`DETACH ${KEPT}`).catch(() => undefined);
        owner.closeSync();
        instance.closeSync();
        await rm(spill, { recursive: true, force: true });
      }),
  };
}

/** The file, the copy that takes its place, and what DuckDB lays beside them. */
function ownFiles(path: string): readonly string[] {
  const file = resolve(path);
  return [file, `${file}.new`].flatMap((one) => [
    one,
    ...[".wal", ".wal.checkpoint", ".wal.recovery"].map((end) => one + end),
  ]);
}

async function copied(own: Database, path: string): Promise<void> {
  await own.run(`ATTACH ${quoteText(path)} AS fresh (STORAGE_VERSION 'v1.0.0')`);
  try {
    await own.run(`COPY FROM DATABASE ${KEPT} TO fresh`);
  } finally {
    await own.run("DETACH fresh");
  }
}

/** A copy without free blocks takes the file's place; killed anywhere, one of the two stands there whole. */
async function compacted(own: Database, path: string): Promise<void> {
  const fresh = `${resolve(path)}.new`;
  await rm(fresh, { force: true });
  await rm(`${fresh}.wal`, { force: true });
  await copied(own, fresh);
  await own.run(`DETACH ${KEPT}`);
  try {
    await rename(fresh, resolve(path));
  } finally {
    await attach(own, path);
  }
}

/** Runs `job` as one transaction: all of it or nothing. */
export async function inTransaction<T>(database: Database, job: () => Promise<T>): Promise<T> {
  await database.run("BEGIN TRANSACTION");
  try {
    const result = await job();
    await database.run("COMMIT");
    return result;
  } catch (error) {
    await database.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Runs `job` as a transaction of which nothing stays; what it gave. */
export async function withoutEffect<T>(database: Database, job: () => Promise<T>): Promise<T> {
  await database.run("BEGIN TRANSACTION");
  try {
    return await job();
  } finally {
    await database.run("ROLLBACK");
  }
}

/** Hex SHA-256 of a file's bytes. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
