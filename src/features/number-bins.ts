import { speller } from "../normalise/codes.ts";
import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import { parseNumber } from "../normalise/parse-number.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { type Binned, MISSING } from "./bins.ts";
import type { Dictionary } from "./dictionary.ts";
import { RANGE_WORDS } from "./kinds.ts";
import type { Bin } from "./matrix.ts";
import { rangeLabel } from "./number-label.ts";
import { roundest } from "./round.ts";

/** Pre-bins of a column of numbers. */
export interface NumberBins extends Binned {
  /** Every number of the column is whole. */
  readonly whole: boolean;
}

/** A value needs this many rows, and a bin's share of all, to be a bin of its own. */
const HEAVY = 5;

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

/** The cells as numbers and brackets are read from them: codes spelled out, sets counted. */
function spelled(dictionary: Dictionary, rule: NormaliseRule): Dictionary {
  if (rule.kind === "count") {
    const count = normaliser(rule);
    return { ...dictionary, texts: dictionary.texts.map((text) => String(count(text) ?? "")) };
  }
  if (rule.kind !== "number" || rule.codes === undefined) return dictionary;
  return { ...dictionary, texts: dictionary.texts.map(speller(rule.codes)) };
}

interface Distinct {
  readonly values: number[];
  readonly counts: number[];
  /** Rows up to and including each value. */
  readonly upTo: number[];
}

function distinctNumbers(numbers: Float64Array, rows: Float64Array): Distinct {
  const count = new Map<number, number>();
  numbers.forEach((x, i) => {
    if (!Number.isNaN(x)) count.set(x, (count.get(x) ?? 0) + rows[i]!);
  });
  const values = [...count.keys()].sort((a, b) => a - b);
  const counts = values.map((v) => count.get(v)!);
  let sum = 0;
  const upTo = counts.map((c) => {
    sum += c;
    return sum;
  });
  return { values, counts, upTo };
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

/** A value that many rows share (0, 10,000) means something of its own: an edge before it and one right behind it. */
function heavyEdges({ values, counts, upTo }: Distinct, bins: number): number[] {
  const total = upTo[upTo.length - 1]!;
  return values.flatMap((v, i) => {
    if (counts[i]! < HEAVY || counts[i]! * bins < total) return [];
    const behind = i + 1 < values.length ? [nextEdge(v, values[i + 1]!)] : [];
    return i > 0 ? [v, ...behind] : behind;
  });
}

/** The first whole number behind v where there is room for it, so that nothing but v shares its bin. */
function nextEdge(v: number, next: number): number {
  return Number.isInteger(v) && v + 1 <= next ? v + 1 : next;
}

/** Lower edges of the bins after the first: at the roundest number within a third of a bin of each quantile, and around heavy values. */
function quantileEdges(distinct: Distinct, bins: number): number[] {
  const { values } = distinct;
  const edges = new Set<number>(heavyEdges(distinct, bins));
  const heavy = [...edges];
  for (let i = 1; i < bins; i++) {
    const low = valueAt(distinct, (i - 0.33) / bins);
    const high = valueAt(distinct, (i + 0.33) / bins);
    const edge = low === high ? high : roundest(low, high);
    if (edge > values[0]! && !heavy.some((h) => h >= low && h <= high)) edges.add(edge);
  }
  return [...edges].sort((a, b) => a - b);
}

/** The numbers that a bracket's text names: 25,000 and 50,000 of "25,000 to 50,000". */
function namedNumbers(text: string, decimal: "." | ","): number[] {
  const pieces = text.match(/\d[\d.,' ]*\s*[kmb]?\b/gi) ?? [];
  return pieces.map((p) => parseNumber(p, decimal)).filter((x): x is number => x !== null);
}

/** Words that leave their number out: 100,000 is not "more than 100,000". */
const EXCLUSIVE = /(>(?!=)|\b(more|greater|higher|larger) than\b|\b(over|above)\b)/i;

/**
 * Between two brackets: where the upper one says it begins, else where the lower one says it ends, else the roundest number between. One
 * that begins where the lower one stands ("0" below "0 to 25,000") begins right behind it.
 */
function bracketEdge(lower: number, upper: number, texts: ReadonlyMap<number, string>, decimal: "." | ","): number {
  const begins = namedNumbers(texts.get(upper) ?? "", decimal);
  if (begins.length > 1 && begins[0]! <= lower) return nextEdge(lower, upper);
  const starts = begins.find((x) => x >= lower && x <= upper);
  if (starts !== undefined)
    return EXCLUSIVE.test(texts.get(upper) ?? "") || starts <= lower ? nextEdge(starts, upper) : starts;
  const ends = namedNumbers(texts.get(lower) ?? "", decimal).reverse();
  const end = ends.find((x) => x >= lower && x < upper);
  return end === undefined ? roundest(lower, upper) : nextEdge(end, upper);
}

function edgesOf(distinct: Distinct, numbers: Float64Array, dictionary: Dictionary, rule: NormaliseRule): number[] {
  const bins = dictionary.rows >= 3000 ? 50 : 20;
  const { values } = distinct;
  if (values.length > bins) return quantileEdges(distinct, bins);
  const texts = new Map<number, string>();
  numbers.forEach((x, i) => {
    if (!texts.has(x) && RANGE_WORDS.test(dictionary.texts[i]!)) texts.set(x, dictionary.texts[i]!);
  });
  const decimal = rule.kind === "number" ? rule.decimal : ".";
  return values.slice(1).map((v, i) => bracketEdge(values[i]!, v, texts, decimal));
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
 * Ordered pre-bins of numbers and scales: 20 quantiles of the known values (50 from 3,000 rows), cut where people would cut, values that
 * many rows share apart; brackets at the edges that they name.
 *
 * @param plain numbers are written as they are (years)
 */
export function numberBins(cells: Dictionary, rule: NormaliseRule, plain: boolean): NumberBins {
  const dictionary = spelled(cells, rule);
  const numbers = numbersOf(dictionary, rule);
  const distinct = distinctNumbers(numbers, dictionary.counts);
  const whole = rule.kind !== "scale" && distinct.values.every(Number.isInteger);
  if (distinct.values.length === 0) return { bins: [MISSING], codeOf: new Uint16Array(numbers.length), whole };
  const edges = edgesOf(distinct, numbers, dictionary, rule);
  const bins: Bin[] = [MISSING];
  for (let i = 0; i <= edges.length; i++) {
    const from = i === 0 ? Number.NEGATIVE_INFINITY : edges[i - 1]!;
    const below = i === edges.length ? Number.POSITIVE_INFINITY : edges[i]!;
    bins.push({ label: rangeLabel(from, below, { plain, whole }), values: [], from, below });
  }
  const codeOf = Uint16Array.from(numbers, (x) => (Number.isNaN(x) ? 0 : binIndex(edges, x)));
  return { bins: labelled(bins, codeOf, dictionary, rule), codeOf, whole };
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
