import type { CsvRecord } from "../scan.ts";
import { filledPlaces, isFigure, saysTitle } from "./lines.ts";

/** Lines that a title block may take, and records looked at to learn how wide the table is. */
const MOST_TITLE = 60;
const LOOKED_AT = 200;

/**
 * The index of the record that holds the column names: 0, unless lines of one or two cells stand above the first wide one, which is text
 * throughout, and they are shorter than it, set off by a blank line, or say what a report's title says.
 */
export function headerIndex(records: readonly CsvRecord[]): number {
  const looked = records.slice(0, LOOKED_AT);
  const widths = looked.map(({ cells, broken }) => (broken === null ? filledPlaces(cells).length : 0));
  const widest = Math.max(0, ...widths);
  const at = widths.findIndex((width) => width > 1 && width * 2 >= widest);
  if (at <= 0 || at > MOST_TITLE || at + 1 >= records.length) return 0;
  const header = looked[at]!;
  const above = looked.slice(0, at);
  if (!namesColumns(header.cells) || widths.slice(0, at).some((width) => width > 2 && width * 3 > widest)) return 0;
  const words = above.some(({ cells }) => saysTitle(cells));
  const shorter = above.every(({ cells, broken }) => broken !== null || cells.length < header.cells.length);
  const setOff = header.line > above.at(-1)!.line + 1 || above.some(({ cells }) => filledPlaces(cells).length === 0);
  return words || (widest > 2 && (shorter || setOff)) ? at : 0;
}

/** Text throughout, each once: figures and dates are values, and so is what repeats. */
function namesColumns(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase()).filter((name) => name !== "");
  return (
    new Set(names).size === names.length && names.every((name) => !isFigure(name) && !/^\d{1,4}[-/.]\d/.test(name))
  );
}

/** The first text of a title block, for people. */
export function titleText(above: readonly (readonly string[])[]): string | null {
  const texts = above.flatMap((cells) => filledPlaces(cells).map((k) => cells[k]!.replace(/\s+/g, " ").trim()));
  const [first = null] = texts;
  return first === null || first.length <= 60 ? first : `${first.slice(0, 57)}...`;
}
