import type { CellValue, Row, Sheet } from "read-excel-file/universal";
import { InputError } from "../../errors.ts";
import type { Database } from "../database.ts";
import { columnNames, tidyName, unnamed } from "./header.ts";
import { layRecords } from "./lay.ts";
import { findLayout, type Layout } from "./report/layout.ts";
import { filledPlaces } from "./report/lines.ts";
import { reportNotes } from "./report/notes.ts";
import { reportRecords } from "./report/records.ts";
import { titleText } from "./report/title.ts";
import type { CsvRecord } from "./scan.ts";
import { chooseSheet, type WantedSheet } from "./sheet-path.ts";
import type { Read, Source } from "./source.ts";
import { cellText, isRounded } from "./xlsx-cell.ts";
import { findHeader } from "./xlsx-header.ts";
import { openWorkbook } from "./xlsx-workbook.ts";
import type { ZipEntry } from "./zip.ts";

/**
 * Reads the sheet of a workbook that a person wants, else the first that holds a table and is no summary of a larger one. Cells become the text a CSV export would hold: dates ISO, TRUE / FALSE,
 * numbers without binary dust, formulas by the result stored with them. Blank rows are skipped; a title block above the header is left out and told.
 */
export async function readXlsx(
  database: Database,
  source: Source,
  entries: readonly ZipEntry[],
  wanted: WantedSheet | null,
): Promise<Read> {
  const workbook = await openWorkbook(source, entries);
  const sheet = wanted === null ? firstTable(workbook.sheets) : sheetNamed(source.file, workbook.sheets, wanted);
  if (sheet === undefined)
    throw new InputError(`${source.file} holds no sheet with a header and rows: export it again`);
  const header = findHeader(sheet.data);
  const above = sheet.data.slice(0, header).map((row) => Array.from(row, cellText));
  const title = { lines: above.filter((row) => filledPlaces(row).length > 0).length, text: titleText(above) };
  const layout = await findLayout(dataRows(sheet.data, header), {
    header: fullRow(sheet.data, header),
    titled: title.lines > 0,
    multiline: false,
  });
  const places = usedColumns(sheet.data, header, layout);
  const cells = places.map((place) => cellText(sheet.data[header]![place]));
  const columns = [...columnNames(cells, source.file), ...(layout?.headingColumns ?? [])];
  const read = await layRecords(database, source, tableRows(sheet.data, header, places, layout), columns);
  const others = workbook.sheets.filter(({ sheet: name, data }) => name !== sheet.sheet && !data.every(isBlank));
  const notes = [
    ...(wanted === null ? otherSheets(source.file, sheet.sheet, others) : []),
    ...reportNotes(source.file, fullRow(sheet.data, header).map(tidyName), title, layout),
    ...unnamed(cells, source.file),
    ...roundedNotes(source.file, sheet.data.slice(header + 1), places, columns),
    ...formulaNote(source.file, workbook.formulasWithoutResult),
    ...errorNote(source.file, workbook.errors),
  ];
  const chosen = others.length === 0 ? {} : { sheet: { name: sheet.sheet, others: others.map((one) => one.sheet) } };
  return { columns, format: `XLSX, sheet ${sheet.sheet}`, notes, ...read, ...chosen };
}

/** Throws `InputError` for a sheet that is not there, or that holds no table. */
function sheetNamed(file: string, sheets: readonly Sheet[], wanted: WantedSheet): Sheet {
  const name = chooseSheet(
    wanted.where === "#" ? file.slice(0, -1 - wanted.names[0]!.length) : file,
    sheets.map(({ sheet }) => sheet),
    wanted,
  );
  const found = sheets.find(({ sheet }) => sheet === name)!;
  if (found.data.filter((row) => !isBlank(row)).length < 2)
    throw new InputError(`${file}: the sheet "${name}" holds no header with rows below it: name another sheet`);
  return found;
}

