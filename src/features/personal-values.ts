import { maskPersonal } from "../normalise/personal.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { Dictionary } from "./dictionary.ts";

/** A dictionary and how many of its rows held an e-mail address or a phone number. */
export interface Cleaned {
  readonly dictionary: Dictionary;
  readonly rows: number;
}

/**
 * The dictionary of a column of texts with every value emptied that holds an e-mail address or a phone number; of a set only these tokens go. So
 * they count as not known, as a value does that the build never saw, and stand in no document. Columns of numbers stay as they are.
 */
export function withoutPersonal(dictionary: Dictionary, rule: NormaliseRule): Cleaned {
  if (rule.kind === "number") return { dictionary, rows: 0 };
  const clean = rule.kind === "set" ? (text: string) => cleanSet(text, rule.separators) : cleanText;
  const texts = dictionary.texts.map(clean);
  const rows = dictionary.counts.reduce((sum, n, i) => (texts[i] === dictionary.texts[i] ? sum : sum + n), 0);
  return rows === 0 ? { dictionary, rows } : { dictionary: { ...dictionary, texts }, rows };
}

function cleanText(text: string): string {
  return maskPersonal(text) === text ? text : "";
}

function cleanSet(text: string, separators: string): string {
  if (maskPersonal(text) === text) return text;
  const [sign = ";", ...others] = separators;
  const parts = others.reduce((whole, other) => whole.replaceAll(other, sign), text).split(sign);
  return parts.map(cleanText).join(sign);
}
