import { largestRemainder } from "../build/points.ts";
import { setTokens } from "../features/bins.ts";
import type { Dictionary } from "../features/dictionary.ts";
import { decideKind } from "../features/kinds.ts";
import { roundest } from "../features/round.ts";
import { type Concept, conceptOf } from "../icp/concept.ts";
import { normaliser } from "../normalise/normalise.ts";
import { maskPersonal } from "../normalise/personal.ts";
import type { NormaliseRule } from "../normalise/rule.ts";

/** A column of the customers' companies. */
export interface CustomerColumn {
  readonly name: string;
  readonly header: string;
  readonly dictionary: Dictionary;
}

/** What companies are told by, in this order, with the weight that the literature gives it. */
const WEIGHTS: readonly (readonly [Concept, number])[] = [
  ["industry", 25],
  ["headcount", 20],
  ["technology", 20],
  ["location", 15],
  ["revenue", 10],
  ["funding-stage", 10],
];

/** Least share of the customers whose value must be known. */
const KNOWN = 0.4;
/** Words are taken, commonest first, until they hold this share of the customers that are known. */
const ENOUGH = 0.6;
const MOST_WORDS = 5;
/** Least share of the customers that have a tool. */
const COMMON_TOOL = 0.4;
const MOST_TOOLS = 4;

/** A value and the customers that have it. */
interface Counted {
  readonly label: string;
  readonly count: number;
}

/** An attribute of the file: its bands given its weight. */
interface Draft {
  readonly header: string;
  readonly weight: number;
  readonly lines: (weight: number) => readonly string[];
}

/**
 * A declared ICP of what customers have in common, for a person to edit: the commonest industries and countries, the middle four fifths of
 * sizes, tools that many have. Null where the columns tell nothing of that kind.
 *
 * @param rows customers @param ended those that have left, and are not in the columns @param from what the figures are from, for the comment on top
 */
export function prefilled(
  columns: readonly CustomerColumn[],
  rows: number,
  ended: number,
  from: string,
): string | null {
  const drafts = WEIGHTS.flatMap(([concept, weight]): Draft[] => {
    const found = columns
      .filter(({ name }) => conceptOf(name) === concept && (concept !== "location" || PLACES.includes(name)))
      .map((column) => draftOf(column, rows, weight))
      .find((draft) => draft !== null);
    return found === undefined || found === null ? [] : [found];
  });
  if (drafts.length === 0) return null;
  const weights = largestRemainder(
    drafts.map(({ weight }) => weight),
    100,
  );
  const score = drafts.flatMap(({ header, lines }, i) => [
    `  - attribute: ${quoted(header)}`,
    "    bands:",
    ...lines(weights[i]!),
    "",
  ]);
  return [
    `# What the ${rows} customers of ${from} have in common: a hypothesis, not a win rate.`,
    ...(ended === 0
      ? []
      : [`# ${ended} more ${ended === 1 ? "has" : "have"} left and ${ended === 1 ? "is" : "are"} not counted.`]),
    "# It shows whom you have, not whom you should have: companies that you never called cannot be in it.",
    "# Change what you know better, then: openicp build --declared icp.yaml --accounts accounts.csv",
    "",
    "name: Looks like our customers",
    "",
    "score:",
    ...score,
    "# Whom not to sell to, who buys inside, why: openicp declare shows how it is written.",
    "",
  ].join("\n");
}

/** Whether a declared ICP began as a sheet of what customers have in common: people who edit it leave its first line there. */
export function isPrefilled(text: string): boolean {
  return /^# What the \d+ customers of .* have in common: a hypothesis/m.test(text);
}

/** Cities and states are too fine to begin with. */
const PLACES: readonly string[] = ["country", "region"];

function draftOf({ name, header, dictionary }: CustomerColumn, rows: number, weight: number): Draft | null {
  const { kind, ...decision } = decideKind(name, dictionary, header);
  if (kind === null || !("rule" in decision)) return null;
  const known = dictionary.counts.reduce((a, b) => a + b, 0);
  if (known < KNOWN * rows) return null;
  const { rule } = decision;
  const lines =
    rule.kind === "set"
      ? toolLines([...setTokens(dictionary, rule).values()], known)
      : rule.kind === "number"
        ? numberLines(dictionary, rule)
        : rule.kind === "text"
          ? wordLines(wordsIn(dictionary, rule), known)
          : null;
  return lines === null ? null : { header, weight, lines };
}

/** Values with the customers that have them, commonest first; none that names a person. */
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

function wordLines(words: readonly Counted[], known: number): Draft["lines"] | null {
  if (words.length < 2 || words[0]!.count < 2) return null;
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

function toolLines(tools: readonly Counted[], known: number): Draft["lines"] | null {
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

/** The middle four fifths, at numbers that people say. */
function numberLines({ texts, counts }: Dictionary, rule: NormaliseRule): Draft["lines"] | null {
  const read = normaliser(rule);
  const values = texts
    .flatMap((text, i) => {
      const value = read(text);
      return typeof value === "number" && value > 0 ? Array.from({ length: counts[i]! }, () => value) : [];
    })
    .sort((a, b) => a - b);
  if (values.length < 5) return null;
  const at = (q: number): number => values[Math.min(values.length - 1, Math.floor(q * values.length))]!;
  const [low, high] = [at(0.1), at(0.9)];
  const from = roundest(low * 0.8, low);
  const below = roundest(high * 1.001, high * 1.3);
  const inside = values.filter((x) => x >= from && x < below).length;
  return (weight) => [
    `      - from: ${from} # ${inside} of ${values.length}`,
    `        below: ${below}`,
    `        points: ${weight}`,
    "      - within: 25%",
    `        points: ${Math.floor(weight / 2)}`,
    "    other: 0",
  ];
}

/** A text that YAML reads as it is. */
function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N}_ +.-]*$/u.test(text) ? text : JSON.stringify(text);
}
