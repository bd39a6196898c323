import { largestRemainder } from "../build/points.ts";
import { setTokens } from "../features/bins.ts";
import type { Dictionary } from "../features/dictionary.ts";
import { decideKind, missingTexts } from "../features/kinds.ts";
import { roundest } from "../features/round.ts";
import { type Concept, conceptOf } from "../icp/concept.ts";
import { speller } from "../normalise/codes.ts";
import { normaliser } from "../normalise/normalise.ts";
import { parseNumber } from "../normalise/parse-number.ts";
import { parseRange } from "../normalise/parse-range.ts";
import { maskPersonal } from "../normalise/personal.ts";
import type { NormaliseRule } from "../normalise/rule.ts";

/** A column of companies. */
export interface CompanyColumn {
  readonly name: string;
  readonly header: string;
  readonly dictionary: Dictionary;
}

/** What companies are told by, in this order, with the weight of each. */
export type Weights = readonly (readonly [Concept, number])[];

/** The weights that the literature gives. */
export const WEIGHTS: Weights = [
  ["industry", 25],
  ["headcount", 20],
  ["technology", 20],
  ["location", 15],
  ["revenue", 10],
  ["funding-stage", 10],
];

/** Least share of the companies whose value must be known. */
const KNOWN = 0.4;
/** Words are taken, commonest first, until they hold this share of the companies that are known. */
const ENOUGH = 0.6;
const MOST_WORDS = 5;
/** Least share of the companies that have a tool. */
const COMMON_TOOL = 0.4;
const MOST_TOOLS = 4;
/** Fewer sizes have no middle. */
const LEAST_SIZES = 3;
/** Cities and states are too fine to begin with. */
const PLACES: readonly string[] = ["country", "region"];
/** Numbers, also where all companies have the same one. */
const SIZES: ReadonlySet<Concept | null> = new Set(["headcount", "revenue"]);

/** A value and the companies that have it. */
interface Counted {
  readonly label: string;
  readonly count: number;
}

type Lines = (weight: number) => readonly string[];

/** An attribute of the file: its bands given its weight. */
interface Draft {
  readonly name: string;
  readonly header: string;
  readonly weight: number;
  readonly lines: Lines;
}

/** What companies have in common. */
export interface InCommon {
  /** The lines of `score`, all points given. */
  readonly score: readonly string[];
  /** Names of the columns that these are of. */
  readonly used: readonly string[];
}

/**
 * What companies have in common as the score of a declared ICP: the commonest industries and countries, the middle four fifths of sizes, tools
 * that many have. A value that all of them have counts: it tells them from others. Null where the columns tell nothing of that kind.
 */
export function inCommon(columns: readonly CompanyColumn[], rows: number, weights: Weights = WEIGHTS): InCommon | null {
  const drafts = weights.flatMap(([concept, weight]): Draft[] => {
    const found = columns
      .filter(({ name }) => conceptOf(name) === concept && (concept !== "location" || PLACES.includes(name)))
      .map((column) => draftOf(column, rows, weight))
      .find((draft) => draft !== null);
    return found === undefined || found === null ? [] : [found];
  });
  if (drafts.length === 0) return null;
  const points = largestRemainder(
    drafts.map(({ weight }) => weight),
    100,
  );
  const score = drafts.flatMap(({ header, lines }, i) => [
    `  - attribute: ${quoted(header)}`,
    "    bands:",
    ...lines(points[i]!),
    "",
  ]);
  return { score, used: drafts.map(({ name }) => name) };
}

function draftOf(column: CompanyColumn, rows: number, weight: number): Draft | null {
  const { name, header, dictionary } = column;
  const rule = ruleOf(column);
  if (rule === null) return null;
  const known = dictionary.counts.reduce((a, b) => a + b, 0);
  if (known < KNOWN * rows) return null;
  const lines = linesOf(dictionary, rule, known);
  return lines === null ? null : { name, header, weight, lines };
}

/** How its cells are read. Other companies are beside these, so that a column is never ruled out for being the same in all of these. */
function ruleOf({ name, header, dictionary }: CompanyColumn): NormaliseRule | null {
  const { kind, ...decision } = decideKind(name, { ...dictionary, rows: dictionary.rows + 1 }, header);
  if (kind === null || !("rule" in decision)) return null;
  const { rule } = decision;
  const sizes = SIZES.has(conceptOf(name)) && dictionary.texts.every((text) => parseNumber(text, ".") !== null);
  return sizes && rule.kind !== "number" ? { kind: "number", missing: missingTexts(name), decimal: "." } : rule;
}

