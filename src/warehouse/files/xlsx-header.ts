import type { CellValue, Row } from "read-excel-file/universal";
import { cellText } from "./xlsx-cell.ts";

/** Rows that a title block may take, and rows looked at to learn how wide the table is. */
const LOOKED_AT = 200;

/**
 * The index of the header row: the first row that fills at least half of the table's width, when all above it are narrower
 * (a report's title, its filters) and it is text throughout; else the first row that is not blank.
 */
export function findHeader(data: readonly Row[]): number {
  const widths = data.slice(0, LOOKED_AT).map(width);
  const first = widths.findIndex((count) => count > 0);
  const half = Math.max(...widths) / 2;
  const wide = widths.findIndex((count) => count >= half && count > 1);
  return wide > first && isText(data[wide]!) ? wide : Math.max(first, 0);
}

function width(row: readonly (CellValue | null)[]): number {
  return row.filter((cell) => cellText(cell).trim() !== "").length;
}

function isText(row: readonly (CellValue | null)[]): boolean {
  return row.every((cell) => cell === null || typeof cell === "string");
}
