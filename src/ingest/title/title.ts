import { functionOf, type JobFunction } from "./functions.ts";
import { assistsPerson, type Seniority, seniorityOf } from "./seniority.ts";

/** What a job title says. `function` is `other` for work that none of the functions covers. */
export interface Title {
  readonly function: JobFunction;
  readonly seniority: Seniority;
}

/** Texts that stand where a title belongs and say nothing. */
const NO_TITLE =
  /^(mr|mrs|ms|miss|dr|herr|frau|m|mme|sr|sra|n a|na|none|null|unknown|unbekannt|test|tbd|title|other|contact|employee|staff|mitarbeiter(in)?|x+|-*)?$/;

/** A title says what it says in its first words; longer texts are somebody's whole life. */
const LONGEST = 200;

/** Folded: lower case, without accents, gender marks and punctuation; `&` and `/` still part the title. */
function folded(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/\((m|w|d|f|h|x|in|e|a|div|gn|all genders)([/|*, ]+(m|w|d|f|h|x|div|gn))*\)/g, " ")
    .replace(/[*:_](in|innen)\b/g, "in")
    .replace(/(?<=[a-z]{4})\/(in|r|frau|a|e|ice)\b/g, " ")
    .replace(/(?<=[a-z])\((in|e|a|r|ne|rice)\)/g, "")
    .replace(/\bf\s*p\s*&\s*a\b|\bfp\s*&\s*a\b/g, "fpna")
    .replace(/\br\s*(&|and|\+|et|und)\s*d\b/g, "rnd")
    .replace(/\bi\s*\+\s*d\b/g, "rnd")
    .replace(/\bm\s*&\s*a\b/g, "mergers")
    .replace(/\bp\s*&\s*o\b/g, "hr")
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/\bsr\b\.?|\bsnr\b\.?|\bjr\b\.?/g, " ")
    .replace(/\b(office of|reporting to|reports to) the (ceo|president|chair\w*|cfo|coo|cio|cto)\b/g, " ");
}

function plain(text: string): string {
  return text.replace(/[^a-z0-9]+/g, " ").trim();
}

const PARTS = /[,;|/&+\n•·–—]|\s-\s|\b(?:and|und|et|y|e|en)\b(?=\s+[a-z]{2})/;

/** The function and seniority of a job title in English, German, French, Spanish, Italian, Dutch or Portuguese; null when it says nothing. */
export function readTitle(text: string): Title | null {
  const fold = folded(text);
  const whole = plain(fold);
  if (NO_TITLE.test(whole) || !/[a-z]{2}/.test(whole)) return null;
  const seniority = seniorityOf(whole);
  if (seniority === "assistant" && assistsPerson(whole)) return { function: "operations", seniority };
  const parts = fold
    .split(PARTS)
    .map(plain)
    .filter((part) => part !== "");
  return {
    function: functionOf([...phrases(whole), ...parts]) ?? (seniority === "assistant" ? "operations" : "other"),
    seniority,
  };
}

/** Phrases that parting would tear apart. */
function phrases(whole: string): string[] {
  const found =
    /health and safety|seguridad y salud|seguridad e higiene|administratif et financier|protection des donnees|customer service and support/.exec(
      whole,
    );
  return found === null ? [] : [found[0].replace(" and ", " ")];
}

/** The function of a department's name; null when it names none. */
export function readDepartment(text: string): JobFunction | null {
  const fold = folded(text);
  const found = functionOf(
    fold
      .split(PARTS)
      .map(plain)
      .filter((part) => part !== ""),
  );
  if (found !== null && found !== "other") return found;
  return /^personal(abteilung)?$/.test(plain(fold)) ? "hr" : found;
}
