import { countries } from "../../vocabulary/countries.ts";
import { industries } from "../../vocabulary/industries.ts";
import { technologies } from "../../vocabulary/technologies.ts";
import type { DeclaredAnswers } from "../answers.ts";
import { type Piece, piecesOf } from "./lines.ts";
import { clausesOf, type Found, foundIn, knows } from "./sentence.ts";
import { type Size, sizeIn } from "./size.ts";
import { entriesOf, isName, plain } from "./words.ts";

/** An ICP as somebody had it, read as answers to the twelve questions. */
export interface ReadPasted {
  readonly answers: DeclaredAnswers;
  /** Lines of which something was taken, with what. */
  readonly taken: readonly { readonly line: string; readonly as: readonly string[] }[];
  /** What was not understood, and why where that can be said. */
  readonly left: readonly { readonly line: string; readonly why: string | null }[];
}

type Key = keyof DeclaredAnswers;
type ListKey = { [K in Key]: DeclaredAnswers[K] extends readonly string[] ? K : never }[Key];

/** What a piece gives: entries of lists, a size, and what of it is not understood. */
interface Given {
  readonly lists: readonly (readonly [ListKey, string])[];
  readonly size: Size | null;
  readonly floor: number | null;
  readonly problem: string | null;
  readonly left: readonly string[];
  readonly why: string | null;
}

const NOTHING: Given = { lists: [], size: null, floor: null, problem: null, left: [], why: null };
const MOST = 60;
/** Letters of a piece. */
const LONGEST = 600;

/** Reads an ICP as somebody had it. What is not certain is left: it never says what was not said. */
export function readPasted(text: string): ReadPasted {
  const lists = new Map<ListKey, string[]>();
  let size: Size | null = null;
  let floor: number | null = null;
  const problems: string[] = [];
  const taken: ReadPasted["taken"][number][] = [];
  const left: ReadPasted["left"][number][] = [];
  for (const piece of piecesOf(text)) {
    const given = givenBy(piece);
    const as: string[] = [];
    for (const [key, entry] of given.lists) {
      const own = lists.get(key) ?? [];
      if (own.length < MOST && !own.some((other) => plain(other) === plain(entry))) lists.set(key, [...own, entry]);
      as.push(`${NAMES[key]}: ${entry}`);
    }
    if (given.size !== null) {
      if (size === null) {
        size = given.size;
        as.push(sizeWords(given.size));
      } else if (size.from !== given.size.from || size.to !== given.size.to)
        left.push({ line: piece.line, why: "another size was read before" });
    }
    if (given.floor !== null) {
      floor ??= given.floor;
      as.push(`Out: fewer than ${given.floor} employees`);
    }
    if (given.problem !== null) {
      problems.push(given.problem);
      as.push("The problem");
    }
    if (as.length > 0) taken.push({ line: piece.line, as });
    left.push(...given.left.map((line) => ({ line, why: given.why })));
  }
  const list = (key: ListKey): string[] => lists.get(key) ?? [];
  return {
    answers: {
      problem: problems.join(" ").slice(0, 2000),
      ...{ feels: list("feels"), buyers: list("buyers"), champions: list("champions") },
      ...{ industries: list("industries"), near: list("near"), from: size?.from ?? null, to: size?.to ?? null },
      ...{
        countries: list("countries"),
        tools: list("tools"),
        triggers: list("triggers"),
        red_flags: list("red_flags"),
      },
      ...{ floor, not_industries: list("not_industries"), not_countries: list("not_countries"), not: list("not") },
    },
    taken,
    left,
  };
}

const NAMES: Readonly<Record<ListKey, string>> = {
  feels: "Feels it most",
  buyers: "Signs",
  champions: "Argues for you",
  industries: "Industry",
  near: "Industry nearly as good",
  countries: "Country",
  tools: "Tool",
  triggers: "Trigger",
  red_flags: "Red-flag tool",
  not_industries: "Industry left out",
  not_countries: "Country not served",
  not: "Nobody sells to",
};

function sizeWords({ from, to }: Size): string {
  if (from === null) return `Up to ${to} employees`;
  return to === null ? `From ${from} employees on` : `${from} to ${to} employees`;
}

function givenBy({ line, text, topic, fits }: Piece): Given {
  if (text.length > LONGEST) return leftOut(line, "too long to be read for certain");
  if (topic === null) return bySentence(text);
  if (topic === "other") return leftOut(line, "none of the questions asks for it");
  if (topic === "people") return leftOut(line, "it does not say who of them signs, argues for you or uses it");
  if (topic === "not" || fits === "not") return without(text, topic);
  if (fits === "nearly" && topic !== "industries") return leftOut(line, "only industries may be nearly as good");
  if (topic === "size") {
    const size = sizeIn(text, true);
    if (size === null) return leftOut(line, null);
    return { ...NOTHING, size, left: clausesOf(text).filter((clause) => sizeIn(clause, true) === null) };
  }
  if (topic === "problem") return { ...NOTHING, problem: text };
  if (fits === "nearly") return listed("near", text, line);
  if (topic === "countries") return placed(text, line);
  return listed(topic, text, line);
}