function linesOf(dictionary: Dictionary, rule: NormaliseRule, known: number): Lines | null {
  if (rule.kind === "set") return toolLines([...setTokens(dictionary, rule).values()], known);
  if (rule.kind === "number") return numberLines(dictionary, rule);
  return rule.kind === "text" ? wordLines(wordsIn(dictionary, rule), known) : null;
}

/** Values with the companies that have them, commonest first; none that names a person. */
function wordsIn({ texts, counts }: Dictionary, rule: NormaliseRule): Counted[] {
  const read = normaliser(rule);
  const found = new Map<string, Counted>();
  texts.forEach((text, i) => {
    const value = read(text);
    if (value === null || maskPersonal(text) !== text) return;
    const before = found.get(String(value));
    found.set(String(value), { label: before?.label ?? text.trim(), count: (before?.count ?? 0) + counts[i]! });
  });
  return [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

function wordLines(words: readonly Counted[], known: number): Lines | null {
  if (words.length === 0 || words[0]!.count < 2) return null;
  let held = 0;
  const first: Counted[] = [];
  for (const word of words) {
    if (first.length === MOST_WORDS || held >= ENOUGH * known || word.count < 2) break;
    first.push(word);
    held += word.count;
  }
  const next = words.slice(first.length, first.length + MOST_WORDS).filter(({ count }) => count >= 2);
  return (weight) => [
    ...bandLines("in", first, weight, known),
    ...(next.length === 0 ? [] : bandLines("in", next, Math.floor(weight / 2), known)),
    "    other: 0",
  ];
}

function toolLines(tools: readonly Counted[], known: number): Lines | null {
  const common = tools
    .filter(({ label, count }) => count >= 2 && count >= COMMON_TOOL * known && maskPersonal(label) === label)
    .slice(0, MOST_TOOLS);
  if (common.length === 0) return null;
  return (weight) => [...bandLines("has", common, weight, known), `    other: ${Math.floor(weight / 4)}`];
}

function bandLines(key: "in" | "has", values: readonly Counted[], points: number, known: number): string[] {
  const said = values.map(({ label, count }) => `${label} ${count}`).join(", ");
  return [
    `      - ${key}: [${values.map(({ label }) => quoted(label)).join(", ")}] # of ${known}: ${said.replace(/\s+/g, " ")}`,
    `        points: ${points}`,
  ];
}

/** A size, or the bracket that it is said to lie in. */
interface Size {
  readonly low: number;
  readonly high: number;
}

/** The middle four fifths, at numbers that people say; brackets end where they end. */
function numberLines({ texts, counts }: Dictionary, rule: NormaliseRule & { readonly kind: "number" }): Lines | null {
  const read = normaliser(rule);
  const spell = speller(rule.codes);
  const sizes = texts.flatMap((text, i): readonly Size[] => {
    const value = read(text);
    if (typeof value !== "number" || value <= 0) return [];
    const size = parseRange(spell(text), rule.decimal) ?? { low: value, high: value };
    return Array.from({ length: counts[i]! }, () => size);
  });
  if (sizes.length < LEAST_SIZES) return null;
  const low = at(sizes.map((size) => size.low).toSorted(byNumber), 0.1);
  const high = at(sizes.map((size) => size.high).toSorted(byNumber), 0.9);
  const from = sizes.some((size) => size.low === low && size.high > low) ? low : roundest(low * 0.8, low);
  const below = sizes.some((size) => size.high === high && size.low < high)
    ? high + 1
    : roundest(high * 1.001, high * 1.3);
  const inside = sizes.filter((size) => size.low >= from && size.high < below).length;
  return (weight) => [
    `      - from: ${from} # ${inside} of ${sizes.length}`,
    `        below: ${below}`,
    `        points: ${weight}`,
    "      - within: 25%",
    `        points: ${Math.floor(weight / 2)}`,
    "    other: 0",
  ];
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))]!;
}

function byNumber(a: number, b: number): number {
  return a - b;
}

/** A text that YAML reads as it is. */
function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N}_ +.-]*$/u.test(text) ? text : JSON.stringify(text);
}
