import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import { InputError } from "../../errors.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { audit } from "../../store/audit.ts";
import { waitingJobs } from "../../store/jobs-file.ts";
import { migrationsDone, PORTABLE_TABLES, readRows } from "../../store/rows-file.ts";
import { isDiskFull } from "../../warehouse/disk-full.ts";
import { fileHash } from "../../warehouse/kept/warehouse.ts";
import { VERSION } from "../version.ts";
import { type ArchiveFile, archiveStream, writeArchive } from "./archive.ts";
import { REPORTS } from "./keep-report.ts";
import { passingFolder } from "./passing-folder.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export const MANIFEST = "manifest.json";
export const EXPORT_FORMAT = 1;
export const WAREHOUSE_FILE = "warehouse.duckdb";
export const STORE_FOLDER = "store";
/** Jobs that wait, beside the tables. Older exports do not have it. */
export const JOBS_FILE = "jobs";

/** What an export says of itself; the first file in it. */
export const manifest = z.object({
  openicp_export: z.literal(EXPORT_FORMAT),
  version: z.string(),
  exported_at: z.string(),
  workspace: z.object({ id: z.string().min(1), created_at: z.string() }),
  /** Steps that the store's tables had gone through. */
  migrations: z.array(z.string()),
  /** Rows by table: `raw.accounts_1`, `store.versions`. */
  counts: z.record(z.string(), z.number().int().min(0)),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int().min(0), sha256: z.string() })),
});
export type Manifest = Readonly<z.infer<typeof manifest>>;

/**
 * Writes the whole workspace into one file, as of one moment: what the warehouse keeps, the store's rows and the jobs that wait (the same from both
 * stores), the reports.
 * Whole or not at all.
 *
 * @throws InputError where the file lies in the workspace itself, or cannot be written, or the disk has no room for it
 */
export async function exportWorkspace(
  workspace: Workspace,
  path: string,
  { now }: Pick<WorkspaceEffects, "now">,
): Promise<Manifest> {
  const { dir } = workspace;
  const to = resolve(path);
  if (to.startsWith(`${dir}/`))
    throw new InputError(`${path} lies in the workspace itself: write the export elsewhere`);
  const parent = dirname(to);
  if (!existsSync(parent)) throw new InputError(`cannot write ${path}: there is no folder ${dirname(path)}`);
  const work = await mkdtemp(join(parent, `.${basename(to)}-`)).catch((cause: NodeJS.ErrnoException) => {
    if (isDiskFull(cause)) throw fullDisk(cause, `cannot write ${path}`);
    throw new InputError(`cannot write ${path}: ${cause.code ?? cause.message}`, { cause });
  });
  try {
    const { said, files } = await staged(workspace, work, { now });
    await writeArchive(to, manifestOf(said), files);
    return said;
  } catch (error) {
    throw fullDisk(error, `cannot write ${path}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A whole workspace on its way out. */
export interface ExportStream {
  readonly said: Manifest;
  readonly bytes: Readable;
}

/**
 * The whole workspace as one file, as of one moment, whose bytes come as they are taken; what it is made of lies in the workspace's folder for
 * temporary files until then. The log tells who took it.
 *
 * @throws InputError where the disk has no room for it
 */
export async function exportStream(
  workspace: Workspace,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<ExportStream> {
  const folder = await passingFolder(workspace);
  try {
    const { said, files } = await staged(workspace, folder.path, { now });
    await audit(workspace.store.db, { at: now(), who: by, action: "backup", subject: "the workspace" });
    return { said, bytes: archiveStream(manifestOf(said), files, () => void folder.remove()) };
  } catch (error) {
    await folder.remove();
    throw fullDisk(error, "the workspace cannot be exported");
  }
}

function manifestOf(said: Manifest): { readonly name: string; readonly text: string } {
  return { name: MANIFEST, text: `${JSON.stringify(said, null, 2)}\n` };
}

/** Lays in a folder what an export holds, beside the reports, which stay where they are. */
async function staged(
  workspace: Workspace,
  work: string,
  { now }: Pick<WorkspaceEffects, "now">,
): Promise<{ readonly said: Manifest; readonly files: readonly ArchiveFile[] }> {
  const { dir, about, warehouse, store } = workspace;
  // The store first: scores that come between are in the warehouse alone, and are swept as those of any run that is not visible.
  const [tables, jobs, migrations] = await store.transaction(
    async (tx) => [await readRows(tx), await waitingJobs(tx), await migrationsDone(tx)] as const,
  );
  const rows = [...PORTABLE_TABLES.map((name) => [name, tables[name]] as const), [JOBS_FILE, jobs] as const];
  await mkdir(join(work, STORE_FOLDER));
  for (const [name, all] of rows)
    await writeFile(join(work, STORE_FOLDER, `${name}.jsonl`), all.map((row) => `${row}\n`).join(""));
  await warehouse.snapshot(join(work, WAREHOUSE_FILE));
  const names = [WAREHOUSE_FILE, ...rows.map(([name]) => `${STORE_FOLDER}/${name}.jsonl`)];
  const files = [
    ...(await Promise.all(names.map((name) => fileOf(name, join(work, name))))),
    ...(await reportsOf(dir)),
  ];
  const said: Manifest = {
    openicp_export: EXPORT_FORMAT,
    version: VERSION,
    exported_at: now().toISOString(),
    workspace: { id: about.id, created_at: about.created_at },
    migrations: [...migrations],
    counts: {
      ...(await tableCounts(workspace)),
      ...Object.fromEntries(rows.map(([name, all]) => [`store.${name}`, all.length])),
    },
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
  return { said, files };
}

/** The sentence for a disk without room; what is something else is given back. */
export function fullDisk(error: unknown, what: string): unknown {
  if (!isDiskFull(error)) return error;
  return new InputError(`${what}: the disk is full; free some space or give another place`, { cause: error });
}

async function fileOf(name: string, path: string): Promise<ArchiveFile> {
  return { name, path, bytes: (await stat(path)).size, sha256: await fileHash(path) };
}

async function reportsOf(dir: string): Promise<ArchiveFile[]> {
  const folder = join(dir, REPORTS);
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  return Promise.all(names.map((name) => fileOf(`${REPORTS}/${name}`, join(folder, name))));
}

async function tableCounts({ warehouse }: Workspace): Promise<Record<string, number>> {
  const database = await warehouse.work();
  try {
    const tables = await database.rows<{ schema: string; name: string }>(
      "SELECT schema_name AS schema, table_name AS name FROM duckdb_tables() WHERE database_name = 'kept' AND schema_name <> 'meta' ORDER BY 1, 2",
    );
    const counts: Record<string, number> = {};
    for (const { schema, name } of tables)
      counts[`${schema}.${name}`] = await database.value<number>(
        `SELECT count(*) FROM kept.${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
      );
    return counts;
  } finally {
    database.close();
  }
}
