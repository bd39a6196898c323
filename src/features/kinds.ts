import { aliasTable } from "../normalise/aliases.ts";
import { speller } from "../normalise/codes.ts";
import { foldText } from "../normalise/fold.ts";
import { parseNumber } from "../normalise/parse-number.ts";
import { readsLikePerson } from "../normalise/person-names.ts";
import { maskPersonal } from "../normalise/personal.ts";
import { MISSING_TEXTS, type NormaliseRule } from "../normalise/rule.ts";
import { squashText } from "../normalise/squash.ts";
import { vocabulariesOf } from "../vocabulary/of-column.ts";
import type { Dictionary } from "./dictionary.ts";
import { namesFreeText, wordsOf } from "./names.ts";
import { type Meanings, type OwnValue, type OwnWords, ownWords, withMeanings } from "./own-words.ts";
import { type SizeCodes, sizeCodes } from "./size-codes.ts";

export type Kind = "category" | "ordinal" | "number" | "set";

/** A column's words as a rule needs them. */
export type Words = Pick<OwnWords, "aliases" | "labels" | "notes"> & Partial<Pick<OwnWords, "vocabulary">>;

/** What a column turned out to be: usable with a rule, or ignored with a reason. */
export type KindDecision =
  | {
      readonly kind: Kind;
      readonly rule: NormaliseRule;
      readonly plainNumbers: boolean;
      readonly words: Words | null;
    }
  | { readonly kind: null; readonly reason: string };

/** Word scales that people use in CRMs, low to high, folded. A column belongs to one when all its values do. */
const SCALES: readonly (readonly string[])[] = [
  ["very low", "low", "medium low", "mid", "medium", "moderate", "medium high", "high", "very high"],
  [
    "micro",
    "tiny",
    "very small",
    "small",
    "smb",
    "small business",
    "mid",
    "medium",
    "midmarket",
    "mid-market",
    "mid market",
    "big",
    "large",
    "enterprise",
    "very large",
    "global",
  ],
  ["cold", "warm", "hot"],
  ["junior", "mid", "senior", "executive"],
  ["assistant", "individual", "manager", "director", "vp", "c-level", "owner"],
  ["pre-seed", "seed", "series a", "series b", "series c", "series d", "series e", "ipo", "public"],
];

const DATE =
  /^\d{4}([-/.])\d{1,2}\1\d{1,2}([ t]\d.*)?$|^\d{1,2}([/.-])\d{1,2}\3(\d{4}|\d{2})([ t]\d.*)?$|^\d{4}[-/](0?[1-9]|1[0-2]|q[1-4])$|^(\d{1,2}[ -])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]?(\d{1,2},? )?'?(\d{4}|\d{2})([ ,]+\d.*)?$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const URL = /^(https?:\/\/|www\.)/i;
/** A bracket (`11-50`, `500+`, `10K or less`) and not one amount. */
export const RANGE_WORDS =
  /\d\s?[a-z%€$£]{0,4}\s*(to|bis|[-–—])\s*\D{0,3}\d|more|less|over|under|than|above|below|up to|\+|[<>≤≥]/i;
const NA_IS_A_PLACE =
  /\b(sub)?(regions?|territor(y|ies)|geo|geography|countr(y|ies)|area|continents?|theat(er|re)|location)\b|\bmarkets?$/;

/** From this share of names of people on a column is about people. */
const MOST_PERSONS = 0.5;
/** Different values of a category beyond which it is a list of names. */
const MOST_CATEGORIES = 500;

interface Known {
  readonly text: string;
  readonly folded: string;
  readonly count: number;
}

function knownTexts(dictionary: Dictionary, missing: ReadonlySet<string>): Known[] {
  return dictionary.texts
    .map((text, i) => ({ text, folded: foldText(text), count: dictionary.counts[i]! }))
    .filter((v) => !missing.has(v.folded));
}

/** How the column's whole cells go with a shipped vocabulary; null when they are in none. */
function wordsOfCells(name: string, header: string, values: readonly Known[]): OwnWords | null {
  const vocabularies = vocabulariesOf(name);
  if (vocabularies.length === 0) return null;
  const own = new Map<string, OwnValue>();
  for (const { folded, text, count } of values) {
    const seen = own.get(folded);
    own.set(folded, { folded, label: seen?.label ?? text.trim(), count: (seen?.count ?? 0) + count });
  }
  const sorted = [...own.values()].toSorted((a, b) => b.count - a.count || (a.folded < b.folded ? -1 : 1));
  for (const vocabulary of vocabularies) {
    const words = ownWords(vocabulary, sorted, header);
    if (words !== null) return words;
  }
  return null;
}

