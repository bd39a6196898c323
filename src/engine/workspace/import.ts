import type { RawTable, Rejection } from "../../ingest/facts.ts";
import { namedField } from "../../ingest/named-field.ts";
import { assignmentIn, type IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type ReadOptions, readFile } from "../../warehouse/files/read.ts";
import { shownName } from "../../warehouse/files/sheet-path.ts";
import { applyRows } from "../../warehouse/kept/apply.ts";
import { type Compared, compareRows, type Incoming } from "../../warehouse/kept/compare.ts";
import { erasureList } from "../../warehouse/kept/erased.ts";
import {
  type ImportRecord,
  type KeptSource,
  keptSources,
  saveImportSql,
  saveRejectionsSql,
  saveSourceSql,
} from "../../warehouse/kept/source.ts";
import { inTransaction, type Warehouse } from "../../warehouse/kept/warehouse.ts";
import type { Effects } from "../effects.ts";
import { modifiedOf } from "../gather/versions.ts";
import { findSource, placeHeaders, sourceName } from "./find-source.ts";
import { refusedSql, withoutErased } from "./import-erased.ts";
import { oddNotes } from "./import-notes.ts";
import { requireOwnAccounts, requireOwnNames } from "./import-refuses.ts";
import { hashOf, sameFile } from "./imported-before.ts";
import { type RowKeys, rowKeys } from "./keys.ts";
import { type KeptRole, recognised, requireRole } from "./role-of.ts";
import { readingOf, saidNow, saidOf, withSaid } from "./said.ts";
import { layView } from "./views.ts";

/** A file to be imported; what it is, where a person says so. */
export interface ImportFile {
  readonly path: string;
  readonly role?: KeptRole | undefined;
}

export interface ImportOptions {
  readonly reading?: ReadOptions;
  /** What its columns mean: remembered with the source. */
  readonly ingest?: Partial<IngestOptions>;
  /** Each file names all rows of its source: those that it does not name are gone. */
  readonly whole?: boolean;
  /** Reads a file again that has been imported before. */
  readonly again?: boolean;
}

export interface ImportEffects extends Pick<Effects, "signal" | "progress"> {
  /** The time, ISO: when an import began and ended, and from when on its values are known. */
  readonly now: () => string;
}

/** What an import did: `read = new + changed + unchanged + merged + rejected.length`, always. */
export interface ImportSummary {
  /** Its number; null where the very file was imported before, so that nothing was done. */
  readonly import: number | null;
  readonly file: string;
  readonly role: KeptRole;
  readonly source: string;
  /** The source is new: no file of this kind came before. */
  readonly firstOfKind: boolean;
  /** Headers that make the key; empty for the whole row. */
  readonly key: readonly string[];
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly merged: number;
  readonly rejected: readonly Rejection[];
  /** Rows of the source that a whole file does not name. */
  readonly gone: number;
  readonly notes: readonly string[];
}

/**
 * Imports files into the warehouse, one after the other: each as one transaction, all of it or nothing. Rows are known again by their key; what a
 * changed cell held before is kept with the day.
 *
 * @throws InputError for a file that cannot be read, or does not tell what it is; files before it are imported then
 */
export async function importFiles(
  warehouse: Warehouse,
  files: readonly ImportFile[],
  options: ImportOptions,
  effects: ImportEffects,
): Promise<ImportSummary[]> {
  const summaries: ImportSummary[] = [];
  for (const [i, file] of files.entries()) {
    effects.progress(`importing ${shownName(file.path)}`, i, files.length);
    summaries.push(await warehouse.turn((database) => importFile(database, file, options, effects), effects.signal));
  }
  return summaries;
}

const STAGED = "staged";

