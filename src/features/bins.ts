import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { type SetRule, tokenMark, tokensOf } from "../normalise/set.ts";
import type { Dictionary } from "./dictionary.ts";
import type { Bin } from "./matrix.ts";

/** Pre-bins of one attribute and the bin of each dictionary text. `bins[0]` is missing. */
export interface Binned {
  readonly bins: readonly Bin[];
  readonly codeOf: Uint16Array;
}

export const MISSING: Bin = { label: "not known", values: [], from: Number.NaN, below: Number.NaN };

/** Fewest rows for a category of its own; rarer ones are pooled: max(2, 1% n), at most 5. */
function rareBelow(rows: number): number {
  return Math.min(5, Math.max(2, 0.01 * rows));
}

interface Level {
  readonly label: string;
  readonly count: number;
}

/** Values with their counts and their commonest spelling, most frequent first. */
function levels(
  dictionary: Dictionary,
  values: readonly (string | null)[],
  labels: ReadonlyMap<string, string>,
): Map<string, Level> {
  const found = new Map<string, Level>();
  dictionary.texts.forEach((text, i) => {
    const value = values[i]!;
    if (value === null) return;
    const seen = found.get(value);
    const label = seen?.label ?? labels.get(value) ?? text.trim();
    found.set(value, { label, count: (seen?.count ?? 0) + dictionary.counts[i]! });
  });
  return new Map([...found].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1)));
}

type TextRule = Extract<NormaliseRule, { kind: "text" | "group" }>;

/**
 * One bin per category; rare ones pooled into one. `labels` name the values that no cell writes so, `within` says what a value is a part of.
 */
export function categoryBins(
  dictionary: Dictionary,
  rule: TextRule,
  labels: ReadonlyMap<string, string> = new Map(),
  within: (value: string) => readonly string[] | null = () => null,
): Binned {
  const normalise = normaliser(rule);
  const values = dictionary.texts.map((text) => normalise(text) as string | null);
  const found = levels(dictionary, values, labels);
  const rare = rareBelow(dictionary.rows);
  const bins: Bin[] = [MISSING];
  const codes = new Map<string, number>();
  const pooled: string[] = [];
  for (const [value, level] of found) {
    if (level.count < rare) pooled.push(value);
    else {
      codes.set(value, bins.length);
      const path = within(value);
      const bin = { label: level.label, values: [value], from: Number.NaN, below: Number.NaN };
      bins.push(path === null ? bin : { ...bin, within: path });
    }
  }
  if (pooled.length > 0) {
    for (const value of pooled) codes.set(value, bins.length);
    const label = pooled.length === 1 ? found.get(pooled[0]!)!.label : `${pooled.length} rare values`;
    bins.push({ label, values: pooled, from: Number.NaN, below: Number.NaN });
  }
  return { bins, codeOf: Uint16Array.from(values, (value) => (value === null ? 0 : codes.get(value)!)) };
}

/** Tokens of a set column and the rows that hold each, most frequent first; labels are the commonest spelling. */
export function setTokens(dictionary: Dictionary, rule: SetRule): Map<string, Level> {
  const normalise = normaliser(rule);
  const found = new Map<string, Level>();
  dictionary.texts.forEach((text, i) => {
    const set = normalise(text);
    if (typeof set !== "string") return;
    const spelling = spellings(text, rule);
    for (const token of new Set(tokensOf(set, rule))) {
      const seen = found.get(token);
      const label = seen?.label ?? spelling.get(token) ?? token;
      found.set(token, { label, count: (seen?.count ?? 0) + dictionary.counts[i]! });
    }
  });
  return new Map([...found].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1)));
}

/** How a cell spells its tokens, by folded token. */
function spellings(text: string, { separators, gone }: SetRule): ReadonlyMap<string, string> {
  let parts = [text];
  for (const sign of separators) parts = parts.flatMap((p) => p.split(sign));
  if (gone !== undefined) parts = parts.flatMap((p) => [p, p.replace(/ ?[([|].*$/u, "")]);
  return new Map(parts.map((p) => [foldText(p), p.trim()]));
}

/** Has / has not, for one token of a set: bin 1 without, bin 2 with. */
export function tokenBins(dictionary: Dictionary, rule: SetRule, token: string, label: string): Binned {
  const bins: Bin[] = [
    MISSING,
    { label: `without ${label}`, values: [], from: Number.NaN, below: Number.NaN },
    { label: `has ${label}`, values: [token], from: Number.NaN, below: Number.NaN },
  ];
  const normalise = normaliser(rule);
  const mark = tokenMark(token, rule);
  const codeOf = Uint16Array.from(dictionary.texts, (text) => {
    const set = normalise(text);
    if (typeof set !== "string") return 0;
    return set.includes(mark) ? 2 : 1;
  });
  return { bins, codeOf };
}
