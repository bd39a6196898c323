import type { Band } from "../document.ts";
import { tidy } from "./label.ts";

/** What a person reads for a band. */
export function bandLabel(band: Band): string {
  if ("missing" in band.match) return "not known";
  const label = tidy(band.label);
  if (label === "" && "other" in band.match) return "any other";
  return "from" in band.match ? label.replace(/(\d)\s?-\s?(?=\d)/g, "$1–") : label;
}
