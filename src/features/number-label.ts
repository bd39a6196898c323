import { sayNumber } from "./round.ts";

/** How the numbers of a column are written in labels. */
export interface NumberStyle {
  /** As they are, without thousands separators or units: years. */
  readonly plain: boolean;
  /** Every number of the column is whole, so "40 to 99" says what 40 <= x < 100 means. */
  readonly whole: boolean;
}

/** Digits that carry something: 1 for 50,000, 5 for 10,001. */
function digits(x: number): number {
  return String(Math.abs(x)).replace(/^0+|\.|0+$/g, "").length;
}

/** Above this people say 15K for the end of a band, not 14,999. */
const BIG = 10_000;

/** Highest whole number below an exclusive edge. */
function lastWhole(below: number): number {
  return Math.ceil(below) - 1;
}

/** "over 10K" instead of "10,001" in a column of big whole numbers. */
function lowText(from: number, { plain, whole }: NumberStyle): string {
  const before = lastWhole(from);
  const rounder = whole && !plain && before >= BIG && digits(before) < digits(from);
  return rounder ? `over ${sayNumber(before)}` : sayNumber(from, plain);
}

/**
 * Label of the numbers from (inclusive) to below (exclusive): "under 50", "50 to 199", "15K to under 50K", "200 or more"; a single whole number by itself.
 */
export function rangeLabel(from: number, below: number, style: NumberStyle): string {
  if (from === Number.NEGATIVE_INFINITY) return `under ${sayNumber(below, style.plain)}`;
  const low = lowText(from, style);
  if (below === Number.POSITIVE_INFINITY) return low.startsWith("over") ? low : `${low} or more`;
  if (!style.whole) return `${low} to under ${sayNumber(below, style.plain)}`;
  const high = lastWhole(below);
  if (high <= from) return sayNumber(from, style.plain);
  const rounder = high >= BIG && !style.plain && digits(below) < digits(high);
  return rounder ? `${low} to under ${sayNumber(below)}` : `${low} to ${sayNumber(high, style.plain)}`;
}