function meant(words: OwnWords | null, meanings: Meanings): Words | null {
  return meanings.size === 0 ? words : { notes: [], ...words, ...withMeanings(words, meanings) };
}

function translated(values: readonly Known[], words: Words | null): readonly Known[] {
  if (words === null) return values;
  const table = aliasTable(words.aliases);
  return values.map((value) => ({ ...value, folded: table.get(squashText(value.folded)) ?? value.folded }));
}

function withWords<Rule extends { readonly kind: "text" | "scale" }>(rule: Rule, words: Words | null): Rule {
  return words === null ? rule : { ...rule, aliases: words.aliases };
}

function shareOf(values: readonly Known[], test: (v: Known) => boolean): number {
  let hit = 0;
  let all = 0;
  for (const v of values) {
    all += v.count;
    if (test(v)) hit += v.count;
  }
  return all > 0 ? hit / all : 0;
}

/** "," when the column writes 1.234,5 and never 1,234.5, or 1.234 beside 999: points that group thousands. */
function decimalSign(values: readonly Known[]): "." | "," {
  if (pointsGroup(values)) return ",";
  const comma = shareOf(values, (v) => /\d,\d{1,2}\D*$|\.\d{3},\d/.test(v.text));
  const point = shareOf(values, (v) => /\d\.\d{1,2}\D*$|,\d{3}\b/.test(v.text) && !/\.\d{3}\b/.test(v.text));
  return comma > point ? "," : ".";
}

/** Every point stands before three digits, and some number has two points or none: 1.234.567 or 850 beside 1.200. */
function pointsGroup(values: readonly Known[]): boolean {
  const pointed = values.filter((v) => v.text.includes("."));
  const grouped = pointed.every((v) => /^\D*[1-9]\d{0,2}(\.\d{3})+\D*$/.test(v.text));
  if (pointed.length === 0 || !grouped) return false;
  return pointed.some((v) => /\..*\./.test(v.text)) || values.some((v) => /^\D*[1-9]\d{0,2}\D*$/.test(v.text));
}

/** Separator characters of a set column, or null: tokens must recur, whole texts alone do not make a set. */
function setSeparators(name: string, values: readonly Known[]): string | null {
  for (const sign of [";", "|", ","]) {
    const several = shareOf(values, (v) => v.folded.includes(sign));
    const tools = wordsOf(name).some((w) =>
      /^(tech|technologies|technology|stack|tools|software|integrations|keywords|products|topics|interests|languages)$/.test(
        w,
      ),
    );
    if (several < (sign === "," && !tools ? 2 : 0.15)) continue;
    const tokens = new Set(values.flatMap((v) => v.folded.split(sign).map((t) => t.trim())));
    if (tokens.size < values.length || tokens.size <= 40) return sign;
  }
  return null;
}

function scaleOf(folded: ReadonlySet<string>): string[] | null {
  for (const scale of SCALES) {
    if (folded.size >= 3 && [...folded].every((v) => scale.includes(v))) return [...scale];
  }
  return null;
}

function numberKind(
  name: string,
  cells: readonly Known[],
  missing: string[],
  sizes: SizeCodes | null = null,
): KindDecision | null {
  const spell = speller(sizes?.codes);
  const values = sizes === null ? cells : cells.map((v) => ({ ...v, text: spell(v.text) }));
  const words = sizes === null ? null : { aliases: {}, labels: new Map(), notes: [sizes.told] };
  const decimal = decimalSign(values);
  const numeric = shareOf(values, (v) => parseNumber(v.text, decimal) !== null);
  if (numeric < 0.9) return null;
  const distinct = new Set(values.map((v) => parseNumber(v.text, decimal)));
  const rule: NormaliseRule = {
    kind: "number",
    missing,
    decimal,
    ...(sizes === null ? {} : { codes: { ...sizes.codes } }),
  };
  if (isDateNumber(name, distinct)) return ignored("a date");
  const brackets = values.filter((v) => RANGE_WORDS.test(v.text)).length > 0.5 * values.length;
  if (brackets && values.length <= 60) return { kind: "ordinal", rule, plainNumbers: false, words };
  if (isCounter(name, values, distinct)) return { kind: null, reason: "counts the rows one by one, like an id" };
  if (distinct.size <= 2) return null;
  const named = /\b(year|founded|established)\b/.test(wordsOf(name).join(" "));
  return { kind: "number", rule, plainNumbers: named || allYears(distinct), words };
}

/** Whole numbers between 1900 and 2100, several of them, and nothing else: years, whatever the language of the header. */
function allYears(distinct: ReadonlySet<number | null>): boolean {
  return (
    distinct.size >= 3 && [...distinct].every((x) => x === null || (Number.isInteger(x) && x >= 1900 && x <= 2100))
  );
}

