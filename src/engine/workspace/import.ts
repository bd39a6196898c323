import { InputError } from "../../errors.ts";
import type { RawTable, Rejection } from "../../ingest/facts.ts";
import { namedField } from "../../ingest/named-field.ts";
import { assignmentIn, type IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { type ReadOptions, readFile } from "../../warehouse/files/read.ts";
import { shownName, splitSheet } from "../../warehouse/files/sheet-path.ts";
import { applyRows } from "../../warehouse/kept/apply.ts";
import { type Compared, compareRows, type Incoming } from "../../warehouse/kept/compare.ts";
import {
  cellsErasedSql,
  ERASED_REASON,
  type ErasureList,
  erasureList,
  rowErasedSql,
} from "../../warehouse/kept/erased.ts";
import {
  type ImportRecord,
  type KeptSource,
  keptImports,
  keptSources,
  saveImportSql,
  saveRejectionsSql,
  saveSourceSql,
} from "../../warehouse/kept/source.ts";
import { fileHash, inTransaction, type Warehouse } from "../../warehouse/kept/warehouse.ts";
import type { Effects } from "../effects.ts";
import { modifiedOf } from "../gather/versions.ts";
import { findSource, placeHeaders, sourceName } from "./find-source.ts";
import { type RowKeys, rowKeys } from "./keys.ts";
import { eraseColumns } from "./personal.ts";
import { type KeptRole, recognised, requireRole } from "./role-of.ts";
import { readingOf, type SourceSaid, saidNow, saidOf, withSaid } from "./said.ts";
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

async function hashOf(path: string): Promise<string> {
  const { path: file, sheet } = splitSheet(path);
  // A file that is not there gets its sentence from its reader.
  const hash = await fileHash(file).catch(() => "");
  return sheet === null ? hash : `${hash}#${sheet}`;
}

/** The summary for a file that was imported as it is, read the same way; null where there is something to do. */
async function sameFile(
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

/** A list of companies without ids, beside accounts that have them, is more likely the market than accounts: a guess would score strangers as one's own. */
export function requireOwnAccounts(
  sources: readonly KeptSource[],
  role: KeptRole,
  file: string,
  key: KeptSource["key"],
): void {
  const ids = sources.find((source) => source.role === "accounts" && source.key.kind === "id");
  if (role !== "accounts" || key.kind === "id" || ids === undefined) return;
  throw new InputError(
    `${file} lists companies without the ids that your accounts (${ids.files[0] ?? ids.source}) have: say --as universe where you could sell to them, --as accounts where they are yours`,
  );
}

/** Names that the kept tables keep for themselves. */
const OWN = /^__(cell_.*|row|key|nth|print|seq|modified|first|last|gone|refused|at)$/i;

export function requireOwnNames({ file, columns }: RawTable): void {
  const taken = columns.find((column) => OWN.test(column));
  if (taken !== undefined)
    throw new InputError(`${file} has a column named ${taken}, which OpenICP uses itself: rename it`);
}

/** Header to field for what was said of columns that this file has. */
export function namedIn(headers: readonly string[], map: readonly string[]): ReadonlyMap<string, string> {
  const found = map.toReversed().flatMap((text) => assignmentIn(text, headers) ?? []);
  return new Map(found.map(({ header, rest }) => [header, namedField(header, rest)]));
}

/** SQL: why a row is refused: it has no key, or is about somebody who was erased. */
function refusedSql(list: ErasureList, raw: RawTable, keys: RowKeys, named: ReadonlyMap<string, string>): string {
  const erased = rowErasedSql(list, eraseColumns(raw.role, raw.columns, named));
  return erased === null
    ? keys.refused
    : `CASE WHEN ${erased} THEN ${quoteText(ERASED_REASON)} ELSE ${keys.refused} END`;
}

/** The staged rows without the cells that name somebody who was erased. */
async function withoutErased(
  database: Database,
  list: ErasureList,
  raw: RawTable,
  named: ReadonlyMap<string, string>,
): Promise<RawTable> {
  const cells = cellsErasedSql(list, eraseColumns(raw.role, raw.columns, named));
  if (cells.length === 0) return raw;
  // A column may stand for a person and for a company: its view lies upon the other's.
  let table = raw.table;
  for (const [i, cell] of cells.entries()) {
    await database.run(
      `CREATE VIEW ${quoteIdentifier(`${raw.table}_clean_${i}`)} AS SELECT * REPLACE (${cell}) FROM ${quoteIdentifier(table)}`,
    );
    table = `${raw.table}_clean_${i}`;
  }
  return { ...raw, table };
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

function oddNotes(before: KeptSource | null, after: KeptSource, file: string, compared: Compared): string[] {
  const rows = (n: number, one: string, many: string): string => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
  const added = before === null ? [] : after.columns.slice(before.columns.length);
  return [
    ...(added.length === 0
      ? []
      : [`${file} brings ${rows(added.length, "new column", "new columns")}: ${added.join(", ")}.`]),
    ...(compared.merged === 0
      ? []
      : [
          `${rows(compared.merged, "row of", "rows of")} ${file} ${compared.merged === 1 ? "has" : "have"} the key of another: all are kept, and the one modified last counts, else the last one.`,
        ]),
    ...(compared.older === 0
      ? []
      : [
          `${rows(compared.older, "row of", "rows of")} ${file} ${compared.older === 1 ? "is" : "are"} older than what is kept and ${compared.older === 1 ? "changes" : "change"} nothing.`,
        ]),
    ...(compared.left === 0
      ? []
      : [
          `${rows(compared.left, "kept row", "kept rows")} of keys that ${file} names less often ${compared.left === 1 ? "is" : "are"} taken out.`,
        ]),
    ...(compared.gone === 0
      ? []
      : [
          `${rows(compared.gone, "kept row is", "kept rows are")} not in ${file}, a whole export: gone, and part of no build until ${compared.gone === 1 ? "it comes" : "they come"} back.`,
        ]),
  ];
}
