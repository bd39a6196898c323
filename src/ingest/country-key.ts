import { foldText } from "../normalise/fold.ts";
import { countries } from "../vocabulary/countries.ts";

/** The ISO code of a country however it is written (a region's name of a region), to tell same from other; an unknown text stands for itself. */
export function countryKey(text: string): string | null {
  const folded = foldText(text);
  return countries.resolve(folded) ?? (folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || null);
}
