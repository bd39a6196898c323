import { safeText } from "../../../warehouse/safe-cell.ts";

type Cell = string | number | null;

function cell(value: Cell, raw: boolean): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = raw ? value : safeText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows, the first one the header, as CSV. @param raw leaves cells that a spreadsheet would run as a formula as they are */
export function csvText(rows: readonly (readonly Cell[])[], raw: boolean): string {
  return `${rows.map((row) => row.map((one) => cell(one, raw)).join(",")).join("\n")}\n`;
}
