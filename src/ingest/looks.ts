import { DATE_SHAPE } from "./dates.ts";
import type { Look } from "./profile.ts";
import { matchesSql } from "./text.ts";

/** Patterns (RE2) that tell what a cell looks like. */
const PATTERNS: Readonly<Record<Look, string>> = {
  number: String.raw`^\s*[-+(]?\s*([$€£]|[A-Z]{3})?\s*[-+]?[0-9][0-9.,' ]*([kmb]|bn|mn)?\s*([$€£%]|[A-Z]{3})?\)?\s*$`,
  date: DATE_SHAPE,
  email: String.raw`^\s*[^@\s]+@[^@\s]+\.[A-Za-z]{2,}\s*$`,
  url: String.raw`(?i)^\s*(https?://|www\.)`,
  domain: String.raw`(?i)^\s*(https?://)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(/.*)?\s*$`,
  crm_id:
    "^([a-zA-Z0-9]{5}0[a-zA-Z0-9]{9}([A-Z0-5]{3})?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$",
  damaged_id: String.raw`^\s*[0-9]([.,][0-9]+)?[eE]\+[0-9]{2}\s*$`,
  phone: String.raw`^\s*(\+|00|\()[0-9][0-9() ./-]{6,}(\s*(x|ext\.?)\s*[0-9]+)?\s*$|^\s*[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}\s*$`,
};

/** SQL boolean per look, for an SQL text. */
export function lookSql(text: string): Readonly<Record<Look, string>> {
  const entries = Object.entries(PATTERNS).map(([look, pattern]) => [look, matchesSql(text, pattern)]);
  return Object.fromEntries(entries) as Record<Look, string>;
}
