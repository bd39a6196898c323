import type { Feature } from "../features/assemble.ts";
import { conceptOf } from "../icp/concept.ts";
import { humanise, tidy } from "../icp/page/label.ts";
import type { RuleCondition } from "./condition.ts";

/** Where in a name the words stand: what the company does, how big it is, where, what it uses, anything else. */
export type Place = "does" | "size" | "where" | "uses" | "other";

/** A condition as people say it: `Fintech or Insurance`, `200+ employees`, `with SAP`. */
export interface Words {
  readonly place: Place;
  readonly text: string;
}

/** The parts of an attribute that its words are made from. */
export type Named = Pick<Feature, "name" | "label" | "source" | "kind">;

const YES = new Set(["yes", "true", "y"]);
const NO = new Set(["no", "false", "n"]);
/** Names of a list that are spelled out. */
const MOST_NAMES = 3;

/** `A`, `A or B`, `A, B or C`, `A, B or 4 more`. */
function either(names: readonly string[]): string {
  const shown =
    names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`] : names;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** The names of a label, those that it only counts included as a number. */
function namesOf({ is, label }: RuleCondition): string[] {
  const names = tidy(label)
    .replace(/ and \d+ more$/, "")
    .split(", ");
  const all = "in" in is ? is.in.length : names.length;
  return [...names, ...Array.from({ length: Math.max(0, all - names.length) }, () => "")];
}

/** `Number of open job postings` as a thing that is counted: `open job postings`; null for what is measured. */
function counted(label: string): string | null {
  const text = lowered(label).replace(/^(number|num|count|#) (of )?/, "");
  if (text !== lowered(label)) return text;
  return /[a-z]{2}(?<!s)s$/.test(text) && !/\b(status|sales|business|address|process)$/.test(text) ? text : null;
}

/** `Tech Stack` inside a sentence; `IT Team Size` keeps its capitals where they are an abbreviation's. */
function lowered(text: string): string {
  return text.replace(/(?<![^\s(])[A-Z][a-z]+(?![^\s),:])/g, (word) => word.toLowerCase());
}

/** `200 or more` as `200+`, `50 to 199` as `50–199`. */
function short(label: string): string {
  return tidy(label)
    .replace(/^(\S+) or more$/, "$1+")
    .replace(/^(\S+) to (\S+)$/, "$1–$2");
}

function yearWords(label: string): string {
  const text = tidy(label);
  if (text.startsWith("under ")) return `founded before ${text.slice(6)}`;
  if (text.endsWith(" or more")) return `founded ${text.slice(0, -8)} or later`;
  return `founded ${short(text)}`;
}

function numberWords(attribute: Named, { label }: RuleCondition): Words {
  const concept = conceptOf(attribute.source);
  const name = humanise(attribute.label);
  if (concept === "headcount") return { place: "size", text: `${short(label)} employees` };
  if (concept === "revenue") return { place: "size", text: `${short(label)} revenue` };
  if (concept === "founded") return { place: "other", text: yearWords(label) };
  const things = counted(name);
  return { place: "other", text: things === null ? `${lowered(name)} ${tidy(label)}` : `${short(label)} ${things}` };
}

/** `the United States`, as it is said inside a sentence. */
function withArticle(place: string): string {
  return /^(United |Netherlands$|Philippines$|Czech Republic$|Dominican Republic$|Bahamas$)/.test(place)
    ? `the ${place}`
    : place;
}

function categoryWords(attribute: Named, condition: RuleCondition): Words {
  const concept = conceptOf(attribute.source);
  const name = lowered(humanise(attribute.label));
  const names = namesOf(condition);
  const first = names[0]!.toLowerCase();
  if (names.length === 1 && YES.has(first)) return { place: "uses", text: `with ${name}` };
  if (names.length === 1 && NO.has(first)) return { place: "uses", text: `without ${name}` };
  if (concept === "industry" || concept === "business-model") return { place: "does", text: either(names) };
  if (concept === "location") return { place: "where", text: `in ${either(names.map(withArticle))}` };
  if (concept === "funding-stage") return { place: "other", text: `at ${either(names)}` };
  return { place: concept === "headcount" ? "size" : "other", text: `${name} ${either(names)}` };
}

/** A condition in the words that people use. */
export function wordsOf(attribute: Named, condition: RuleCondition): Words {
  if (attribute.kind === "flag") return { place: "uses", text: tidy(condition.label).replace(/^has /, "with ") };
  if (attribute.kind === "ordinal")
    return conceptOf(attribute.source) === "headcount"
      ? { place: "size", text: `${tidy(condition.label)} employees` }
      : { place: "other", text: `${lowered(humanise(attribute.label))} ${tidy(condition.label)}` };
  return attribute.kind === "number" ? numberWords(attribute, condition) : categoryWords(attribute, condition);
}
