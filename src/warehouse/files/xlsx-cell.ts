import type { CellValue } from "read-excel-file/universal";

/** Excel keeps 15 digits of a number; more are binary dust, or were lost. */
const DIGITS = 15;
const TOO_LONG = 10 ** DIGITS;
const DAY_ONE = Date.UTC(1900, 0, 1);

/** The text of a sheet's cell as a CSV export would hold it; "" for an empty one. */
export function cellText(cell: CellValue | null | undefined): string {
  const value: unknown = cell;
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return value instanceof Date ? dateText(value) : "";
}

/** A whole number so long that the spreadsheet has not kept all of its digits. */
export function isRounded(cell: CellValue | null | undefined): boolean {
  const value: unknown = cell;
  return typeof value === "number" && Math.abs(value) >= TOO_LONG;
}

function numberText(value: number): string {
  const clean = Number(value.toPrecision(DIGITS));
  if (Math.abs(clean) >= TOO_LONG) return exponentText(clean);
  const text = String(clean);
  return text.includes("e") ? clean.toFixed(20).replace(/\.?0+$/, "") : text;
}

/** `1.2E+17`, as spreadsheets write it. */
function exponentText(value: number): string {
  return value.toExponential().replace("e", "E");
}

/** ISO: a day, a moment to the second, or a time of day for what lies before the first day that a sheet can name. */
function dateText(date: Date): string {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return "";
  const text = rounded.toISOString().replace(/\.\d+Z$/, "");
  if (rounded.getTime() < DAY_ONE) return text.slice(text.indexOf("T") + 1);
  return text.endsWith("T00:00:00") ? text.slice(0, -9) : text;
}
