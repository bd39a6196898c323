import { missingTexts } from "../features/kinds.ts";
import { ownWords } from "../features/own-words.ts";
import { foldText } from "../normalise/fold.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { vocabulariesOf } from "../vocabulary/of-column.ts";
import type { CardAttribute } from "./card.ts";

/** Signs that separate tools in a cell, where no file has been seen yet. */
const SEPARATORS = ";,|";
/** Stands for "common enough": what a person wrote down is never too rare to keep. */
const COMMON = 1000;

/** Own words and how others spell them, from the shipped vocabularies. */
export function textRule(source: string, values: readonly string[]): NormaliseRule {
  const own = values.map((value) => ({ folded: foldText(value), label: value, count: COMMON }));
  const words = vocabulariesOf(source)
    .map((vocabulary) => ownWords(vocabulary, own, source))
    .find((found) => found !== null);
  const aliases = words === undefined || words === null ? {} : { aliases: words.aliases };
  return { kind: "text", missing: missingTexts(source), ...aliases };
}

export function numberRule(source: string): NormaliseRule {
  return { kind: "number", missing: missingTexts(source), decimal: "." };
}

/** One of a set's tools as a group of its own; the first group that a cell has any tool of decides. */
export function groupRule(
  source: string,
  groups: readonly { readonly value: string; readonly tokens: readonly string[] }[],
  otherwise: string,
): NormaliseRule {
  const tokens = groups.flatMap((group) => group.tokens);
  const words = textRule(source, tokens);
  return {
    kind: "group",
    missing: missingTexts(source),
    separators: SEPARATORS,
    ...(words.kind === "text" && words.aliases !== undefined ? { aliases: words.aliases } : {}),
    groups: groups.map(({ value, tokens }) => ({ value, tokens: tokens.map(foldText) })),
    otherwise,
  };
}

/** How a declared attribute is read where no data has taught it. */
export function ruleOf({ source, kind, bands }: CardAttribute): NormaliseRule {
  if (kind === "numbers") return numberRule(source);
  if (kind === "words")
    return textRule(
      source,
      bands.flatMap(({ test }) => (test.kind === "words" ? test.values : [])),
    );
  const groups = bands.flatMap(({ test, label }) =>
    test.kind === "tools" ? [{ value: label, tokens: test.tokens }] : [],
  );
  return groupRule(source, groups, OTHERWISE);
}

/** Value of a group rule for what none of the groups names. */
export const OTHERWISE = "none of these";
