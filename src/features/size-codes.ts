import type { Codes } from "../normalise/codes.ts";
import { parseNumber } from "../normalise/parse-number.ts";
import { wordsOf } from "./names.ts";

/** Codes of a column of sizes, spelled out, and how that is told. */
export interface SizeCodes {
  readonly codes: Codes;
  readonly told: string;
}

const HEADS = /\b(employees?|headcount|staff|workforce|company size|size|mitarbeiter)\b/;
const REVENUE = /\b(revenue|turnover|umsatz)\b/;
/** `size class` A to E may well be somebody's own, largest first. */
const OWN_CLASS = /\b(class|tier|grade|segment|category|rating|deal)\b/;

/** LinkedIn's codes of company size. */
const LETTERS: Codes = {
  a: "1",
  b: "2-10",
  c: "11-50",
  d: "51-200",
  e: "201-500",
  f: "501-1000",
  g: "1001-5000",
  h: "5001-10000",
  i: "10001+",
};

/** Crunchbase's codes of yearly revenue, in thousands of dollars from which a bracket begins. */
const REVENUES: Codes = {
  r_00000000: "less than 1m",
  r_00001000: "1m-10m",
  r_00010000: "10m-50m",
  r_00050000: "50m-100m",
  r_00100000: "100m-500m",
  r_00500000: "500m-1b",
  r_01000000: "1b-10b",
  r_10000000: "10b+",
};

/** `c_00051_00100`, `NUMBER_51_200`, `EMPLOYEES_10001_PLUS`. */
const SPAN = /^[a-z]+_0*(\d+)_(?:to_)?0*(\d+)$/;
const OPEN = /^[a-z]+_0*(\d+)_(?:max|plus|more|or_more|and_more|and_above|up)$/;
/** `SMB (1-200)`, `Enterprise: 1,000+ employees`. */
const WORDED = /^[a-z][^0-9<>≤≥()[\]:]*?\s*(?:[:([]|[-–—] )\s*([^()[\]]*\d[^()[\]]*)[)\]]?$/;

/**
 * What the codes of a column of company sizes stand for; null unless its name is about employees or revenue and every value is one.
 *
 * @param folded its values @param header its name for people
 */
export function sizeCodes(name: string, folded: readonly string[], header: string): SizeCodes | null {
  const text = wordsOf(name).join(" ");
  if (OWN_CLASS.test(text) || !(HEADS.test(text) || REVENUE.test(text))) return null;
  // Numbers are the commonest by far, and a million of them are many.
  const [first = ""] = folded;
  if (!Object.hasOwn(LETTERS, first) && !Object.hasOwn(REVENUES, first) && bracketIn(first) === null) return null;
  const own = new Set(folded);
  if (HEADS.test(text) && speaksLetters(own))
    return {
      codes: LETTERS,
      told: `${header}: ${said(own, LETTERS, (code) => code.toUpperCase())} are read as LinkedIn's letters of company size.`,
    };
  if (REVENUE.test(text) && [...own].every((value) => Object.hasOwn(REVENUES, value)))
    return { codes: REVENUES, told: `${header}: ${said(own, REVENUES)} are read as Crunchbase's brackets of revenue.` };
  const spelled = new Map([...own].map((value) => [value, bracketIn(value)]));
  const entries = [...spelled].flatMap(([value, bracket]): [string, string][] =>
    bracket === null ? [] : [[value, bracket]],
  );
  if (entries.length < own.size) return null;
  const codes = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { codes, told: `${header}: ${said(own, codes)} are read as the middle of their bracket.` };
}

/** Four letters or more, some beyond D: fewer may be a customer's classes A, B, C. */
function speaksLetters(own: ReadonlySet<string>): boolean {
  return (
    own.size >= 4 && [...own].every((value) => Object.hasOwn(LETTERS, value)) && [...own].some((value) => value > "d")
  );
}

function bracketIn(value: string): string | null {
  const span = SPAN.exec(value);
  if (span !== null) return `${span[1]}-${span[2]}`;
  const open = OPEN.exec(value);
  if (open !== null) return `${open[1]}+`;
  const worded = WORDED.exec(value)?.[1]?.trim() ?? null;
  return worded === null || parseNumber(worded, ".") === null ? null : worded;
}

/** `"D" (51-200), "E" (201-500) and 3 more`. */
function said(own: ReadonlySet<string>, codes: Codes, spell = (code: string): string => code): string {
  const all = [...own].toSorted();
  const shown = all.slice(0, 2).map((code) => `"${spell(code)}" (${codes[code]})`);
  const more = all.length > 2 ? ` and ${all.length - 2} more` : "";
  return `${shown.join(", ")}${more}`;
}
