import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import { parseNumber } from "../normalise/parse-number.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { type SetRule, tokenMark, tokensOf } from "../normalise/set.ts";
import type { Dictionary } from "./dictionary.ts";
import { RANGE_WORDS } from "./kinds.ts";
import type { Bin } from "./matrix.ts";
import { roundest, sayNumber } from "./round.ts";

/** Pre-bins of one attribute and the bin of each dictionary text. `bins[0]` is missing. */
export interface Binned {
  readonly bins: readonly Bin[];
  readonly codeOf: Uint16Array;
}

const MISSING: Bin = { label: "not known", values: [], from: Number.NaN, below: Number.NaN };

/** Fewest rows for a category of its own; rarer ones are pooled: max(2, 1% n), at most 5. */
function rareBelow(rows: number): number {
  return Math.min(5, Math.max(2, 0.01 * rows));
}

interface Level {
  readonly label: string;
  readonly count: number;
}

/** Folded values with their counts and their commonest spelling, most frequent first. */
function levels(dictionary: Dictionary, missing: ReadonlySet<string>): Map<string, Level> {
  const found = new Map<string, Level>();
  dictionary.texts.forEach((text, i) => {
    const folded = foldText(text);
    if (missing.has(folded)) return;
    const seen = found.get(folded);
    found.set(folded, { label: seen?.label ?? text.trim(), count: (seen?.count ?? 0) + dictionary.counts[i]! });
  });
  return new Map([...found].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1)));
}

/** One bin per category; rare ones pooled into one. */
export function categoryBins(dictionary: Dictionary, missing: readonly string[]): Binned {
  const found = levels(dictionary, new Set(missing));
  const rare = rareBelow(dictionary.rows);
  const bins: Bin[] = [MISSING];
  const codes = new Map<string, number>();
  const pooled: string[] = [];
  for (const [value, level] of found) {
    if (level.count < rare) pooled.push(value);
    else {
      codes.set(value, bins.length);
      bins.push({ label: level.label, values: [value], from: Number.NaN, below: Number.NaN });
    }
  }
  if (pooled.length > 0) {
    for (const value of pooled) codes.set(value, bins.length);
    const label = pooled.length === 1 ? found.get(pooled[0]!)!.label : `${pooled.length} rare values`;
    bins.push({ label, values: pooled, from: Number.NaN, below: Number.NaN });
  }
  return { bins, codeOf: Uint16Array.from(dictionary.texts, (t) => codes.get(foldText(t)) ?? 0) };
}

function numbersOf(dictionary: Dictionary, rule: NormaliseRule): Float64Array {
  const missing = new Set(rule.missing);
  const order = rule.kind === "scale" ? new Map(rule.order.map((v, i) => [v, i])) : null;
  const decimal = rule.kind === "number" ? rule.decimal : ".";
  return Float64Array.from(dictionary.texts, (text) => {
    const folded = foldText(text);
    if (missing.has(folded)) return Number.NaN;
    return (order === null ? parseNumber(text, decimal) : order.get(folded)) ?? Number.NaN;
  });
}

interface Distinct {
  readonly values: number[];
  /** Rows up to and including each value. */
  readonly upTo: number[];
}

function distinctNumbers(numbers: Float64Array, counts: Float64Array): Distinct {
  const count = new Map<number, number>();
  numbers.forEach((x, i) => {
    if (!Number.isNaN(x)) count.set(x, (count.get(x) ?? 0) + counts[i]!);
  });
  const values = [...count.keys()].sort((a, b) => a - b);
  let sum = 0;
  return {
    values,
    upTo: values.map((v) => {
      sum += count.get(v)!;
      return sum;
    }),
  };
}

/** Value at quantile q of the rows. */
function valueAt({ values, upTo }: Distinct, q: number): number {
  const target = q * upTo[upTo.length - 1]!;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! >= target) high = middle;
    else low = middle + 1;
  }
  return values[low]!;
}

/** Lower edges of the bins after the first. Each edge is the roundest number within a third of a bin of its quantile. */
function quantileEdges(distinct: Distinct, bins: number): number[] {
  const { values } = distinct;
  if (values.length <= bins) return values.slice(1).map((v, i) => roundest(values[i]!, v));
  const edges = new Set<number>();
  for (let i = 1; i < bins; i++) {
    const low = valueAt(distinct, (i - 0.33) / bins);
    const high = valueAt(distinct, (i + 0.33) / bins);
    const edge = low === high ? high : roundest(low, high);
    if (edge > values[0]!) edges.add(edge);
  }
  return [...edges].sort((a, b) => a - b);
}

/** Label of the numbers from (inclusive) to below (exclusive). */
export function rangeLabel(from: number, below: number, plain: boolean): string {
  if (from === Number.NEGATIVE_INFINITY) return `under ${sayNumber(below, plain)}`;
  if (below === Number.POSITIVE_INFINITY) return `${sayNumber(from, plain)} or more`;
  return `${sayNumber(from, plain)} to ${sayNumber(below, plain)}`;
}

function binIndex(edges: readonly number[], x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/**
 * Ordered pre-bins of numbers and scales: 20 quantiles of the known values (50 from 3,000 rows), cut where people would cut.
 *
 * @param plain numbers are written as they are (years)
 */
export function numberBins(dictionary: Dictionary, rule: NormaliseRule, plain: boolean): Binned {
  const numbers = numbersOf(dictionary, rule);
  const distinct = distinctNumbers(numbers, dictionary.counts);
  if (distinct.values.length === 0) return { bins: [MISSING], codeOf: new Uint16Array(numbers.length) };
  const edges = quantileEdges(distinct, dictionary.rows >= 3000 ? 50 : 20);
  const bins: Bin[] = [MISSING];
  for (let i = 0; i <= edges.length; i++) {
    const from = i === 0 ? Number.NEGATIVE_INFINITY : edges[i - 1]!;
    const below = i === edges.length ? Number.POSITIVE_INFINITY : edges[i]!;
    bins.push({ label: rangeLabel(from, below, plain), values: [], from, below });
  }
  const codeOf = Uint16Array.from(numbers, (x) => (Number.isNaN(x) ? 0 : binIndex(edges, x)));
  return { bins: labelled(bins, codeOf, dictionary, rule), codeOf };
}

/** Brackets and scale words keep the words of the file as their labels where a bin holds just one. */
function labelled(bins: Bin[], codeOf: Uint16Array, dictionary: Dictionary, rule: NormaliseRule): Bin[] {
  const texts = bins.map(() => new Map<string, string>());
  codeOf.forEach((code, i) => {
    const text = dictionary.texts[i]!.trim();
    if (code > 0 && !texts[code]!.has(foldText(text))) texts[code]!.set(foldText(text), text);
  });
  const worded = (text: string): boolean => rule.kind === "scale" || RANGE_WORDS.test(text) || text.includes("(");
  const few = dictionary.texts.length <= 60;
  return bins.map((bin, code) => {
    const own = [...texts[code]!.values()];
    return few && own.length === 1 && worded(own[0]!) ? { ...bin, label: own[0]! } : bin;
  });
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
function spellings(text: string, { separators }: SetRule): ReadonlyMap<string, string> {
  let parts = [text];
  for (const sign of separators) parts = parts.flatMap((p) => p.split(sign));
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