function leftOut(line: string, why: string | null): Given {
  return { ...NOTHING, left: [line], why };
}

/** Names of a list; an entry that begins with a no is no entry of it. */
function listed(key: Exclude<ListKey, "not">, text: string, line: string): Given {
  const entries = entriesOf(withoutBrackets(text));
  const most = key === "triggers" ? 8 : 5;
  const good = entries.filter((entry) => isName(entry, most) && !NO.test(plain(entry)));
  const odd = entries.filter((entry) => !good.includes(entry));
  const lists = good.map((entry) => [key, entry] as const);
  return { ...NOTHING, lists, left: [...(good.length === 0 ? [line] : odd), ...bracketed(text)] };
}

/** Countries and regions of the world: others would match no company. */
function placed(text: string, line: string): Given {
  const entries = entriesOf(withoutBrackets(text));
  const good = entries.filter((entry) => !NO.test(plain(entry)) && knows(countries, entry));
  const odd = entries.filter((entry) => !good.includes(entry));
  return {
    ...NOTHING,
    lists: good.map((entry) => ["countries", entry] as const),
    left: [...(good.length === 0 ? [line] : odd), ...bracketed(text)],
    why: "not known as a country or a region",
  };
}

const NO = /^(no|not|non|except|excluding|without|kein\w*|nicht|ausser|ohne)\b/;

function withoutBrackets(text: string): string {
  return text.replace(/\([^)]*\)/g, " ");
}

function bracketed(text: string): readonly string[] {
  return [...text.matchAll(/\(([^)]*)\)/g)].map(([whole]) => whole);
}

/** Whom to leave alone: each entry is what it is known as, else it stands as it was written, for sellers to ask. */
function without(text: string, topic: Piece["topic"]): Given {
  const size = sizeIn(text, topic === "size");
  if (size !== null && size.from === null && size.to !== null) return { ...NOTHING, floor: size.to + 1 };
  const entries = entriesOf(text);
  const known = entries.map((entry) => [kindOf(entry, topic), entry] as const);
  if (known.every(([kind]) => kind !== null))
    return { ...NOTHING, lists: known.map(([kind, entry]) => [kind!, bare(entry)] as const) };
  return text.length <= 200 ? { ...NOTHING, lists: [["not", text]] } : leftOut(text, "too long for a reason");
}

/** `no gambling companies` is gambling. */
function bare(entry: string): string {
  return entry
    .replace(/^(no|not|kein\w*|nicht)\s+/iu, "")
    .replace(/\s+(companies|firms|businesses|unternehmen|firmen)$/iu, "");
}

function kindOf(entry: string, topic: Piece["topic"]): ListKey | null {
  const name = bare(entry);
  if (!isName(name)) return null;
  if (topic === "industries" || knows(industries, name)) return "not_industries";
  if (topic === "countries" || (name.length > 2 && knows(countries, name))) return "not_countries";
  return topic === "tools" || knows(technologies, name) ? "red_flags" : null;
}

const REFUSES =
  /\b(not|never|don't|doesn't|avoid|exclude|no longer|kein\w*|nicht|nie|niemals)\b.*\b(sell|target|fit|customers?|compan(y|ies)|clients?|verkaufen|kunden|unternehmen|passen|passt)\b|\b(sell|target|customers?|compan(y|ies)|clients?|verkaufen|kunden|unternehmen|passen|passt)\b.*\b(not|never|don't|doesn't|avoid|exclude|kein\w*|nicht|nie|niemals)\b/u;
const DENIES = /\b(not|never|no|don't|doesn't|avoid|exclude|without|except|kein\w*|nicht|nie|niemals|ohne|ausser)\b/u;

/** A sentence with a no in it stands as it was written, or is left: what the no is about cannot be told for certain. */
function bySentence(sentence: string): Given {
  const said = plain(sentence).replaceAll("’", "'");
  if ((REFUSES.test(said) || /^(please |bitte )?(no|keine?n?) /.test(said)) && sentence.length <= 200)
    return { ...NOTHING, lists: [["not", sentence]] };
  if (DENIES.test(said)) return leftOut(sentence, null);
  const { size, ...names } = foundIn(sentence);
  const lists = (Object.entries(names) as [keyof Omit<Found, "size">, readonly string[]][]).flatMap(([key, entries]) =>
    entries.map((entry) => [key, entry] as const),
  );
  if (lists.length === 0 && size === null) return leftOut(sentence, null);
  const left = clausesOf(sentence).filter(
    (clause) => sizeIn(clause, false) === null && !lists.some(([, entry]) => clause.includes(entry)),
  );
  return { ...NOTHING, lists, size, left, why: "the rest of its sentence was read" };
}
