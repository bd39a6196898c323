import { InputError } from "../../errors.ts";

/** Names that the raw table keeps for itself. */
const RESERVED = "__row";
const LONGEST_NAME = 2000;
/** A CRM keeps some hundreds of fields. */
const MOST_COLUMNS = 2000;

/**
 * The column names of a header line: trimmed, empty ones called by their position.
 * Throws `InputError` when two columns share a name (upper and lower case count as the same, as in every database).
 */
export function columnNames(cells: readonly string[], file: string): string[] {
  if (cells.some((cell) => cell.trim() !== "") && cells.every((cell) => /^\s*([-+]?[\d.,]+)?\s*$/.test(cell))) {
    throw new InputError(
      `${file} has no header line: its first line is "${cells.join(",").slice(0, 60)}"; put the column names there`,
    );
  }
  if (cells.length > MOST_COLUMNS)
    throw new InputError(
      `${file} has ${cells.length.toLocaleString("en-US")} columns, more than the ${MOST_COLUMNS.toLocaleString("en-US")} that are read: export those that describe the company and the deal`,
    );
  const long = cells.findIndex((cell) => cell.length > LONGEST_NAME);
  if (long >= 0)
    throw new InputError(
      `${file} has a column name of ${cells[long]!.length.toLocaleString("en-US")} characters (column ${long + 1}): its first line is no header, or its quotes are broken`,
    );
  const names = cells.map((cell, i) => tidyName(cell) || `column_${i + 1}`);
  const seen = new Map<string, number>();
  for (const [i, name] of names.entries()) {
    const key = name.toLowerCase();
    const first = seen.get(key);
    if (first !== undefined) {
      throw new InputError(
        `${file} has the column "${name}" twice (columns ${first + 1} and ${i + 1}): rename or remove one of them`,
      );
    }
    if (key === RESERVED)
      throw new InputError(`${file} has a column named ${RESERVED}, which OpenICP uses itself: rename it`);
    seen.set(key, i);
  }
  return names;
}

/** Without the arrow by which a report shows how it is sorted, and without the `="..."` by which a text is kept from Excel. */
export function tidyName(cell: string): string {
  return cell
    .replace(/^\s*="(.*)"\s*$/, "$1")
    .replace(/\s+/g, " ")
    .replace(/ ?[\u2191\u2193] ?$/, "")
    .trim();
}

/** What is to be said about columns whose header is empty. */
export function unnamed(cells: readonly string[], file: string): string[] {
  const places = cells.flatMap((cell, i) => (cell.trim() === "" ? [i + 1] : []));
  if (places.length === 0) return [];
  const [columns, names] = [places.join(", "), places.map((place) => `column_${place}`).join(", ")];
  return [`${file} has no name for column ${columns}: called ${names}.`];
}
