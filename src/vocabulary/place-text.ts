import { foldText } from "../normalise/fold.ts";
import { squashText } from "../normalise/squash.ts";
import { countries } from "./countries.ts";
import { CITIES } from "./places/cities.ts";
import { PROVINCES } from "./places/provinces.ts";
import { states } from "./states.ts";

/** What a text like `Berlin, Germany` or `Greater Munich Metropolitan Area` says, as the vocabularies call it. */
export interface Place {
  /** ISO code of the country, or a region's name where no more is said (`EMEA`). */
  readonly country: string;
  /** `US-CA`; null where none of the states of the USA, Canada or Australia is said. */
  readonly state: string | null;
}

/** What two letters at the end of a place are: `CA` in `San Francisco, CA` is California, in `Toronto, Ontario, CA` Canada. */
export type TwoLetters = "states" | "countries";

const cities = countriesOf(CITIES);
const provinces = countriesOf(PROVINCES);

/** Squashed names -> country, of lines like `DE: berlin; munich`. */
function countriesOf(lines: string): ReadonlyMap<string, string> {
  return new Map(
    lines
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [country, list] = line.split(": ");
        return list!.split("; ").map((name): [string, string] => [squashText(foldText(name)), country!]);
      }),
  );
}

const AROUND =
  /^(?:the )?greater |^metro(?:politan)? | (?:metropolitan|metro|greater|urban|bay)? ?(?:area|region|metroplex|district)$| metroplex$/g;
/** `CA 94105`, `10115 Berlin`, `SW1A 1AA`. */
const POST_CODE = /\b[a-z]{0,2}-?\d[\da-z]*(?:[- ]\d[\da-z]{1,3})?\b/g;
const TWO = /^[a-z]{2}$/;
/** Ontario is a city of California, too; no other province's name before `CA` is. */
const CITY_AND_PROVINCE = /^ontario,ca$/;

/** Parts of a folded place, without post codes and words such as "Greater" and "Metropolitan Area". */
function partsOf(folded: string): string[] {
  return folded
    .split(/[,;|·]/)
    .map((part) => part.replace(POST_CODE, " ").replace(/\s+/g, " ").trim())
    .filter((part) => part !== "");
}

function cityCountry(part: string): string | null {
  const core = part.replace(AROUND, " ").replace(AROUND, " ").trim();
  return cities.get(squashText(part)) ?? cities.get(squashText(core)) ?? null;
}

/** Two letters that are a state in one reading and a country in the other: `CA`, `DE`, `IN`. */
function isEitherCode(part: string): boolean {
  return TWO.test(part) && countries.resolve(part) !== null && states.resolve(part) !== null;
}

/**
 * How the two letters at the end of these places are meant that may be a state or a country (`CA`, `DE`, `IN`): as most of those that can
 * only be one. Null where none tells.
 */
export function twoLettersIn(texts: readonly string[]): TwoLetters | null {
  let surplus = 0;
  for (const text of texts) {
    const parts = partsOf(foldText(text));
    const last = parts.at(-1) ?? "";
    if (parts.length < 2 || !TWO.test(last) || isEitherCode(last)) continue;
    if (states.resolve(last) !== null) surplus += 1;
    else if (countries.resolve(last) !== null) surplus -= 1;
  }
  return surplus === 0 ? null : surplus > 0 ? "states" : "countries";
}

/** The country that a place's text ends with, or that its state or city lies in; null where neither says one for sure. */
export function readPlace(text: string, letters: TwoLetters | null): Place | null {
  const parts = partsOf(foldText(text));
  const last = parts.at(-1);
  if (last === undefined) return null;
  const country = countries.resolve(last);
  const state = states.resolve(last);
  const city = parts.map(cityCountry).find((found) => found !== null) ?? null;
  if (country !== null && state !== null) return either(parts, { country, state, city }, letters);
  if (country !== null) return { country, state: stateBefore(parts, country) };
  if (state !== null) return { country: state.slice(0, 2), state };
  const alone = countryOfCity(parts);
  return alone === null ? null : { country: alone, state: null };
}

/** Where a city lies that no country or state follows: what follows must be known and lie there, too (`Boston, Lincolnshire` is not the known one). */
function countryOfCity(parts: readonly string[]): string | null {
  const found = parts.map((part) => cityCountry(part) ?? provinces.get(squashText(part)) ?? null);
  const first = found.findIndex((country) => country !== null);
  const said = new Set(found.slice(Math.max(first, 0)));
  return said.size === 1 ? found.at(-1)! : null;
}

/** `CA`, `DE`, `Georgia` may be a state or a country: what stands before decides, then the city, then what the other places do. */
function either(
  parts: readonly string[],
  { country, state, city }: { readonly country: string; readonly state: string; readonly city: string | null },
  letters: TwoLetters | null,
): Place | null {
  const before = letters === "states" && CITY_AND_PROVINCE.test(parts.join()) ? null : stateBefore(parts, country);
  if (before !== null) return { country, state: before };
  const inState: Place = { country: state.slice(0, 2), state };
  if (parts.length < 2) return null;
  if (city === country) return { country, state: null };
  if (city === inState.country) return inState;
  const meant = isEitherCode(parts.at(-1)!)
    ? letters
    : /^(tbilisi|batumi|kutaisi)$/.test(parts[0]!)
      ? "countries"
      : "states";
  return meant === null ? null : meant === "states" ? inState : { country, state: null };
}

/** The state that is said before its country. */
function stateBefore(parts: readonly string[], country: string): string | null {
  const state = parts.length < 2 ? null : states.resolve(parts.at(-2)!);
  return state?.startsWith(`${country}-`) ? state : null;
}
