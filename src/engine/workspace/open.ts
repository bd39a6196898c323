import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { InputError } from "../../errors.ts";
import { addIcp, icpsOf } from "../../store/icps.ts";
import { lockWorkspace } from "../../store/lock.ts";
import { openStore } from "../../store/open.ts";
import { interruptRuns } from "../../store/runs.ts";
import { putSetting, readSetting } from "../../store/settings.ts";
import type { Store } from "../../store/store.ts";
import { isUncleaned } from "../../warehouse/kept/erase-scores.ts";
import { sweepScores } from "../../warehouse/kept/scores.ts";
import { inTransaction, openWarehouse } from "../../warehouse/kept/warehouse.ts";
import { writeWhole } from "../write.ts";
import { cleanFiles } from "./clean-files.ts";
import { finishErasure } from "./finish-erasure.ts";
import { newestRuns } from "./visible.ts";
import { type AboutWorkspace, MAIN, type Workspace, type WorkspaceEffects } from "./workspace.ts";

export const ABOUT = "workspace.json";
const WAREHOUSE = "warehouse.duckdb";
const STORE = "store";
const FORMAT = 1;

const about = z.object({
  format: z.literal(FORMAT),
  id: z.string().min(1),
  created_at: z.string(),
  store: z.enum(["embedded", "postgres"]),
});

export interface OpenWorkspaceOptions {
  /** Address of a PostgreSQL database that holds the state; null: a folder of the workspace does. */
  readonly databaseUrl: string | null;
  /** The command, for whoever wants to open it meanwhile. */
  readonly doing: string;
  readonly threads?: number;
  readonly memoryLimit?: string;
}

/**
 * Makes a workspace in a folder that is not there or empty.
 *
 * @throws InputError for a folder that holds something else, and for a database that belongs to another workspace
 */
export async function initWorkspace(
  dir: string,
  options: OpenWorkspaceOptions,
  effects: WorkspaceEffects,
): Promise<AboutWorkspace> {
  await requireEmpty(dir);
  const made: AboutWorkspace = {
    format: FORMAT,
    id: randomUUID(),
    created_at: effects.now().toISOString(),
    store: options.databaseUrl === null ? "embedded" : "postgres",
  };
  const workspace = await openIn(dir, made, options, effects);
  try {
    await workspace.store.transaction(async (tx) => {
      await addIcp(tx, { id: MAIN, name: "Ideal customer profile", at: effects.now() });
      await putSetting(tx, { key: "workspace", value: made.id, at: effects.now(), by: effects.by });
    });
    // Written last: a folder without it is none, and may be begun again.
    await writeWhole(join(dir, ABOUT), `${JSON.stringify(made, null, 2)}\n`);
  } finally {
    await workspace.close();
  }
  return made;
}

/** What an interrupted `init` leaves may be there. */
async function requireEmpty(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`cannot make the folder ${dir}: ${cause.code ?? cause.message}`, { cause });
  });
  if (existsSync(join(dir, ABOUT)))
    throw new InputError(`${dir} is a workspace already: openicp import FILE --workspace ${dir}`);
  const own: readonly string[] = [WAREHOUSE, `${WAREHOUSE}.wal`, STORE, `${STORE}.new`, "lock.json", "lock", "tmp"];
  const others = (await readdir(dir)).filter((name) => !own.includes(name));
  if (others.length > 0)
    throw new InputError(
      `${dir} holds ${others.slice(0, 3).join(", ")}: give an empty folder, or one that is not there`,
    );
}

/** Reads `workspace.json`. @throws InputError for a folder that is no workspace, or one of a newer OpenICP */
export async function aboutWorkspace(dir: string): Promise<AboutWorkspace> {
  const path = join(dir, ABOUT);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT")
      throw new InputError(`${dir} is no workspace: make one with openicp init --workspace ${dir}`, { cause });
    throw new InputError(`cannot read ${path}: ${cause.code ?? cause.message}`, { cause });
  });
  const read = parsed(text);
  if (typeof read?.format === "number" && read.format > FORMAT)
    throw new InputError(
      `${dir} was written by a newer OpenICP (format ${read.format}, this one knows ${FORMAT}): use that version, or a newer one`,
    );
  const found = about.safeParse(read);
  if (found.success) return found.data;
  throw new InputError(`${path} is damaged: restore the workspace from a backup (openicp workspace restore)`, {
    cause: found.error,
  });
}

