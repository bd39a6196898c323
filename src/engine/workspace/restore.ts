import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../../errors.ts";
import { icpsOf } from "../../store/icps.ts";
import { type JobEffects, openJobs } from "../../store/jobs.ts";
import { JOBS_SCHEMA, waitingJobs } from "../../store/jobs-file.ts";
import { shippedMigrations } from "../../store/migrations.ts";
import { openStore } from "../../store/open.ts";
import { PORTABLE_TABLES, type PortableRows, writeRows } from "../../store/rows-file.ts";
import { readSetting } from "../../store/settings.ts";
import type { Store } from "../../store/store.ts";
import { syncFolder } from "../../store/sync-folder.ts";
import type { ErasureList } from "../../warehouse/kept/erased.ts";
import { writeWhole } from "../write.ts";
import { readArchive, type Unpacked } from "./archive.ts";
import { cleanFiles } from "./clean-files.ts";
import { type Check, doctor } from "./doctor.ts";
import { applyErasures, type Erased } from "./erase.ts";
import { jobsWithout } from "./erased-jobs.ts";
import { EXPORT_FORMAT, fullDisk, JOBS_FILE, type Manifest, manifest, STORE_FOLDER } from "./export.ts";
import { finishErasure } from "./finish-erasure.ts";
import { ABOUT, type OpenWorkspaceOptions, openWorkspace } from "./open.ts";
import type { AboutWorkspace, WorkspaceEffects } from "./workspace.ts";

/** Takes back what was written into a database that was empty. */
const EMPTIED = `drop schema openicp cascade; drop schema if exists ${JOBS_SCHEMA} cascade`;

export interface RestoreRequest {
  readonly file: string;
  /** Empty, or not there yet. */
  readonly dir: string;
  /** Whom a later workspace has erased is erased from this one too; null: nobody. */
  readonly erased: ErasureList | null;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly about: AboutWorkspace;
  /** What the list of the erased took out. */
  readonly erased: Erased["removed"];
  readonly checks: readonly Check[];
}

/**
 * Makes a workspace of an export, in a folder and, with a database address, in an empty PostgreSQL database: whichever store it came from. Everything is
 * unpacked and checked beside the folder first; the folder appears whole or not at all.
 *
 * @throws InputError for a file that is no export, was changed, or is newer; for a folder or a database that holds something
 */
