import { openDatabase } from "../warehouse/database.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import { complete, type Wishes } from "./complete.ts";
import { type EditOptions, type EditResult, editOn } from "./edit/edit-on.ts";
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
  const database = await openDatabase();
  const stop = (): void => database.interrupt();
  effects.signal.addEventListener("abort", stop);
  try {
    const sheets = await withMapSheets(reading, said.map, files.deals[0]);
    const tables = await readTables(database, files, sheets, effects);
    const given = { ingest: options.ingest, allow: [], about: null };
    const { guesses, ...told } = await complete(database, tables, files.deals[0], given, said);
    const decimal = reading.decimal ?? null;
    const result = await editOn(database, document, tables, { ...options, ingest: told.ingest, decimal }, effects);
    return { ...result, guesses: [...guesses, ...result.guesses], said: told };
  } finally {
    effects.signal.removeEventListener("abort", stop);
    database.close();
  }
}
