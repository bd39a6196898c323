import type { RawRow } from "../engine/workspace/row-scorer.ts";

/** Cells of one account; a CRM's object has some hundred. */
const MOST_CELLS = 2_000;

/** A value that came from outside as a raw account; a sentence where it is none. */
export function givenRow(value: unknown): RawRow | string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return "an account is an object of cells by column name";
  const keys = Object.keys(value);
  if (keys.length > MOST_CELLS) return `an account has ${MOST_CELLS} cells at most; this one has ${keys.length}`;
  for (const key of keys) {
    const cell = (value as Record<string, unknown>)[key];
    if (typeof cell === "object" && cell !== null)
      return `${key.slice(0, 100)}: a cell is a text, a number, true, false or null; join several values with ";"`;
  }
  return value as RawRow;
}
