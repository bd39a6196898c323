import type { FilePart, Rejection, Role } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** How the rows of a source are told apart. */
export interface KeptKey {
  /** `id`: an id column; `company`, `person`, `deal`: what names it, column by column; `row`: the whole row. */
  readonly kind: "id" | "company" | "person" | "deal" | "row";
  /** Headers whose cells make the key, the surest first. */
  readonly headers: readonly string[];
}

/** A role and a kind of export: one table `kept.raw.<source>` with a column VARCHAR per header, and `OWN_COLUMNS`. */
export interface KeptSource {
  /** `accounts_1`. */
  readonly source: string;
  readonly role: Role;
  readonly columns: readonly string[];
  readonly key: KeptKey;
  /** What a person said of it once, as JSON keeps it. */
  readonly said: unknown;
  /** Base names of the files that made it up, in order. */
  readonly files: readonly string[];
}

/** Beside the columns of the files: the key, which of the rows of that key (1 counts), the row's print, its place, when it was last modified, and the imports that brought it, last changed it and missed it. */
export const OWN_COLUMNS =
  "__key VARCHAR, __nth BIGINT, __print UHUGEINT, __seq BIGINT, __modified VARCHAR, __first BIGINT, __last BIGINT, __gone BIGINT";

/** SQL name of a source's table. */
export function rawName({ source }: Pick<KeptSource, "source">): string {
  return `kept.raw.${quoteIdentifier(source)}`;
}

interface Row {
  readonly source: string;
  readonly role: Role;
  readonly columns: string;
  readonly key: string;
  readonly said: string;
  readonly files: string;
}

/** The sources, in the order in which they were made. */
export async function keptSources(database: Database): Promise<readonly KeptSource[]> {
  const rows = await database.rows<Row>(
    'SELECT source, role, columns, "key", said, files FROM kept.meta.sources ORDER BY rowid',
  );
  return rows.map(({ source, role, columns, key, said, files }) => ({
    source,
    role,
    columns: JSON.parse(columns) as string[],
    key: JSON.parse(key) as KeptKey,
    said: JSON.parse(said) as unknown,
    files: JSON.parse(files) as string[],
  }));
}

/** SQL that writes a source, new or known. */
export function saveSourceSql({ source, role, columns, key, said, files }: KeptSource, isNew: boolean): string {
  const [headers, how, words, names] = [columns, key, said, files].map((value) => quoteText(JSON.stringify(value)));
  return isNew
    ? `INSERT INTO kept.meta.sources VALUES (${quoteText(source)}, ${quoteText(role)}, ${headers}, ${how}, ${words}, ${names})`
    : `UPDATE kept.meta.sources SET columns = ${headers}, "key" = ${how}, said = ${words}, files = ${names} WHERE source = ${quoteText(source)}`;
}

/** An import as it is remembered. */
export interface ImportRecord {
  readonly import: number;
  readonly source: string;
  readonly role: Role;
  /** Base name. */
  readonly file: string;
  readonly sha256: string;
  /** What mattered of how it was read. */
  readonly options: string;
  readonly whole: boolean;
  /** `read = new + changed + unchanged + merged + rejected`, always. */
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly merged: number;
  readonly rejected: number;
  /** Rows of the source that the file, a whole export, does not have. */
  readonly gone: number;
  readonly format: string;
  readonly notes: readonly string[];
  readonly part: Pick<FilePart, "sheet"> & { readonly rejected: number };
  /** ISO times. */
  readonly started: string;
  readonly finished: string;
}

/** Imports, the oldest first; of one source where it is named. */
export async function keptImports(database: Database, source?: string): Promise<readonly ImportRecord[]> {
  const where = source === undefined ? "" : ` WHERE source = ${quoteText(source)}`;
  const rows = await database.rows<Omit<ImportRecord, "notes" | "part"> & { notes: string; part: string }>(
    `SELECT * FROM kept.meta.imports${where} ORDER BY import`,
  );
  return rows.map((row) => ({
    ...row,
    notes: JSON.parse(row.notes) as string[],
    part: JSON.parse(row.part) as ImportRecord["part"],
  }));
}

/** SQL that writes an import's record. */
export function saveImportSql(record: ImportRecord): string {
  const text = (value: unknown): string => quoteText(typeof value === "string" ? value : JSON.stringify(value));
  const { sha256, options, whole, format, notes, part, started, finished } = record;
  const counts = [
    record.read,
    record.new,
    record.changed,
    record.unchanged,
    record.merged,
    record.rejected,
    record.gone,
  ];
  return `INSERT INTO kept.meta.imports VALUES (${record.import}, ${text(record.source)}, ${text(record.role)}, ${text(record.file)}, ${text(sha256)}, ${text(options)}, ${whole},
    ${counts.join(", ")}, ${text(format)}, ${text(notes)}, ${text(part)}, ${text(started)}, ${text(finished)})`;
}

/** Rejected rows that are kept with their reasons, per import; the record counts all of them. */
const MOST_REJECTIONS = 10_000;

/** SQL that writes the rejected rows of an import; empty for none. */
export function saveRejectionsSql(id: number, rejected: readonly Rejection[]): string {
  const cell = (text: string | null): string => (text === null ? "NULL" : quoteText(text));
  const rows = rejected
    .slice(0, MOST_REJECTIONS)
    .map(
      ({ file, line, column, reason }, i) =>
        `(${id}, ${i}, ${cell(file)}, ${line ?? "NULL"}, ${cell(column)}, ${cell(reason)})`,
    );
  return rows.length === 0 ? "" : `INSERT INTO kept.meta.rejections VALUES ${rows.join(", ")}`;
}

/** The rejected rows of an import. */
export function keptRejections(database: Database, id: number): Promise<readonly Rejection[]> {
  return database.rows<Rejection>(
    `SELECT file, line, "column", reason FROM kept.meta.rejections WHERE import = ${id} ORDER BY place`,
  );
}

/** What is kept, in a few signs: others as soon as an import, an erasure or a word on a column may have changed any of it. */
export async function keptPrint(database: Database): Promise<string> {
  return database.value<string>(
    `SELECT concat_ws(' ', (SELECT coalesce(max("import"), 0) FROM kept.meta.imports), (SELECT count(*) FROM kept.meta.erased),
       (SELECT md5(coalesce(string_agg(concat_ws(' ', source, role, columns, "key", said, files), ' ' ORDER BY rowid), '')) FROM kept.meta.sources))`,
  );
}