export async function restoreWorkspace(
  { file, dir, erased }: RestoreRequest,
  options: OpenWorkspaceOptions,
  effects: WorkspaceEffects,
): Promise<Restored> {
  const to = resolve(dir);
  if (existsSync(to) && (await readdir(to)).length > 0)
    throw new InputError(`${dir} is not empty: restore into a folder that is empty or not there yet`);
  const work = `${to}.restoring`;
  await rm(work, { recursive: true, force: true });
  try {
    await mkdir(work, { recursive: true });
    const said = await unpacked(file, work);
    const rows = await readStored(work);
    const waited = await linesOf(work, JOBS_FILE);
    const jobs = erased === null ? waited : jobsWithout(waited, erased);
    await rm(join(work, STORE_FOLDER), { recursive: true });
    const about: AboutWorkspace = {
      format: 1,
      ...said.workspace,
      store: options.databaseUrl === null ? "embedded" : "postgres",
    };
    await writeWhole(join(work, ABOUT), `${JSON.stringify(about, null, 2)}\n`);
    await fillStore(work, { rows, jobs }, options.databaseUrl, effects);
    try {
      const done = await looked(work, erased, options, effects);
      await syncFolder(work);
      if (existsSync(to)) await rmdir(to);
      else await mkdir(dirname(to), { recursive: true });
      await rename(work, to);
      return { manifest: said, about, ...done };
    } catch (error) {
      if (options.databaseUrl !== null) await emptied(options.databaseUrl);
      throw error;
    }
  } catch (error) {
    throw fullDisk(error, `cannot restore into ${dir}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpacked(file: string, work: string): Promise<Manifest> {
  let said: Manifest | null = null;
  const found = await readArchive(file, work, (text) => {
    said = readManifest(text, file);
  });
  checkHashes(file, said!, found);
  return said!;
}

function readManifest(text: string, file: string): Manifest {
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Told below, as anything else that is no manifest.
  }
  const format = (json as { openicp_export?: unknown } | null)?.openicp_export;
  if (typeof format === "number" && format > EXPORT_FORMAT)
    throw new InputError(`${file} was written by a newer OpenICP: use that version, or a newer one`);
  const read = manifest.safeParse(json);
  if (!read.success)
    throw new InputError(`${file} is no export of a workspace, or is damaged: take another backup`, {
      cause: read.error,
    });
  const known = shippedMigrations().map(({ name }) => name);
  if (read.data.migrations.some((name, i) => name !== known[i]))
    throw new InputError(
      `${file} was written by a newer OpenICP (${read.data.version}): use that version, or a newer one`,
    );
  return read.data;
}

function checkHashes(file: string, { files }: Manifest, found: Unpacked): void {
  const said = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const wrong = [...said.keys(), ...found.keys()].filter((name) => said.get(name) !== found.get(name));
  if (wrong.length > 0)
    throw new InputError(
      `${file} was changed or damaged (${[...new Set(wrong)].join(", ")}): take another backup; nothing was restored`,
    );
}

async function readStored(work: string): Promise<PortableRows> {
  const all: [string, readonly string[]][] = [];
  for (const name of PORTABLE_TABLES) all.push([name, await linesOf(work, name)]);
  return Object.fromEntries(all) as unknown as PortableRows;
}

/** None where the export is of a time before it had this file: the manifest tells which belong to it. */
async function linesOf(work: string, name: string): Promise<readonly string[]> {
  const path = join(work, STORE_FOLDER, `${name}.jsonl`);
  if (!existsSync(path)) return [];
  return (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
}

interface Stored {
  readonly rows: PortableRows;
  readonly jobs: readonly string[];
}

async function fillStore(
  work: string,
  { rows, jobs }: Stored,
  url: string | null,
  { now, warn }: WorkspaceEffects,
): Promise<void> {
  const store = await openStore(
    url === null ? { kind: "embedded", dir: join(work, STORE_FOLDER) } : { kind: "postgres", url },
  );
  try {
    if (url !== null) await requireEmptyStore(store);
    try {
      await store.transaction((tx) => writeRows(tx, rows));
      if (jobs.length > 0) await queueAgain(store, jobs, { now, warn: (text) => warn?.(text) });
    } catch (error) {
      if (url !== null) await store.script(EMPTIED);
      throw error;
    }
  } finally {
    await store.close();
  }
}

async function queueAgain(store: Store, jobs: readonly string[], effects: JobEffects): Promise<void> {
  const queue = await openJobs(store, effects);
  try {
    await queue.putIn(jobs);
  } finally {
    await queue.stop();
  }
}

async function requireEmptyStore(store: Store): Promise<void> {
  const { db } = store;
  const waiting = await store.transaction(waitingJobs);
  if ((await readSetting(db, "workspace")) !== null || (await icpsOf(db)).length > 0 || waiting.length > 0)
    throw new InputError("the database at DATABASE_URL holds a workspace already: give an empty one");
}

async function emptied(url: string): Promise<void> {
  const store = await openStore({ kind: "postgres", url });
  try {
    await store.script(EMPTIED);
  } finally {
    await store.close();
  }
}

/** Opens what was unpacked, erases whom the list names, and looks it over. */
async function looked(
  work: string,
  list: ErasureList | null,
  options: OpenWorkspaceOptions,
  effects: WorkspaceEffects,
): Promise<Pick<Restored, "erased" | "checks">> {
  const workspace = await openWorkspace(work, options, effects);
  try {
    const { warehouse, store } = workspace;
    const erased = list === null ? [] : await applyErasures(warehouse, list, true);
    if (list !== null) {
      await finishErasure(warehouse, store, effects);
      await cleanFiles(workspace);
    }
    const { healthy, checks } = await doctor(workspace);
    if (!healthy)
      throw new InputError(
        `what was exported is not whole: ${checks.flatMap(({ faults }) => faults).join("; ")}; nothing was restored`,
      );
    return { erased, checks };
  } finally {
    await workspace.close();
  }
}