function parsed(text: string): Partial<AboutWorkspace> | null {
  try {
    return JSON.parse(text) as Partial<AboutWorkspace>;
  } catch {
    return null;
  }
}

/**
 * Opens a workspace for this process alone, and puts in order what a process before it left: runs that never ended, scores that never became
 * visible.
 *
 * @throws InputError for a folder that is none, that another process has open, that is damaged, or newer
 */
export async function openWorkspace(
  dir: string,
  options: OpenWorkspaceOptions,
  effects: WorkspaceEffects,
): Promise<Workspace> {
  const found = await aboutWorkspace(dir);
  if (found.store === "postgres" && options.databaseUrl === null)
    throw new InputError(`the state of ${dir} lies in PostgreSQL: set DATABASE_URL to its address`);
  if (found.store === "embedded" && options.databaseUrl !== null)
    throw new InputError(
      `${dir} keeps its state in its own folder, and DATABASE_URL is set: unset it (openicp workspace export and restore move a workspace to PostgreSQL)`,
    );
  await requireThere(dir, found);
  return openIn(dir, found, options, effects);
}

/** What is not there would be made anew, empty. */
async function requireThere(dir: string, { store }: AboutWorkspace): Promise<void> {
  const missing = async (path: string, what: string): Promise<void> => {
    const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT") return null;
      throw new InputError(`cannot read ${path}: ${cause.code ?? cause.message}`, { cause });
    });
    if (found === null || (found.isFile() && found.size === 0))
      throw new InputError(
        `${what} of ${dir} is ${found === null ? "missing" : "empty"} (${path}): put it back, or restore a backup (openicp workspace restore); nothing was changed`,
      );
  };
  await missing(join(dir, WAREHOUSE), "the warehouse");
  if (store === "embedded") await missing(join(dir, STORE, "PG_VERSION"), "the store");
}

async function openIn(
  dir: string,
  found: AboutWorkspace,
  { databaseUrl, doing, threads, memoryLimit }: OpenWorkspaceOptions,
  effects: WorkspaceEffects,
): Promise<Workspace> {
  const path = resolve(dir);
  const lock = await lockWorkspace(path, doing, { now: effects.now });
  const opened: (() => Promise<void>)[] = [() => lock.release()];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.toReversed()) await close();
  };
  try {
    const warehouse = await openWarehouse(join(path, WAREHOUSE), {
      ...(threads === undefined ? {} : { threads }),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    });
    opened.push(() => warehouse.close());
    const place =
      databaseUrl === null
        ? { kind: "embedded" as const, dir: join(path, STORE) }
        : { kind: "postgres" as const, url: databaseUrl };
    const store = await openStore(place);
    opened.push(() => store.close());
    await requireOwn(store, found);
    const mended = await putInOrder({ dir: path, warehouse, store }, effects);
    return { dir: path, about: found, warehouse, store, mended, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** A PostgreSQL database serves one workspace. */
async function requireOwn(store: Store, { id }: AboutWorkspace): Promise<void> {
  const owner = await readSetting(store.db, "workspace");
  if (owner !== null && owner !== id)
    throw new InputError("the database at DATABASE_URL belongs to another workspace: give each a database of its own");
  if (owner === null && (await icpsOf(store.db)).length > 0)
    throw new InputError("the database at DATABASE_URL holds a workspace that was not made here: give an empty one");
}

async function putInOrder(
  workspace: Pick<Workspace, "dir" | "warehouse" | "store">,
  effects: WorkspaceEffects,
): Promise<string[]> {
  const { warehouse, store } = workspace;
  const ended = await interruptRuns(store.db, effects.now());
  const visible = await newestRuns(store.db);
  const forgotten = await finishErasure(warehouse, store, effects);
  if (forgotten !== null || (await warehouse.turn(isUncleaned))) await cleanFiles(workspace);
  const swept = await warehouse.turn((database) => inTransaction(database, () => sweepScores(database, visible)));
  return [
    ...ended.map(
      ({ kind, started_at }) =>
        `a run of ${kind} begun ${started_at.toISOString().slice(0, 16).replace("T", " ")} had not ended: it is marked as interrupted`,
    ),
    ...(forgotten === null ? [] : ["an erasure had not ended: lists, tasks and the log have forgotten now too"]),
    ...(swept === 0
      ? []
      : [`${swept.toLocaleString("en-US")} rows of scores had never become visible: they are taken away`]),
  ];
}
