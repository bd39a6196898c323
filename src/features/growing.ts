import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { betaCdf } from "../stats/beta.ts";
import type { CodedAttribute } from "./matrix.ts";
import { onRows } from "./own-deals.ts";

/** What tells whether a counter went on counting after the deals were over. */
export interface CloseTimes {
  /** Day on which each deal closed; NaN when not known. */
  readonly closed: Float64Array;
  /** Attributes that count something: whole numbers, no years. */
  readonly counters: readonly boolean[];
}

const LEAST_DEALS = 20;
const FALSE_DISCOVERIES = 0.01;
/** Rank correlation with the days since the close, in the class in which it counts on. */
const LEAST_GROWTH = 0.35;
/** How far the classes' correlations lie apart, so that an honest drift of whom a team sells to is not taken for counting. */
const LEAST_DIFFERENCE = 0.3;

/** Line through ranks (0..1) over days since the close. */
interface Line {
  readonly n: number;
  readonly slope: number;
  readonly error: number;
  readonly correlation: number;
}

/** Middle rank of each bin among the known rows, 0..1; NaN for the missing bin. */
function midRanks({ codes, bins }: CodedAttribute): Float64Array {
  const count = new Float64Array(bins.length);
  for (const c of codes) count[c] = count[c]! + 1;
  const known = codes.length - count[0]!;
  let below = 0;
  return count.map((rows, c) => {
    if (c === 0) return Number.NaN;
    const rank = (below + rows / 2) / known;
    below += rows;
    return rank;
  });
}

/** Least squares; null with too few deals or without any spread. */
function lineOf(x: readonly number[], y: readonly number[]): Line | null {
  const n = x.length;
  if (n < LEAST_DEALS) return null;
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    sxx += (x[i]! - mx) ** 2;
    sxy += (x[i]! - mx) * (y[i]! - my);
    syy += (y[i]! - my) ** 2;
  }
  if (sxx === 0 || syy === 0) return null;
  const slope = sxy / sxx;
  const rest = Math.max(0, syy - slope * sxy);
  return { n, slope, error: Math.sqrt(rest / (n - 2) / sxx), correlation: sxy / Math.sqrt(sxx * syy) };
}

interface Compared {
  readonly won: Line;
  readonly lost: Line;
  readonly p: number;
}

function compare(
  attribute: CodedAttribute,
  y: Uint8Array,
  closed: Float64Array,
  last: number,
  rows: Int32Array | null,
): Compared | null {
  const rank = midRanks(rows === null ? attribute : onRows(attribute, rows));
  const sides: { x: number[]; y: number[] }[] = [
    { x: [], y: [] },
    { x: [], y: [] },
  ];
  for (let k = 0; k < (rows ?? y).length; k++) {
    const i = rows === null ? k : rows[k]!;
    const value = rank[attribute.codes[i]!]!;
    if (Number.isNaN(value) || Number.isNaN(closed[i]!)) continue;
    const side = sides[y[i]!]!;
    side.x.push(last - closed[i]!);
    side.y.push(value);
  }
  const [lost, won] = sides.map((side) => lineOf(side.x, side.y));
  if (won === null || lost === null || won === undefined || lost === undefined) return null;
  return { won, lost, p: differenceP(won, lost) };
}

/** Two-sided p of equal slopes: Welch's t, for twenty deals are too few for a normal tail. */
function differenceP(won: Line, lost: Line): number {
  const [a, b] = [won.error ** 2, lost.error ** 2];
  if (a + b === 0) return won.slope === lost.slope ? 1 : 0;
  const square = (won.slope - lost.slope) ** 2 / (a + b);
  const df = (a + b) ** 2 / (a ** 2 / (won.n - 2) + b ** 2 / (lost.n - 2));
  return betaCdf(df / (df + square), df / 2, 0.5);
}

/**
 * Leakage kind (e): a counter that grows with the days since the close in one class and not in the other goes on counting after the deal is
 * over, so today's value knows how it ended. Slopes of ranks over days since the close, won against lost, Benjamini-Hochberg q <= .01, and a
 * difference that a person would see. Gives per attribute why it is quarantined, or null.
 *
 * @param rows the deals to look at per attribute; null for all
 */
export function growingCounters(
  attributes: readonly CodedAttribute[],
  y: Uint8Array,
  { closed, counters }: CloseTimes,
  rows?: readonly (Int32Array | null)[],
): (string | null)[] {
  const last = closed.reduce((a, b) => (Number.isNaN(b) ? a : Math.max(a, b)), Number.NEGATIVE_INFINITY);
  const compared = attributes.map((attribute, j) =>
    counters[j] === true && attribute.order === "ordered"
      ? compare(attribute, y, closed, last, rows?.[j] ?? null)
      : null,
  );
  const tested = compared.filter((one) => one !== null);
  const q = new Map(benjaminiHochberg(tested.map((one) => one.p)).map((value, i) => [tested[i]!, value]));
  return compared.map((one) => {
    if (one === null || q.get(one)! > FALSE_DISCOVERIES) return null;
    const [more, less, words] =
      one.won.correlation > one.lost.correlation ? [one.won, one.lost, "won"] : [one.lost, one.won, "lost"];
    if (more.correlation < LEAST_GROWTH || more.correlation - less.correlation < LEAST_DIFFERENCE) return null;
    return `it goes on counting after the deal is over: the longer ago ${words} deals were closed the higher it is (correlation ${more.correlation.toFixed(2)}, others ${less.correlation.toFixed(2)})`;
  });
}
