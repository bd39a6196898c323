import type { Band, DocumentAttribute, ScorecardAttribute } from "../../icp/document.ts";
import { aliasTable } from "../../normalise/aliases.ts";
import { normaliseValue } from "../../normalise/normalise.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import { tokenMark } from "../../normalise/set.ts";
import { foldText } from "../../sql/fold.ts";
import { type GroupCodes, groupCodes } from "./groups.ts";

/**
 * What the formulas of one attribute look up. `code` counts down from the first band, so that the greatest code that fits is the first band
 * that matches; -1 means missing. The ordinal of a band in its scorecard rows is `bands + 1 - code`.
 */
export interface BandList {
  readonly kind: "text" | "number" | "set" | "group";
  /** Spellings and their codes (text), marks of tokens (set), in the order of the document. */
  readonly texts: readonly { readonly text: string; readonly code: number }[];
  /** Other spellings as they are compared (squashed; of a token with the cut around it) and the code of the value they stand for. */
  readonly aliases: readonly { readonly text: string; readonly code: number }[];
  /** Limits of number bands; open ends are beyond all numbers. */
  readonly limits: readonly { readonly from: number; readonly below: number; readonly code: number }[];
  /** Groups of tokens, where the attribute is one. */
  readonly groups: GroupCodes | null;
  /** Ordinal of the band of every other known value; 0 when there is none. */
  readonly other: number;
  /** Ordinal of the band of the missing; 0 when there is none. */
  readonly missing: number;
}

/** Beyond every number of a company, within what every spreadsheet holds. */
const OPEN = 1e300;

const LIST_KINDS: Readonly<Record<NormaliseRule["kind"], BandList["kind"]>> = {
  text: "text",
  scale: "text",
  number: "number",
  count: "number",
  set: "set",
  group: "group",
};

/** The lists of one attribute of the scorecard. One more spelling of a value is one more entry of `texts`. */
export function bandList({ bands }: ScorecardAttribute, rule: NormaliseRule): BandList {
  const otherAt = bands.findIndex(({ match }) => "other" in match);
  const tried = bands.map((band, i) => ({ band, code: bands.length - i })).filter((_, i) => otherAt < 0 || i < otherAt);
  const texts = unique([...missingTexts(rule), ...tried.flatMap(({ band, code }) => textsOf(band, code, rule))]);
  return {
    kind: LIST_KINDS[rule.kind],
    texts: rule.kind === "group" ? [] : texts,
    aliases: aliasesOf(rule, texts),
    groups: rule.kind === "group" ? groupCodes(rule, tried) : null,
    limits: LIST_KINDS[rule.kind] === "number" ? tried.flatMap(({ band, code }) => limitsOf(band, code)) : [],
    other: otherAt + 1,
    missing: bands.findIndex(({ match }) => "missing" in match) + 1,
  };
}

/** Spellings of values that have a band; of a set those of its tokens. */
function aliasesOf(rule: NormaliseRule, texts: BandList["texts"]): BandList["aliases"] {
  if (rule.kind === "number" || rule.kind === "count" || rule.kind === "group" || rule.aliases === undefined) return [];
  const codes = new Map(texts.map(({ text, code }) => [text, code]));
  const found = [...aliasTable(rule.aliases)].map(([key, own]) => ({
    text: rule.kind === "set" ? tokenMark(key, rule) : key,
    code: codes.get(rule.kind === "set" ? tokenMark(own, rule) : own) ?? 0,
  }));
  return found.filter(({ code }) => code > 0);
}

function missingTexts(rule: NormaliseRule): BandList["texts"] {
  if (rule.kind !== "text" && rule.kind !== "scale") return [];
  return rule.missing.map((text) => ({ text: foldText(text), code: -1 }));
}

function textsOf({ match }: Band, code: number, rule: NormaliseRule): BandList["texts"] {
  if ("in" in match) return match.in.map((text) => ({ text: foldText(text), code }));
  if ("has" in match && rule.kind === "set") return [{ text: tokenMark(match.has, rule), code }];
  if (!("from" in match) || rule.kind !== "scale") return [];
  const [from, below] = [match.from ?? -OPEN, match.below ?? OPEN];
  return rule.order.flatMap((word) => {
    const place = normaliseValue(rule, word) as number | null;
    return place !== null && place >= from && place < below ? [{ text: foldText(word), code }] : [];
  });
}

function limitsOf({ match }: Band, code: number): BandList["limits"] {
  return "from" in match ? [{ from: match.from ?? -OPEN, below: match.below ?? OPEN, code }] : [];
}

/** The first of each text; the empty one needs no entry. */
function unique(texts: BandList["texts"]): BandList["texts"] {
  const seen = new Set([""]);
  return texts.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/** Texts that mean missing, folded, without the empty one. */
export function missingList(attribute: Pick<DocumentAttribute, "normalise">): readonly string[] {
  return [...new Set((attribute.normalise?.missing ?? []).map(foldText))].filter((text) => text !== "");
}
