import type { Rejection } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { shownName, splitSheet } from "../../warehouse/files/sheet-path.ts";
import { type ImportRecord, type KeptSource, keptImports } from "../../warehouse/kept/source.ts";
import { fileHash } from "../../warehouse/kept/warehouse.ts";
import type { ImportOptions, ImportSummary } from "./import.ts";
import type { KeptRole } from "./role-of.ts";
import { type SourceSaid, saidOf, withSaid } from "./said.ts";

/** What tells a file, and a sheet of it, from others; its hash is empty where it is not there. */
export async function hashOf(path: string): Promise<string> {
  const { path: file, sheet } = splitSheet(path);
  // A file that is not there gets its sentence from its reader.
  const hash = await fileHash(file).catch(() => "");
  return sheet === null ? hash : `${hash}#${sheet}`;
}

/** The summary for a file that was imported as it is, read the same way; null where there is something to do. */
export async function sameFile(
  database: Database,
  sources: readonly KeptSource[],
  sha256: string,
  path: string,
  told: KeptRole | undefined,
  now: SourceSaid,
  { whole }: ImportOptions,
): Promise<ImportSummary | null> {
  const imports = await keptImports(database);
  const found = imports.findLast((one) => one.sha256 === sha256 && (told === undefined || one.role === told));
  const source = sources.find((one) => one.source === found?.source);
  if (sha256 === "" || found === undefined || source === undefined) return null;
  const newer = imports.some((one) => one.source === found.source && one.import > found.import);
  if (whole === true && (newer || !found.whole)) return null;
  if (JSON.stringify(withSaid(saidOf(source), now)) !== JSON.stringify(saidOf(source))) return null;
  const since = newer ? " Newer files of its kind came since: --again brings its values back." : "";
  const as = found.file === shownName(path) ? "" : ` as ${found.file}`;
  return {
    import: null,
    file: shownName(path),
    role: source.role as KeptRole,
    source: source.source,
    firstOfKind: false,
    key: source.key.headers,
    read: found.read,
    new: 0,
    changed: 0,
    unchanged: found.read - found.rejected - found.merged,
    merged: found.merged,
    rejected: await rejectedThen(database, found),
    gone: 0,
    notes: [
      `${shownName(path)} was imported before${as} (import ${found.import}, ${found.started.slice(0, 10)}): nothing changes.${since}`,
    ],
  };
}

function rejectedThen(database: Database, { import: id }: ImportRecord): Promise<readonly Rejection[]> {
  return database.rows<Rejection>(
    `SELECT file, line, "column", reason FROM kept.meta.rejections WHERE import = ${id} ORDER BY place`,
  );
}
