import { accessSync, constants, existsSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { PGlite } from "@electric-sql/pglite";
import { InputError } from "../errors.ts";
import { embeddedDurability } from "./durability.ts";
import { START, WAL_SEGMENT } from "./embedded-settings.ts";
import { plainError } from "./plain-error.ts";
import { plainStatements } from "./plain-statements.ts";
import type { Db, Row, Store } from "./store.ts";
import { syncFolder, syncNames } from "./sync-folder.ts";
import { unpackTar } from "./tar.ts";

/** The PostgreSQL inside PGlite; its folders are of this major version alone. */
export const EMBEDDED_MAJOR = "18";

const MB = 1_000_000;
/** For the log that PostgreSQL writes as it starts, and for a store made anew. */
const ROOM = 4 * MB;
const ROOM_FOR_NEW = 40 * MB;

export interface EmbeddedOptions {
  /** A packed folder with all migrations done (`template.ts`); null: make one from nothing, which takes seconds and 800 MB. */
  readonly template: string | null;
  /** False: the disk is not waited for, for tests; `durability` says so. Default true. */
  readonly fsync?: boolean;
}

async function start(dir: string, fsync: boolean): Promise<PGlite> {
  const [{ PGlite }, { durableFs }] = await Promise.all([import("@electric-sql/pglite"), import("./durable-fs.ts")]);
  return PGlite.create({
    fs: durableFs(dir),
    startParams: [...START, ...(fsync ? [] : ["-F"])],
    initDbStartParams: [WAL_SEGMENT],
  });
}

/** PostgreSQL's templates for further databases are two thirds of its files, and nobody makes further databases here. */
async function makeAnew(dir: string): Promise<void> {
  const client = await start(dir, false);
  await client.exec("update pg_database set datistemplate = false where datname in ('template0', 'template1')");
  for (const name of ["template0", "template1"]) await client.exec(`drop database ${name}`);
  await client.close();
}

/** Fills `dir` whole or not at all: made beside it, brought to the disk, renamed. What a dead process left is cleared. */
async function create(dir: string, { template, fsync }: Required<EmbeddedOptions>): Promise<void> {
  const unfinished = `${dir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    if (template === null) await makeAnew(unfinished);
    else unpackTar(gunzipSync(readFileSync(template)), unfinished);
    if (fsync) await syncFolder(unfinished);
    rmSync(dir, { recursive: true, force: true });
    renameSync(unfinished, dir);
    if (fsync) await syncNames(dirname(dir));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function isEmpty(dir: string): boolean {
  return !existsSync(dir) || readdirSync(dir).length === 0;
}

function checkMajor(dir: string): void {
  const path = join(dir, "PG_VERSION");
  if (!existsSync(path)) throw new InputError(`${dir} is not a store of OpenICP: it has no PG_VERSION`);
  const major = readFileSync(path, "utf8").trim();
  if (major !== EMBEDDED_MAJOR)
    throw new InputError(
      `the store in ${dir} was made by ${Number(major) > Number(EMBEDDED_MAJOR) ? "a newer" : "an older"} OpenICP (PostgreSQL ${major}, this one has ${EMBEDDED_MAJOR}): export the workspace with that version and restore it with this one`,
    );
}

/** PostgreSQL on a full or a read-only disk stops in the middle of its start, in words that nobody can act on. */
function checkRoom(dir: string): void {
  const there = existsSync(dir) ? dir : dirname(dir);
  try {
    accessSync(there, constants.W_OK);
  } catch (cause) {
    throw new InputError(
      `${there} cannot be written to (${(cause as NodeJS.ErrnoException).code}): the store needs that`,
      {
        cause,
      },
    );
  }
  const { bavail, bsize } = statfsSync(there);
  const room = existsSync(dir) ? ROOM : ROOM_FOR_NEW;
  if (bavail * bsize < room)
    throw new InputError(`the disk of ${there} is full: the store needs ${room / MB} MB to start; nothing was changed`);
}

function plainly(error: unknown): never {
  throw plainError(error);
}

/** Opens or makes a store in a folder. The caller holds the folder's lock: two processes in one folder lose rows without an error. */
export async function openEmbedded(dir: string, { template, fsync = true }: EmbeddedOptions): Promise<Store> {
  checkRoom(dir);
  if (isEmpty(dir)) await create(dir, { template, fsync });
  checkMajor(dir);
  const { drizzle } = await import("drizzle-orm/pglite");
  const client = await start(dir, fsync).catch((cause: unknown) => {
    throw new InputError(
      `the store in ${dir} cannot be opened, its files are damaged: restore the workspace from a backup`,
      {
        cause,
      },
    );
  });
  const db = drizzle(client);
  return {
    engine: "embedded",
    db: plainStatements(db as unknown as Db),
    transaction: (work) => db.transaction((tx) => work(tx as unknown as Db)).catch(plainly),
    execute: async (text, values = []) => (await client.query<Row>(text, [...values]).catch(plainly)).rows,
    script: (text) => client.transaction(async (tx) => void (await tx.exec(text))).catch(plainly),
    durability: await embeddedDurability(db as unknown as Db),
    // The lock of the folder keeps it.
    taken: () => null,
    close: () => client.close(),
  };
}
