import { z } from "zod";
import { largestRemainder } from "../build/points.ts";
import { InputError } from "../errors.ts";

const text = z.string().trim().max(2000);
const words = z.array(z.string().trim().min(1).max(200)).max(60);
const size = z.number().int().min(1).max(10_000_000).nullable();

/** What a person answers who has no data yet: twelve questions. What is empty says nothing. */
export const declaredAnswers = z.strictObject({
  /** 1 What goes wrong for them without you. */
  problem: text,
  /** 2 Titles of those who feel it most. */
  feels: words,
  /** 3 Who signs, and who argues for you inside. */
  buyers: words,
  champions: words,
  /** 4, 5 Industries of the best, and those nearly as good. */
  industries: words,
  near: words,
  /** 6 Employees, from and to. */
  from: size,
  to: size,
  /** 7 Countries. */
  countries: words,
  /** 8 Tools that they should run. */
  tools: words,
  /** 9 What happens before they buy. */
  triggers: words,
  /** 10 Tools that rule them out. */
  red_flags: words,
  /** 11 Too few people, and industries and countries to leave alone. */
  floor: size,
  not_industries: words,
  not_countries: words,
  /** 12 Whom else not to sell to, a sentence each. */
  not: words,
});
export type DeclaredAnswers = z.infer<typeof declaredAnswers>;

/** What the literature gives each part. */
const WEIGHTS = { industry: 25, size: 20, tools: 20, country: 15, trigger: 20 } as const;

/**
 * The answers as a declared ICP, in the text that `openicp declare` writes: a person can go on in it by hand. The parts that are answered
 * share 100 points as the literature weighs them.
 *
 * @throws InputError where nothing can be scored by, or the sizes contradict each other
 */
export function declaredFromAnswers(said: DeclaredAnswers): string {
  const parts = scored(said);
  if (parts.length === 0)
    throw new InputError(
      "nothing here tells one company from another: answer at least one of industries, size, countries, tools and triggers",
    );
  const weights = largestRemainder(
    parts.map(({ weight }) => weight),
    100,
  );
  const score = parts.flatMap(({ lines }, k) => lines(weights[k]!));
  return `${[
    "# Your ideal customer, as you see it today: a hypothesis until your deals speak.",
    "# From the twelve questions of the app; go on by hand as you like.",
    ...(said.problem === "" ? [] : [`narrative: ${quoted(said.problem)}`]),
    "score:",
    ...score,
    ...listed("personas:", personas(said)),
    ...listed("disqualifiers:", reasons(said)),
  ].join("\n")}\n`;
}

interface Part {
  readonly weight: number;
  readonly lines: (points: number) => readonly string[];
}

function scored({ industries, near, from, to, countries, tools, triggers }: DeclaredAnswers): readonly Part[] {
  return [
    ...(industries.length + near.length === 0
      ? []
      : [part(WEIGHTS.industry, "Industry", ["Sector"], industryBands(industries, near))]),
    ...(from === null && to === null ? [] : [part(WEIGHTS.size, "Employees", [], sizeBands(from, to))]),
    ...(tools.length === 0 ? [] : [part(WEIGHTS.tools, "Tech Stack", [], one("has", tools), 0.25)]),
    ...(countries.length === 0 ? [] : [part(WEIGHTS.country, "Country", [], one("in", countries))]),
    ...(triggers.length === 0 ? [] : [part(WEIGHTS.trigger, "Trigger", [], one("in", triggers), 0)]),
  ];
}

type Bands = (points: number) => readonly string[];

/** @param unknown share of the points where nothing is known */
function part(weight: number, attribute: string, columns: readonly string[], bands: Bands, unknown = 0.5): Part {
  return {
    weight,
    lines: (points) => [
      `  - attribute: ${attribute}`,
      ...(columns.length === 0 ? [] : [`    columns: ${inline([attribute, ...columns])}`]),
      "    bands:",
      ...bands(points),
      ...(attribute === "Employees" ? [] : ["    other: 0"]),
      `    unknown: ${Math.floor(points * unknown)}`,
    ],
  };
}

function band(test: string, points: number): readonly string[] {
  return [`      - ${test}`, `        points: ${points}`];
}

function one(key: "in" | "has", values: readonly string[]): Bands {
  return (points) => band(`${key}: ${inline(values)}`, points);
}

/** Those nearly as good earn half; where there are no others they are the best. */
function industryBands(best: readonly string[], near: readonly string[]): Bands {
  if (best.length === 0) return one("in", near);
  const rest = near.filter((name) => !best.some((other) => other.toLowerCase() === name.toLowerCase()));
  return (points) => [
    ...band(`in: ${inline(best)}`, points),
    ...(rest.length === 0 ? [] : band(`in: ${inline(rest)}`, Math.round(points / 2))),
  ];
}

function sizeBands(from: number | null, to: number | null): Bands {
  if (from !== null && to !== null && to < from)
    throw new InputError(`a company cannot have from ${from} to ${to} employees: put the smaller number first`);
  const ends = [...(from === null ? [] : [`from: ${from}`]), ...(to === null ? [] : [`below: ${to + 1}`])];
  return (points) => [
    `      - ${ends[0]}`,
    ...ends.slice(1).map((line) => `        ${line}`),
    `        points: ${points}`,
    ...band("within: 25%", Math.round(points / 2)),
  ];
}

function personas({ problem, feels, buyers, champions }: DeclaredAnswers): readonly string[] {
  const person = (role: string, titles: readonly string[], more: readonly string[] = []): readonly string[] =>
    titles.length === 0 ? [] : [`  - role: ${role}`, `    titles: ${inline(titles)}`, ...more];
  return [
    ...person("buyer", buyers),
    ...person("champion", champions),
    ...person("user", feels, problem === "" ? [] : [`    frustrations: ${inline([problem])}`]),
  ];
}

function reasons({ floor, not_industries, not_countries, red_flags, not }: DeclaredAnswers): readonly string[] {
  const template = (id: string, answer: readonly string[]): readonly string[] =>
    answer.length === 0 ? [] : [`  - template: ${id}`, `    answer: ${inline(answer)}`];
  return [
    ...template("headcount-floor", floor === null ? [] : [String(floor)]),
    ...template("regulated-industry", not_industries),
    ...template("geography-not-served", not_countries),
    ...template("red-flag-tool", red_flags),
    ...not.flatMap((who) => [`  - who: ${quoted(who)}`]),
  ];
}

function listed(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

function inline(values: readonly string[]): string {
  const distinct = values.filter((value, k) => values.findIndex((other) => same(other, value)) === k);
  return `[${distinct.map(quoted).join(", ")}]`;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** JSON's strings are YAML's. */
function quoted(value: string): string {
  return JSON.stringify(value);
}
