import { foldText } from "../../normalise/fold.ts";
import { countries } from "../../vocabulary/countries.ts";
import { industries } from "../../vocabulary/industries.ts";
import { technologies } from "../../vocabulary/technologies.ts";
import type { Vocabulary } from "../../vocabulary/vocabulary.ts";
import { type Size, sizeIn } from "./size.ts";
import { plain, runsOf } from "./words.ts";

/** What a sentence says for certain. */
export interface Found {
  readonly size: Size | null;
  readonly countries: readonly string[];
  readonly industries: readonly string[];
  readonly tools: readonly string[];
  readonly buyers: readonly string[];
  readonly champions: readonly string[];
}

const COMPANIES =
  /^(compan(y|ies)|firms?|business(es)?|enterprises?|startups?|organi[sz]ations?|brands?|vendors?|providers?|industry|industries|sectors?|unternehmen|firmen|betriebe?n?|branche|sektor)\b/u;
const ABOUT_COMPANIES =
  /\b(compan(y|ies)|firms?|business(es)?|brands?|customers?|clients?|unternehmen|firmen|kunden|betriebe)\b/u;
const USING =
  /\b(use|uses|using|run|runs|running|work with|nutzen|nutzt|verwenden|verwendet|einsetzen|arbeiten mit|setzen auf)\b/u;
/** Codes that are words too are taken in capitals only; `IT` and `IN` never. */
const CODES = /^(UK|US|USA|UAE|EU|DACH|EMEA|APAC|ANZ|LATAM|DE|CH|AT|FR|ES|NL)$/;
const TITLE =
  /\b(C[A-Z]{1,2}O|(?:S?VP|Head|Director|Leiter(?:in)?|Vice President)(?: (?:of|für|der|des))?(?: (?:\p{Lu}[\p{L}&]*|and|und))+|Geschäftsführer(?:in)?|Controller(?:in)?)\b/gu;
const CLAUSE = /[,;]|\s(?:while|whereas|während)\s|\s(?:and|und)\s(?=(?:the|der|die|a)\s)/iu;
const SIGNS =
  /\b(signs?|decides?|decision[ -]?makers?|buyers?|owns? the budget|budget|entscheide\w*|unterschreibt?)\b/u;
const ARGUES = /\b(champions?|pushes|sponsors?|treibt)\b/u;

/** The parts of a sentence between its commas. */
export function clausesOf(sentence: string): readonly string[] {
  return sentence.split(/[,;]\s|\s[–—]\s/).map((clause) => clause.trim());
}

/** What a sentence says for certain; what it only may say is left to people. */
export function foundIn(sentence: string): Found {
  const about = ABOUT_COMPANIES.test(plain(sentence));
  const places = placesIn(sentence);
  return {
    size: clausesOf(sentence).reduce<Size | null>((found, part) => found ?? sizeIn(part, false), null),
    countries: places,
    industries: [...new Set([...beforeCompanies(sentence), ...(about ? afterIn(sentence) : [])])],
    tools: USING.test(plain(sentence)) ? toolsIn(sentence) : [],
    buyers: titlesBy(sentence, SIGNS),
    champions: titlesBy(sentence, ARGUES),
  };
}

export function knows(vocabulary: Vocabulary, text: string): boolean {
  return vocabulary.resolve(foldText(text)) !== null;
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(/[^\p{L}\p{N}&.'-]+/u)
    .map((word) => word.replace(/^[.'-]+|[.'-]+$/g, ""))
    .filter((word) => word !== "");
}

/** Names written in capitals that a vocabulary knows, longest first; none within another. */
function namesIn(
  text: string,
  vocabulary: Vocabulary,
  takes: (run: string, before: string) => boolean,
): readonly string[] {
  const words = wordsOf(text);
  const taken = new Set<number>();
  return runsOf(words, 3).flatMap(({ at, size, run }) => {
    const own = Array.from({ length: size }, (_, k) => at + k);
    if (own.some((k) => taken.has(k)) || !/^\p{Lu}/u.test(run) || !takes(run, words[at - 1] ?? "")) return [];
    if (!knows(vocabulary, run)) return [];
    for (const k of own) taken.add(k);
    return [run];
  });
}

function placesIn(sentence: string): readonly string[] {
  return namesIn(sentence, countries, (run, before) =>
    run.length <= 4
      ? CODES.test(run) || (/^\p{Lu}\p{Ll}+$/u.test(run) && before !== "")
      : before !== "" || run.includes(" "),
  );
}

/** A tool is named by its name: the first word of a sentence has a capital anyway. */
function toolsIn(sentence: string): readonly string[] {
  return namesIn(sentence, technologies, (_, before) => before !== "");
}

const AND = /,|\/|\s(?:and|or|und|oder|&)\s|\s-\s/iu;

/** `mid-sized fintech, insurance and logistics companies` */
function beforeCompanies(sentence: string): readonly string[] {
  const words = sentence.split(/\s+/);
  const ends = words.flatMap((word, i) => {
    const compound = /^(.{3,})-(unternehmen|firmen|betriebe)\b/iu.exec(word);
    if (compound !== null) return [[...words.slice(0, i), compound[1]!].join(" ")];
    return i > 0 && COMPANIES.test(plain(word).replace(/^\W+/, "")) ? [words.slice(0, i).join(" ")] : [];
  });
  return ends.flatMap((before) => {
    const found: string[] = [];
    for (const part of before.split(AND).toReversed()) {
      const known = lastKnown(part);
      if (known === null) break;
      found.unshift(known);
    }
    return found;
  });
}

/** The longest end of a text that names an industry. */
function lastKnown(part: string): string | null {
  const words = wordsOf(part);
  for (let size = Math.min(4, words.length); size > 0; size--) {
    const run = words.slice(words.length - size).join(" ");
    if (knows(industries, run) && !knows(countries, run)) return run;
  }
  return null;
}

/** `companies in fintech, insurance and banking` */
function afterIn(sentence: string): readonly string[] {
  const found = /\b(?:in|aus|im bereich|aus den bereichen|aus der|aus dem|in the|in der|im)\s+(.+)$/iu.exec(sentence);
  const parts = found === null ? [] : found[1]!.replace(/[.!?]$/, "").split(AND);
  const named: string[] = [];
  for (const part of parts) {
    const run = part
      .trim()
      .replace(/^(the|den|dem|der|die)\s+/iu, "")
      .replace(/\s+(industry|sector|space|branche)$/iu, "");
    if (knows(countries, run) || !knows(industries, run)) break;
    named.push(run);
  }
  return named;
}

function titlesBy(sentence: string, cue: RegExp): readonly string[] {
  return sentence
    .split(CLAUSE)
    .filter((clause) => cue.test(plain(clause)))
    .flatMap((clause) => [...clause.matchAll(TITLE)].map(([title]) => title.replace(/\s(and|und)$/, "")));
}
