import type { ReadOptions } from "../warehouse/files/read.ts";
import { findMapFile, type MapSource } from "./map-file.ts";

/** How files are written, with the sheets that the mapping file names, if there is one. What was typed with `--sheet` goes before. */
export async function withMapSheets(
  reading: ReadOptions,
  source: MapSource,
  beside: string | undefined,
): Promise<ReadOptions> {
  const named = reading.sheets?.named ?? [];
  const sheets = (await findMapFile(source, beside))?.map.says.sheets;
  if (sheets === undefined || named.length > 0) return reading;
  const byFile = Object.fromEntries(Object.entries(sheets).map(([file, sheet]) => [file.toLowerCase(), sheet]));
  return { ...reading, sheets: { named, byFile } };
}
