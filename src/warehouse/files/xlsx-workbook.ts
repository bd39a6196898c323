import { zipSync } from "fflate";
import readWorkbook, { type Sheet } from "read-excel-file/universal";
import { InputError } from "../../errors.ts";
import type { Source } from "./source.ts";
import { shownFormats, withShownFormats } from "./xlsx-formats.ts";
import { columnNumber, withPlaces } from "./xlsx-places.ts";
import { entryBytes, type ZipEntry } from "./zip.ts";

/** The sheets of a workbook, as values. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Formulas that were never calculated: they are read as empty. */
  readonly formulasWithoutResult: number;
  /** Cells that hold an error: they are read as empty. */
  readonly errors: number;
}

const MOST_BYTES = 100 << 20;
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** A sheet's rows are held at full width. */
const MOST_CELLS = 20_000_000;

/** A zip archive that is an Excel workbook. Throws `InputError` for the other things that spreadsheets save as zip archives. */
export function isWorkbook(entries: readonly ZipEntry[], file: string): boolean {
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has("xl/workbook.bin"))
    throw new InputError(`${file} is a binary Excel workbook (.xlsb): save it as .xlsx or CSV and give that`);
  if (names.has("mimetype") && names.has("content.xml"))
    throw new InputError(`${file} is an OpenDocument file: save it as .xlsx or CSV and give that`);
  if (names.has("word/document.xml") || names.has("ppt/presentation.xml"))
    throw new InputError(`${file} is an Office document without a table: export the table as CSV`);
  return names.has("xl/workbook.xml");
}

/**
 * Opens a workbook. It is held in memory whole, so the unpacked size is limited and sheets that claim absurd places are refused
 * before they are parsed. Throws `InputError`.
 */
export async function openWorkbook(source: Source, entries: readonly ZipEntry[]): Promise<Workbook> {
  const needed = entries.filter((entry) => isNeeded(entry.name));
  if (needed.reduce((sum, entry) => sum + entry.size, 0) > MOST_BYTES)
    throw new InputError(`${source.file} unpacks to more than 100 MB: save the sheet as CSV and give that`);
  const parts: Record<string, Uint8Array> = {};
  let formulasWithoutResult = 0;
  let errors = 0;
  const styles = needed.find((entry) => entry.name === "xl/styles.xml");
  const shown = styles === undefined ? new Map() : shownFormats((await wholeEntry(source, styles)).toString("latin1"));
  for (const entry of needed) {
    const bytes = await wholeEntry(source, entry);
    if (!isSheet(entry.name)) parts[entry.name] = bytes;
    else {
      const sheet = tidySheet(bytes.toString("latin1"), source.file);
      parts[entry.name] = Buffer.from(withShownFormats(sheet.xml, shown), "latin1");
      formulasWithoutResult += sheet.formulasWithoutResult;
      errors += sheet.xml.match(/<c\b[^<>]*\bt=["']e["']/g)?.length ?? 0;
    }
  }
  return { sheets: await parse(parts, source.file), formulasWithoutResult, errors };
}

function isNeeded(name: string): boolean {
  return /^xl\/.*\.(xml|rels)$/.test(name) && !/pivot|drawing|chart|theme|comment|externalLink/i.test(name);
}

function isSheet(name: string): boolean {
  return /^xl\/worksheets\/[^/]*\.xml$/.test(name);
}

async function wholeEntry(source: Source, entry: ZipEntry): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const bytes of entryBytes(source.path, entry, source.file)) chunks.push(bytes);
  return Buffer.concat(chunks);
}

async function parse(parts: Record<string, Uint8Array>, file: string): Promise<readonly Sheet[]> {
  // Repacked without compression: the parser then sees only what has been unpacked here within the limits.
  const plain = zipSync(parts, { level: 0 });
  try {
    return await readWorkbook(plain.buffer as ArrayBuffer, { trim: false });
  } catch (cause) {
    const place = /row (\d+), col (\d+)/.exec(cause instanceof Error ? cause.message : "");
    const where = place === null ? "" : ` (row ${place[1]}, column ${place[2]} of a sheet)`;
    throw new InputError(
      `${file} is a damaged workbook${where}: open it in a spreadsheet and save it again, or save the sheet as CSV`,
      { cause },
    );
  }
}

/** Takes out cells that hold nothing, and formulas that hold no result, which the parser takes for damage. */
function tidySheet(xml: string, file: string): { xml: string; formulasWithoutResult: number } {
  let formulasWithoutResult = 0;
  const tidy = withPlaces(xml)
    .replace(/<c\b[^<>]*\/>/g, "")
    .replace(
      /<c\b([^<>]*)>(?:<f\b[^<>]*\/>|<f\b[^<>]*>[^<]*<\/f>)(<v\s*\/>|<v><\/v>)?<\/c>/g,
      (_, attributes, empty) => {
        if (empty === undefined || !/\bt=["']str["']/.test(attributes)) formulasWithoutResult++;
        return "";
      },
    );
  refuseAbsurdPlaces(tidy, file);
  return { xml: tidy, formulasWithoutResult };
}

function refuseAbsurdPlaces(xml: string, file: string): void {
  let [rows, columns] = [0, 0];
  for (const [, letters, digits] of xml.matchAll(/\br\s*=\s*["']([A-Z]*)(\d+)["']/g)) {
    rows = Math.max(rows, Number(digits));
    if (letters !== "") columns = Math.max(columns, columnNumber(letters!));
  }
  if (rows > MOST_ROWS || columns > MOST_COLUMNS)
    throw new InputError(`${file} is a damaged workbook: it names rows or columns that no sheet has; save it again`);
  if (rows * columns > MOST_CELLS)
    throw new InputError(`${file} has a sheet of ${rows} rows and ${columns} columns: save it as CSV and give that`);
}
