import { workbookSources } from "../compile/workbook/cards.ts";
import { filledCell } from "../compile/workbook/fill.ts";
import { type FilledRow, scoreWorkbook } from "../compile/workbook/workbook.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import { tidy } from "../icp/page/label.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { openDatabase } from "../warehouse/database.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { xlsxOf } from "../warehouse/files/write-xlsx.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import type { Effects } from "./effects.ts";
import { idColumns } from "./headers.ts";
import { mapColumns, scoredColumns, toldColumns } from "./map-columns.ts";
import type { MapSource } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { readable } from "./match/readable.ts";
import { readIcp } from "./read-icp.ts";
import { writeWhole } from "./write.ts";

export interface WorkbookRequest {
  readonly icp: string;
  readonly out: string;
  /** A file of companies to fill in; null for none. */
  readonly accounts: string | null;
  readonly reading: ReadOptions;
  readonly mapFile: MapSource;
  /** Prepared rows. */
  readonly rows: number;
}

export interface WorkbookSummary {
  readonly icp: string;
  readonly out: string;
  readonly rows: number;
  readonly filled: number;
  readonly warnings: readonly string[];
}

/** Beyond that a spreadsheet with formulas is no pleasure: `score` takes any number. */
const MOST_ROWS = 20_000;

/** `compile --to xlsx`: a document, and companies if given, as a workbook with live formulas. */
export async function writeWorkbook(request: WorkbookRequest, effects: Effects): Promise<WorkbookSummary> {
  const { document: given } = await readIcp(request.icp);
  if (request.rows > MOST_ROWS) throw tooMany(`--rows ${request.rows}`);
  const {
    document,
    rows: filled,
    warnings,
  } = request.accounts === null
    ? { document: given, rows: [], warnings: [] }
    : await filledRows(given, request.accounts, request, effects);
  const rows = Math.max(request.rows, filled.length);
  effects.progress("writing the workbook", 0, 1);
  await writeWhole(request.out, await xlsxOf(scoreWorkbook(document, filled, rows)));
  return { icp: document.id, out: request.out, rows, filled: filled.length, warnings };
}

function tooMany(what: string): InputError {
  return new InputError(`${what} is more than a workbook takes (${MOST_ROWS} rows): use openicp score for them`);
}

/** The companies of a file as rows of the workbook; empty cells for columns that the file does not have. */
async function filledRows(
  given: IcpDocument,
  accounts: string,
  request: Pick<WorkbookRequest, "reading" | "mapFile">,
  effects: Effects,
): Promise<{ document: IcpDocument; rows: readonly FilledRow[]; warnings: readonly string[] }> {
  const database = await openDatabase();
  const close = interruptOn(effects.signal, database);
  try {
    const reading = await withMapSheets(request.reading, request.mapFile, accounts);
    const mapped = await mapColumns(request.mapFile, accounts, []);
    const file = await readFile(database, accounts, "accounts", "raw_accounts", reading);
    if (file.rowsRead > MOST_ROWS) throw tooMany(`${file.file} with ${file.rowsRead} rows`);
    const { document, table, columns, absent, guesses } = await readable(
      database,
      given,
      file,
      scoredColumns(given, file.columns, mapped?.assignments ?? []),
    );
    const sources = workbookSources(document);
    const ids = idColumns(table.columns);
    const name = ids.find((header) => /name|company|account$/i.test(header)) ?? ids[0];
    const cells = [name, ...sources.map(({ source }) => columns.get(source))].map((header) =>
      header === undefined ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(header),
    );
    const [names = [], ...values] = await database.texts(
      `SELECT ${cells.map((cell, k) => `${cell} AS c${k}`).join(", ")} FROM ${quoteIdentifier(table.table)} ORDER BY __row`,
    );
    const rows = names.map((text, i) => ({
      name: tidy(text ?? "") || `row ${i + 1}`,
      cells: sources.map(({ rule }, k) => filledCell(rule, values[k]![i]!)),
    }));
    const left = absent.length === 0 ? [] : [`${table.file} has no column for ${absent.join(", ")}: left empty`];
    const told = [...toldColumns(mapped, file.columns), ...guesses];
    return { document, rows, warnings: [...told.map(({ text }) => text), ...left] };
  } finally {
    close();
  }
}
