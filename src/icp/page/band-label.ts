import type { Band } from "../document.ts";
import { tidy } from "./label.ts";

/** A label that does not name every value: `Software, Retail and 2 more`, `Referral, 5 rare values`. */
const SHORTENED = / and \d+ more$|(?:^|, )\d+ rare values?$/;

/** Every value of a band whose label does not name them all, else null. Those it does not name are folded: lower case. */
export function allValues({ label, match }: Band): string | null {
  if (!("in" in match) || !SHORTENED.test(label)) return null;
  const named = tidy(label)
    .replace(SHORTENED, "")
    .split(", ")
    .filter((value) => value !== "");
  const folded = new Set(named.map((value) => value.toLowerCase()));
  return [...named, ...match.in.map(tidy).filter((value) => !folded.has(value.toLowerCase()))].join(", ");
}

/** What a person reads for a band. */
export function bandLabel(band: Band): string {
  if ("missing" in band.match) return "not known";
  const label = tidy(band.label);
  if (label === "" && "other" in band.match) return "any other";
  return "from" in band.match ? label.replace(/(\d)\s?-\s?(?=\d)/g, "$1–") : label;
}
