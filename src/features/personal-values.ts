import { maskValue } from "../normalise/masked-names.ts";
import { maskPersonal } from "../normalise/personal.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { Dictionary } from "./dictionary.ts";

/** A dictionary and how many of its rows held an e-mail address, a phone number or a person's name. */
export interface Cleaned {
  readonly dictionary: Dictionary;
  readonly rows: number;
  /** Some of them held a name and nothing else of the kind. */
  readonly named: boolean;
}

/** Columns in which people write who brought a deal, or why it was lost: a person's name may stand in any cell. */
const SAYS_WHO =
  /(^|_)(source|sources|channel|referr\w*|campaign|reasons?|heard|origin|quelle|\w*quelle|herkunft|empfehlung|grund|\w*grund|fuente|origen|provenance|source_detail)(_|$)/;

export function mayNamePeople(column: string): boolean {
  return SAYS_WHO.test(column);
}

/**
 * The dictionary of a column of texts with every value emptied that holds an e-mail address or a phone number, or, where its column may name people
 * (`named`), a person's name; of a set only these tokens go. So they count as not known, as a value does that the build never saw, and stand in no document. Columns of numbers stay as they are.
 */
export function withoutPersonal(dictionary: Dictionary, rule: NormaliseRule, named = false): Cleaned {
  if (rule.kind === "number") return { dictionary, rows: 0, named: false };
  const mask = named ? maskValue : maskPersonal;
  const clean =
    rule.kind === "set"
      ? (text: string) => cleanSet(text, rule.separators, mask)
      : (text: string) => cleanText(text, mask);
  const texts = dictionary.texts.map(clean);
  const rows = dictionary.counts.reduce((sum, n, i) => (texts[i] === dictionary.texts[i] ? sum : sum + n), 0);
  if (rows === 0) return { dictionary, rows, named: false };
  const byName = dictionary.texts.some((text, i) => texts[i] !== text && maskPersonal(text) === text);
  return { dictionary: { ...dictionary, texts }, rows, named: byName };
}

type Mask = (text: string) => string;

function cleanText(text: string, mask: Mask): string {
  return mask(text) === text ? text : "";
}

function cleanSet(text: string, separators: string, mask: Mask): string {
  if (mask(text) === text) return text;
  const [sign = ";", ...others] = separators;
  const parts = others.reduce((whole, other) => whole.replaceAll(other, sign), text).split(sign);
  return parts.map((part) => cleanText(part, mask)).join(sign);
}
