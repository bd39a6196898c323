import type { RawTable } from "../ingest/facts.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import { complete, type Wishes } from "./complete.ts";
import { type DecideOptions, type DecideResult, decideOn } from "./edit/decide-on.ts";
import { type EditOptions, type EditResult, editOn } from "./edit/edit-on.ts";
import { type HalfLivesOptions, type HalfLivesResult, halfLivesOn } from "./edit/half-lives-on.ts";
import type { Effects } from "./effects.ts";
import type { InputFiles } from "./input-files.ts";
import type { Said } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { readIcp } from "./read-icp.ts";
import { readTables } from "./read-tables.ts";

export interface EditRequest extends Omit<EditOptions, "decimal"> {
  /** Path of the document. */
  readonly icp: string;
  readonly files: InputFiles;
  readonly reading: ReadOptions;
  readonly said: Wishes;
}

/** `editOn` on files, with what was taken to be said of them. */
export async function editFile(
  { icp, files, reading, said, ...options }: EditRequest,
  effects: Effects,
): Promise<EditResult & { readonly said: Said }> {
  const { document } = await readIcp(icp);
  return withTables({ files, reading, said }, options.ingest, effects, async ({ database, tables, told, guesses }) => {
    const decimal = reading.decimal ?? null;
    const result = await editOn(database, document, tables, { ...options, ingest: told.ingest, decimal }, effects);
    return { ...result, guesses: [...guesses, ...result.guesses], said: told };
  });
}

export interface DecideRequest
  extends Omit<DecideOptions, "decimal">,
    Pick<EditRequest, "icp" | "files" | "reading" | "said"> {}

/** `decideOn` on files, which may be none. */
export async function decideFile(
  { icp, files, reading, said, ...options }: DecideRequest,
  effects: Effects,
): Promise<DecideResult> {
  const { document } = await readIcp(icp);
  return withTables({ files, reading, said }, options.ingest, effects, async ({ database, tables, told }) => {
    const decimal = reading.decimal ?? null;
    return decideOn(database, document, tables, { ...options, ingest: told.ingest, decimal }, effects);
  });
}

export interface HalfLivesFileRequest
  extends Omit<HalfLivesOptions, "decimal">,
    Pick<EditRequest, "icp" | "files" | "reading" | "said"> {}

/** `halfLivesOn` on files, which may be none. */
export async function halfLivesFile(
  { icp, files, reading, said, ...options }: HalfLivesFileRequest,
  effects: Effects,
): Promise<HalfLivesResult> {
  const { document } = await readIcp(icp);
  return withTables({ files, reading, said }, options.ingest, effects, async ({ database, tables, told }) => {
    const decimal = reading.decimal ?? null;
    return halfLivesOn(database, document, tables, { ...options, ingest: told.ingest, decimal }, effects);
  });
}

interface Read {
  readonly database: Database;
  readonly tables: readonly RawTable[];
  readonly told: Said;
  readonly guesses: EditResult["guesses"];
}

/** Does work on the tables of files, with what was taken to be said of them. */
async function withTables<T>(
  { files, reading, said }: Pick<EditRequest, "files" | "reading" | "said">,
  ingest: EditRequest["ingest"],
  effects: Effects,
  work: (read: Read) => Promise<T>,
): Promise<T> {
  const database = await openDatabase();
  const close = interruptOn(effects.signal, database);
  try {
    const sheets = await withMapSheets(reading, said.map, files.deals[0]);
    const tables = await readTables(database, files, sheets, effects);
    const { guesses, ...told } = await complete(
      database,
      tables,
      files.deals[0],
      { ingest, allow: [], about: null },
      said,
    );
    return await work({ database, tables, told, guesses });
  } finally {
    close();
  }
}