/** Milliseconds since 1970 always; days of a spreadsheet or seconds where the name says date. */
function isDateNumber(name: string, distinct: ReadonlySet<number | null>): boolean {
  const within = (low: number, high: number): boolean =>
    [...distinct].every((x) => x === null || (x >= low && x < high));
  if (distinct.size > 5 && within(9e11, 2.5e12)) return true;
  const text = wordsOf(name).join(" ");
  const named = /\b(date|datetime|timestamp)\b|\bat$/.test(text) && !/\bto date\b/.test(text);
  return named && (within(20_000, 80_000) || within(6e8, 2.5e9));
}

/** Whole numbers, each once, packed closely: a running number. */
function isCounter(name: string, values: readonly Known[], distinct: ReadonlySet<number | null>): boolean {
  const numbers = [...distinct].filter((x): x is number => x !== null);
  const rows = values.reduce((a, v) => a + v.count, 0);
  if (numbers.length < 50 || numbers.length < 0.98 * rows || !numbers.every(Number.isInteger)) return false;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const x of numbers) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return high - low < 4 * numbers.length || /\b(no|nr|number)$/.test(wordsOf(name).join(" "));
}

function ignored(reason: string): KindDecision {
  return { kind: null, reason };
}

function textKind(
  name: string,
  dictionary: Dictionary,
  values: readonly Known[],
  missing: string[],
  words: Words | null,
): KindDecision {
  const folded = new Set(translated(values, words).map((v) => v.folded));
  const rows = values.reduce((a, v) => a + v.count, 0);
  const sign = setSeparators(name, values);
  if (sign !== null && !dictionary.truncated)
    return { kind: "set", rule: { kind: "set", missing, separators: sign }, plainNumbers: false, words: null };
  const length = values.reduce((a, v) => a + v.count * v.folded.split(" ").length, 0) / rows;
  if (namesFreeText(name) || length > 8) return ignored("free text");
  if (dictionary.truncated) return ignored("almost every row has its own value");
  if (rows >= 20 && folded.size > 0.6 * rows)
    return ignored(`almost every row has its own value (${folded.size} different ones in ${rows} rows)`);
  if (folded.size > MOST_CATEGORIES)
    return ignored(`too many different values to learn from (${folded.size} in ${rows} rows)`);
  const scale = scaleOf(folded);
  if (scale !== null)
    return {
      kind: "ordinal",
      rule: withWords({ kind: "scale", missing, order: scale }, words),
      plainNumbers: false,
      words,
    };
  return { kind: "category", rule: withWords({ kind: "text", missing }, words), plainNumbers: false, words };
}

/** Texts that mean "not known" in a column of this name: `NA` is no place where places are meant. */
export function missingTexts(name: string): string[] {
  return MISSING_TEXTS.filter((m) => m !== "na" || !NA_IS_A_PLACE.test(wordsOf(name).join(" ")));
}

/**
 * Decides what a column is from its name and its distinct values; names that rule a column out are checked before it is read.
 *
 * @param name field name @param dictionary distinct raw texts with counts @param header the column's name for people
 * @param meanings what a person says its words mean
 */
export function decideKind(
  name: string,
  dictionary: Dictionary,
  header = name,
  meanings: Meanings = new Map(),
): KindDecision {
  const missing = missingTexts(name);
  const values = knownTexts(dictionary, new Set(missing));
  if (values.length === 0) return ignored("empty");
  if (shareOf(values, (v) => DATE.test(v.text.trim())) > 0.8) return ignored("a date");
  if (shareOf(values, (v) => EMAIL.test(v.folded) || URL.test(v.folded)) > 0.8)
    return ignored("a way to reach someone");
  const shipped = dictionary.truncated ? null : wordsOfCells(name, header, values);
  const words = meant(shipped, meanings);
  const sizes =
    shipped === null && !dictionary.truncated
      ? sizeCodes(
          name,
          values.map((v) => v.folded),
          header,
        )
      : null;
  const number = shipped === null ? numberKind(name, values, missing, sizes) : null;
  if (number !== null) return number;
  const distinct = new Set(values.map((v) => v.folded));
  const filled = values.reduce((a, v) => a + v.count, 0);
  if (distinct.size === 1 && filled === dictionary.rows)
    return ignored(`the same everywhere (${maskPersonal(values[0]!.text)})`);
  if (shareOf(values, (v) => readsLikePerson(v.folded)) >= MOST_PERSONS) return ignored("names of people");
  return textKind(name, dictionary, values, missing, words);
}
