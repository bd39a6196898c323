import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { InputError } from "../../errors.ts";
import type { Database } from "../database.ts";
import { withRoomFor } from "../disk-full.ts";
import { refuseBomb } from "./bytes.ts";
import { csvLayout, dataRecords, headOf, type OpenCsv, openCsv } from "./csv.ts";
import { unnamed } from "./header.ts";
import type { FileShape } from "./inspect.ts";
import { jsonLayout } from "./json.ts";
import { layRecords } from "./lay.ts";
import type { Layout } from "./report/layout.ts";
import { reportNotes } from "./report/notes.ts";
import { reportRecords } from "./report/records.ts";
import type { CsvRecord } from "./scan.ts";
import type { WantedSheet } from "./sheet-path.ts";
import type { Read, Source } from "./source.ts";
import { withTemporaryFolder } from "./temporary.ts";
import { entryBytes, type ZipEntry } from "./zip.ts";
import { chooseEntry, entryName, listNames, namingAdvice } from "./zip-choice.ts";

/** What an archive's files are read with. */
export interface PartReaders {
  readonly delimiter: string | null;
  readonly inspect: (part: Source) => Promise<FileShape>;
  /** Reads a part as if it had come alone. */
  readonly one: (part: Source, shape: FileShape) => Promise<Read>;
}

interface Part {
  /** Its name within the archive, for people. */
  readonly name: string;
  readonly source: Source;
  readonly shape: FileShape;
}

const MOST_PARTS = 100;

/**
 * Reads the tables of a zip archive as one: a single file, or the one that is wanted, as if it had come alone, several CSV files when their
 * columns are the same.
 * The parts are unpacked into a temporary folder under names of our own. Throws `InputError` for anything else.
 */
export async function readZip(
  database: Database,
  source: Source,
  entries: readonly ZipEntry[],
  wanted: WantedSheet | null,
  readers: PartReaders,
): Promise<Read> {
  const all = entries.filter(({ name, size }) => size > 0 && !isHousekeeping(name));
  const chosen = chooseEntry(source.file, all, wanted);
  const tables = chosen === null ? all : [chosen];
  refuseBombs(source.file, tables);
  return withTemporaryFolder(async (folder) => {
    const parts: Part[] = [];
    for (const [i, entry] of tables.entries())
      parts.push(
        await unpack(source, entry, join(folder, `part${i}`), chosen !== null && wanted?.where === "#", readers),
      );
    const [first] = parts;
    const read =
      parts.length === 1 ? await readOne(first!, readers) : await readSeveral(database, source, tables, parts, readers);
    const others = all.filter((entry) => entry !== chosen).map(entryName);
    const choice =
      chosen === null || others.length === 0 || read.sheet !== undefined
        ? {}
        : { sheet: { name: entryName(chosen), others } };
    return { ...read, ...choice, rejected: read.rejected.map((row) => ({ ...row, file: source.file })) };
  });
}

function isHousekeeping(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.[^./][^/]*$|Thumbs\.db$|desktop\.ini$)/i.test(name);
}

function refuseBombs(file: string, entries: readonly ZipEntry[]): void {
  if (entries.length === 0)
    throw new InputError(`${file} is a zip archive with nothing to read in it: export it again`);
  if (entries.length > MOST_PARTS)
    throw new InputError(
      `${file} holds ${entries.length} files (${listNames(entries)}): ${namingAdvice(file, entries)}`,
    );
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  refuseBomb(file, size, packed);
}

/** `named`: the source's path names this very file, so that messages need not. */
async function unpack(
  source: Source,
  entry: ZipEntry,
  path: string,
  named: boolean,
  readers: PartReaders,
): Promise<Part> {
  const name = entryName(entry);
  await withRoomFor(source.file, () => pipeline(entryBytes(source.path, entry, source.file), createWriteStream(path)));
  const part = { path, file: named ? source.file : `${name} in ${source.file}`, table: source.table };
  const shape = await readers.inspect(part);
  if (shape.kind === "zip" && !/\.xls[xm]$/i.test(name))
    throw new InputError(`${source.file} holds another zip archive, ${name}: unpack it and give the file within`);
  return { name, source: part, shape };
}

async function readOne(part: Part, readers: PartReaders): Promise<Read> {
  const read = await readers.one(part.source, part.shape);
  return { ...read, format: `${read.format}, zip (${part.name})` };
}

async function readSeveral(
  database: Database,
  source: Source,
  entries: readonly ZipEntry[],
  parts: readonly Part[],
  readers: PartReaders,
): Promise<Read> {
  const names = listNames(entries);
  const texts = await Promise.all(parts.map(isDelimited));
  if (texts.includes(false))
    throw new InputError(
      `${source.file} holds ${parts.length} files (${names}): ${namingAdvice(source.file, entries)}`,
    );
  const open: OpenCsv[] = [];
  for (const part of parts) open.push(await openCsv(part.source, part.shape, readers.delimiter));
  const [first] = open;
  const header = JSON.stringify(first!.columns);
  if (open.some(({ columns }) => JSON.stringify(columns) !== header))
    throw new InputError(
      `${source.file} holds ${parts.length} tables with different columns (${names}): ${namingAdvice(source.file, entries)}`,
    );
  const layouts: (Layout | null)[] = [];
  for (const [i, part] of parts.entries()) layouts.push(await csvLayout(part.source, part.shape, open[i]!));
  const headings = JSON.stringify(layouts[0]?.headingColumns ?? []);
  if (layouts.some((layout) => JSON.stringify(layout?.headingColumns ?? []) !== headings))
    throw new InputError(
      `${source.file} holds ${parts.length} reports that are grouped differently (${names}): ${namingAdvice(source.file, entries)}`,
    );
  const columns = [...first!.columns, ...(layouts[0]?.headingColumns ?? [])];
  const read = await layRecords(database, source, chained(parts, open, layouts), columns);
  return {
    columns,
    format: `${first!.format}, zip (${parts.length} files)`,
    notes: [
      `${source.file} holds ${parts.length} files with the same columns (${names}): read as one table, one after the other.`,
      ...unnamed(first!.cells, source.file),
      ...parts.flatMap((part, i) => reportNotes(part.source.file, columns, open[i]!.title, layouts[i]!)),
    ],
    ...read,
  };
}

async function isDelimited({ source, shape }: Part): Promise<boolean> {
  return shape.kind === "text" && jsonLayout((await headOf(source.path, shape)).text) === null;
}

async function* chained(
  parts: readonly Part[],
  open: readonly OpenCsv[],
  layouts: readonly (Layout | null)[],
): AsyncGenerator<CsvRecord> {
  for (const [i, { name, source, shape }] of parts.entries()) {
    const records = dataRecords(source.path, shape, open[i]!);
    const layout = layouts[i] ?? null;
    for await (const record of layout === null ? records : reportRecords(records, layout))
      yield { ...record, part: name };
  }
}