/** A table with fewer rows than this share of the largest is a summary beside it. */
const SUMMARY = 0.05;

/** The first sheet with two columns and two rows that is no summary of another; failing that, one with two rows. */
function firstTable(sheets: readonly Sheet[]): Sheet | undefined {
  const rowsOf = ({ data }: Sheet): number => data.filter((row) => !isBlank(row)).length;
  const filled = sheets.filter((sheet) => rowsOf(sheet) > 1);
  const wide = filled.filter(({ data }) => data.some((row) => row.filter((cell) => cellText(cell) !== "").length > 1));
  const largest = Math.max(...wide.map(rowsOf));
  return wide.find((sheet) => rowsOf(sheet) >= SUMMARY * largest) ?? filled[0];
}

/** Columns that have a name or any cell below it in a row of the table. */
function usedColumns(data: readonly Row[], header: number, layout: Layout | null): readonly number[] {
  const used = new Set<number>();
  let index = -1;
  for (const [i, row] of data.slice(header).entries()) {
    if (i > 0 && !isBlank(row)) index++;
    if (i > 0 && layout?.dropped.has(index)) continue;
    for (const [k, cell] of row.entries()) if (!used.has(k) && cellText(cell) !== "") used.add(k);
  }
  return [...used].sort((a, b) => a - b);
}

/** A row's texts over the whole width of the sheet. */
function fullRow(data: readonly Row[], i: number): readonly string[] {
  return Array.from(data[i]!, cellText);
}

async function* dataRows(data: readonly Row[], header: number): AsyncGenerator<CsvRecord> {
  for (let i = header + 1; i < data.length; i++)
    if (!isBlank(data[i]!)) yield { line: i + 1, cells: fullRow(data, i), broken: null };
}

/** The rows of the table proper, used columns only. */
async function* tableRows(
  data: readonly Row[],
  header: number,
  places: readonly number[],
  layout: Layout | null,
): AsyncGenerator<CsvRecord> {
  const rows = dataRows(data, header);
  const width = data[header]!.length;
  for await (const record of layout === null ? rows : reportRecords(rows, layout)) {
    const { cells } = record;
    yield { ...record, cells: [...places.map((place) => cells[place] ?? ""), ...cells.slice(width)] };
  }
}

function isBlank(row: readonly (CellValue | null)[]): boolean {
  return row.every((cell) => cell === null || cellText(cell).trim() === "");
}

function otherSheets(file: string, read: string, others: readonly Sheet[]): string[] {
  if (others.length === 0) return [];
  const names = others.map(({ sheet }) => `"${sheet}"`).join(", ");
  return [
    `${file}: sheet "${read}" is read; ${names} ${others.length === 1 ? "is" : "are"} not: choose another with --sheet NAME, or ${file}#NAME.`,
  ];
}

function roundedNotes(
  file: string,
  rows: readonly Row[],
  places: readonly number[],
  columns: readonly string[],
): string[] {
  return places.flatMap((place, i) => {
    const count = rows.filter((row) => isRounded(row[place])).length;
    if (count === 0) return [];
    return [
      `${file}: ${count} ${count === 1 ? "cell" : "cells"} of "${columns[i]}" had more than 15 digits and ${count === 1 ? "was" : "were"} rounded by the spreadsheet (such as 1.2E+17): if these are ids, export them as text.`,
    ];
  });
}

function formulaNote(file: string, count: number): string[] {
  if (count === 0) return [];
  return [
    `${file}: ${count} ${count === 1 ? "formula holds" : "formulas hold"} no result and ${count === 1 ? "is" : "are"} read as empty: open it in a spreadsheet and save it.`,
  ];
}

function errorNote(file: string, count: number): string[] {
  if (count === 0) return [];
  return [
    `${file}: ${count} ${count === 1 ? "cell holds" : "cells hold"} an Excel error (such as #REF! or #N/A) and ${count === 1 ? "is" : "are"} read as empty.`,
  ];
}