async function importFile(
  database: Database,
  { path, role: told }: ImportFile,
  options: ImportOptions,
  effects: ImportEffects,
): Promise<ImportSummary> {
  const started = effects.now();
  const file = shownName(path);
  const sources = await keptSources(database);
  const now = saidNow(options.reading ?? {}, options.ingest ?? {});
  const byName = sources.find((source) => source.files.includes(file) && (told === undefined || told === source.role));
  const sha256 = await hashOf(path);
  const same = options.again === true ? null : await sameFile(database, sources, sha256, path, told, now, options);
  if (same !== null) return same;
  const reading = readingOf(options.reading ?? {}, saidOf(byName ?? null));
  const raw = await readFile(database, path, told ?? "accounts", STAGED, reading);
  requireOwnNames(raw);
  const role = told ?? recognised(sources, file, raw.columns);
  const list = await erasureList(database);
  const named = namedIn(raw.columns, [
    ...(now.ingest.map ?? []),
    ...(byName === undefined ? [] : (saidOf(byName).ingest.map ?? [])),
  ]);
  requireRole(role, file, raw.columns, named);
  const staged = await withoutErased(database, list, { ...raw, role }, named);
  const keys = await rowKeys(database, staged, named);
  const before = findSource(sources, role, file, raw.columns, keys.key);
  if (told === undefined && before === null) requireOwnAccounts(sources, role, file, keys.key);
  const placed = placeHeaders(raw.columns, before?.columns ?? []);
  const after: KeptSource = {
    source: before?.source ?? sourceName(sources, role),
    role,
    columns: placed.columns,
    key: before?.key ?? keys.key,
    said: withSaid(saidOf(before), now),
    files: [...new Set([...(before?.files ?? []), file])],
  };
  const modified = await modifiedOf(database, staged);
  const incoming: Incoming = {
    table: staged.table,
    cells: placed.cells,
    helpers: keys.cells,
    key: keys.sql,
    refused: refusedSql(list, staged, keys, named),
    modified: modified?.sql ?? "CAST(NULL AS VARCHAR)",
    whole: options.whole === true,
  };
  const compared = await compareRows(database, before, after, incoming);
  const rejected = [...raw.rejected, ...refusals(file, keys, compared)];
  const notes = [...raw.notes, ...keys.notes, ...oddNotes(before, after, file, compared)];
  const id = (await database.value<number>("SELECT coalesce(max(import), 0) FROM kept.meta.imports")) + 1;
  await inTransaction(database, async () => {
    const stamp = { import: id, day: started.slice(0, 10), modifiedHeader: modified?.header ?? null };
    await applyRows(database, before, after, incoming, compared, stamp);
    await database.run(saveSourceSql(after, before === null));
    await layView(database, after);
    const { read, ...counts } = countsOf(raw, compared, rejected);
    const record: ImportRecord = {
      import: id,
      source: after.source,
      role,
      file,
      sha256,
      options: JSON.stringify(now),
      whole: incoming.whole,
      read,
      ...counts,
      format: raw.format,
      notes: raw.notes,
      part: { rejected: raw.rejected.length, ...sheetOf(raw) },
      started,
      finished: effects.now(),
    };
    await database.run(`${saveImportSql(record)}; ${saveRejectionsSql(id, rejected)}`);
  });
  const { rejected: _, ...counts } = countsOf(raw, compared, rejected);
  return {
    import: id,
    file,
    role,
    source: after.source,
    firstOfKind: before === null,
    key: after.key.headers,
    ...counts,
    rejected,
    notes,
  };
}

/** Header to field for what was said of columns that this file has. */
export function namedIn(headers: readonly string[], map: readonly string[]): ReadonlyMap<string, string> {
  const found = map.toReversed().flatMap((text) => assignmentIn(text, headers) ?? []);
  return new Map(found.map(({ header, rest }) => [header, namedField(header, rest)]));
}

function refusals(file: string, { key }: RowKeys, { refused }: Compared): Rejection[] {
  return refused.map(({ row, reason }) => ({
    file,
    line: null,
    column: key.headers[0] ?? null,
    reason: `row ${row}: ${reason}`,
  }));
}

function countsOf(raw: RawTable, compared: Compared, rejected: readonly Rejection[]) {
  const { new: fresh, changed, unchanged, merged, gone } = compared;
  return { read: raw.rowsRead, new: fresh, changed, unchanged, merged, rejected: rejected.length, gone };
}

function sheetOf({ parts }: RawTable): Pick<ImportRecord["part"], "sheet"> {
  const sheet = parts[0]?.sheet;
  return sheet === undefined ? {} : { sheet };
}
