import { parseNumber } from "../normalise/parse-number.ts";

/** A range of numbers that a sentence names, `below` not part of it. */
export interface NamedRange {
  /** As the sentence has it. */
  readonly words: string;
  readonly from: number | null;
  readonly below: number | null;
}

const NUMBER = String.raw`[$€£]?\d[\d,.]*\s?(?:k|m|mn|bn|million|billion|thousand)?`;
const UNDER = "under|below|fewer than|less than|up to|at most";
const OVER = "over|above|more than|at least|from";

/** What people count an attribute in; null where its name does not tell. */
function unitOf(label: string): string | null {
  const name = label.toLowerCase();
  if (/employee|headcount|staff|company size/.test(name)) return "employees?|people|staff|heads?|ftes?|seats";
  if (/revenue|turnover|\barr\b/.test(name)) return "(?:in |of )?(?:annual )?(?:revenues?|turnover|sales|arr)";
  const words = name.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return words.length < 4 ? null : `${words.replace(/s$/, "")}s?`;
}

/** Sizes that people give a name to, by employees. */
const NAMES: readonly (readonly [pattern: RegExp, from: number | null, below: number | null, means: string])[] = [
  [/\b(?:large |big )?enterprises?\b|\bcorporations?\b|\blarge companies\b/, 1000, null, "1,000 employees or more"],
  [/\bmid[- ]?(?:market|size|sized)\b|\bmittelstand\b/, 100, 1000, "100 to 999 employees"],
  [/\bsmall (?:business(?:es)?|companies|firms)\b|\bmicro[- ]?business(?:es)?\b/, null, 100, "under 100 employees"],
];

function value(text: string): number | null {
  const plain = text
    .replace(/\s?(?:million|mn)$/, "m")
    .replace(/\s?(?:billion|bn)$/, "b")
    .replace(/\s?thousand$/, "k");
  return parseNumber(plain.trim(), ".");
}

/** Ranges of an attribute that a sentence, in small letters, names: `50 to 200 employees`, `under $10m in revenue`, `enterprises`. */
export function rangesIn(sentence: string, label: string): readonly NamedRange[] {
  const unit = unitOf(label);
  if (unit === null) return [];
  const found: NamedRange[] = [];
  const add = (words: string, from: number | null, below: number | null): void => {
    if (from !== null || below !== null) found.push({ words: words.trim(), from, below });
  };
  const each = (pattern: string, work: (match: RegExpMatchArray) => void): void => {
    for (const match of sentence.matchAll(new RegExp(pattern, "gu"))) work(match);
  };
  each(`(?<![\\d.,])(?:between )?(${NUMBER})\\s?(?:to|-|–|and)\\s?(${NUMBER})\\s+(?:${unit})\\b`, ([words, a, b]) => {
    const [from, to] = [value(a!), value(b!)];
    if (from !== null && to !== null && from <= to) add(words, from, to + 1);
  });
  each(`\\b(?:${UNDER})\\s+(${NUMBER})\\s+(?:${unit})\\b`, ([words, a]) => add(words, null, value(a!)));
  each(`\\b(?:${OVER})\\s+(${NUMBER})\\s+(?:${unit})\\b`, ([words, a]) => add(words, value(a!), null));
  each(`(?<![\\d.,])(${NUMBER})\\s?\\+\\s*(?:${unit})\\b`, ([words, a]) => add(words, value(a!), null));
  if (unit.startsWith("employees"))
    for (const [pattern, from, below, means] of NAMES) {
      const [words] = pattern.exec(sentence) ?? [];
      if (words !== undefined) add(`${words} (${means})`, from, below);
    }
  return found;
}

/** Whether a band lies within a named range, or holds all of it. */
export function covers(
  { from, below }: Pick<NamedRange, "from" | "below">,
  band: { readonly from: number | null; readonly below: number | null },
): boolean {
  const [low, high] = [from ?? Number.NEGATIVE_INFINITY, below ?? Number.POSITIVE_INFINITY];
  const [start, end] = [band.from ?? Number.NEGATIVE_INFINITY, band.below ?? Number.POSITIVE_INFINITY];
  return (low <= start && end <= high) || (start <= low && high <= end);
}
