import { InputError } from "../errors.ts";
import { foldText } from "../normalise/fold.ts";
import { maskValue } from "../normalise/masked-names.ts";
import { nearest } from "./nearest.ts";
import type { ValueCount } from "./profile.ts";

/** Values that a message lists at most. */
const LISTED = 12;

/** `Closed Won (812), Closed Lost (1,730)`, most frequent first. */
export function listValues(values: readonly ValueCount[], most = LISTED): string {
  const listed = values
    .slice(0, most)
    .map((value) => `${maskValue(value.shown)} (${value.rows.toLocaleString("en-US")})`);
  const rest = values.length - listed.length;
  return rest > 0 ? `${listed.join(", ")} and ${rest} more` : listed.join(", ");
}

/** The folded values that a person wrote as `A|B`; throws `InputError` for one that does not occur, with the nearest that do. */
export function requireValues(text: string, option: string, header: string, values: readonly ValueCount[]): string[] {
  return splitValues(text, values).map((part) => requireValue(part, option, header, values));
}

/** `A|B` cut at the bars, but for those within a value that occurs. */
export function splitValues(text: string, values: readonly ValueCount[]): string[] {
  const known = new Set(values.map((value) => value.value));
  const parts = text.split("|");
  const found: string[] = [];
  for (let i = 0; i < parts.length; ) {
    let end = parts.length;
    while (end > i + 1 && !known.has(foldText(parts.slice(i, end).join("|")))) end--;
    found.push(parts.slice(i, end).join("|").trim());
    i = end;
  }
  return found.filter((part) => part !== "");
}

function requireValue(wanted: string, option: string, header: string, values: readonly ValueCount[]): string {
  const folded = foldText(wanted);
  if (values.some((value) => value.value === folded)) return folded;
  const near = nearest(
    wanted,
    values.map((value) => value.shown),
    2,
  );
  const meant = near.length > 0 ? `did you mean ${near.map((name) => `"${name}"`).join(" or ")}? ` : "";
  const there = values.length > 0 ? `its values are ${listValues(values)}` : "it is empty";
  throw new InputError(`${option}: "${wanted}" does not occur in the column "${header}"; ${meant}${there}`);
}
