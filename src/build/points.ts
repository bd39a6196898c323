import type { CodedMatrix } from "../features/matrix.ts";
import { spread } from "../icp/scored-by.ts";
import type { CutParts } from "./cut-parts.ts";
import { MISSING, type Model, type ModelAttribute, SMALLEST_BAND } from "./fit.ts";

/** One attribute of the scorecard: whole points per band, 0 for the worst, `weight` for the best. */
export interface PointAttribute extends ModelAttribute {
  readonly weight: number;
  readonly points: Int32Array;
}

/** A model in whole points. logit = base + unit x fit, fit = sum of points in 0..100. */
export interface Scorecard {
  readonly attributes: readonly PointAttribute[];
  readonly base: number;
  readonly unit: number;
  /** Cards of their own for parts of the deals, on the same scale; `attributes` then scores what is in no part. */
  readonly parts?: PartedCards;
}

export interface PartedCards {
  readonly cut: CutParts;
  readonly cards: readonly (readonly PointAttribute[])[];
  /** Deals that each card was learned from, and wins among them. */
  readonly n: readonly number[];
  readonly won: readonly number[];
}

/** An attribute that could move the fit by less than this is dropped and its weight shared out. */
const SMALLEST_WEIGHT = 3;

function limits(a: ModelAttribute): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  a.effects.forEach((f, b) => {
    if (b === MISSING || a.count[b]! < (a.least ?? SMALLEST_BAND)) return;
    low = Math.min(low, f);
    high = Math.max(high, f);
  });
  return high >= low ? { low, high } : { low: 0, high: 0 };
}

/** Whole numbers that sum to `total`, each within 1 of its share; largest remainders first, ties by position. */
export function largestRemainder(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const exact = shares.map((s) => (total * s) / sum);
  const out = exact.map(Math.floor);
  const left = total - out.reduce((a, b) => a + b, 0);
  const order = exact.map((x, i) => ({ i, rest: x - out[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let k = 0; k < left; k++) out[order[k]!.i]!++;
  return out;
}

/** An attribute with the least that it can say, and how much more the most is. */
export interface Spanned {
  readonly attribute: ModelAttribute;
  readonly low: number;
  readonly span: number;
}

/** The attributes that are worth their place, those that say nothing left out. */
export function heavyEnough(attributes: readonly ModelAttribute[]): Spanned[] {
  let kept = attributes
    .map((attribute) => {
      const { low, high } = limits(attribute);
      return { attribute, low, span: high - low };
    })
    .filter((s) => s.span > 0);
  for (;;) {
    const total = kept.reduce((a, s) => a + s.span, 0);
    const lightest = kept.reduce((a, s) => Math.min(a, s.span), Number.POSITIVE_INFINITY);
    if (kept.length === 0 || (100 * lightest) / total >= SMALLEST_WEIGHT) return kept;
    kept = kept.filter((s) => s.span > lightest);
  }
}

/**
 * Effects -> whole points: each attribute's minimum is subtracted, the maxima scaled to sum to 100 by largest remainder, bands rounded.
 * Costs under .001 AUC on IBM.
 */
export function toPoints(model: Model): Scorecard {
  const kept = heavyEnough(model.attributes);
  if (kept.length === 0) return { attributes: [], base: model.intercept, unit: 0 };
  const total = kept.reduce((a, s) => a + s.span, 0);
  const weights = largestRemainder(
    kept.map((s) => s.span),
    100,
  );
  const attributes = kept.map(({ attribute, low, span }, k) => ({
    ...attribute,
    weight: weights[k]!,
    points: Int32Array.from(attribute.effects, (f) =>
      Math.min(weights[k]!, Math.max(0, Math.round(((f - low) / span) * weights[k]!))),
    ),
  }));
  const base = model.intercept + kept.reduce((a, s) => a + s.low, 0);
  return { attributes, base, unit: total / 100 };
}

/** Weight per attribute of the matrix, 0 where it is not in the card; the same of each part's card follows. */
export function weightsOf({ attributes, parts }: Scorecard, count: number): Float64Array {
  const cards = [attributes, ...(parts?.cards ?? [])];
  const out = new Float64Array(count * cards.length);
  cards.forEach((card, part) => {
    for (const a of card) out[part * count + a.index] = a.weight;
  });
  return out;
}

/** The attributes by which each row is scored: rows of one card together. */
function byCard({ attributes, parts }: Scorecard, matrix: CodedMatrix, rows: Int32Array) {
  if (parts === undefined) return [{ attributes, places: rows.keys() }];
  const { codes } = matrix.attributes[parts.cut.attribute]!;
  const places: number[][] = Array.from({ length: parts.cards.length + 1 }, () => []);
  rows.forEach((row, i) => {
    places[parts.cut.banding.bandOf[codes[row]!]!]!.push(i);
  });
  return places.map((list, part) => ({ attributes: part === 0 ? attributes : parts.cards[part - 1]!, places: list }));
}

/** Fit (0..100) of each of the given rows. */
export function fitsOf(card: Scorecard, matrix: CodedMatrix, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (const { attributes, places } of byCard(card, matrix, rows)) {
    const all = Array.from(places);
    for (const a of attributes) {
      const { codes } = matrix.attributes[a.index]!;
      const { bandOf } = a.banding;
      for (const i of all) out[i] = out[i]! + a.points[bandOf[codes[rows[i]!]!]!]!;
    }
  }
  return out;
}

/**
 * Share of a card's weight that comes from known values, per row; 1 for an empty scorecard. Among cards of parts an attribute weighs what it can
 * move, without what the part begins with.
 */
export function knownOf(card: Scorecard, matrix: CodedMatrix, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (const { attributes, places } of byCard(card, matrix, rows)) {
    const all = Array.from(places);
    const weights = attributes.map((a) => (card.parts === undefined ? a.weight : spread(a.points.subarray(1))));
    const whole = weights.reduce((a, b) => a + b, 0);
    attributes.forEach((a, k) => {
      const { codes } = matrix.attributes[a.index]!;
      const { bandOf } = a.banding;
      for (const i of all) if (bandOf[codes[rows[i]!]!] !== MISSING) out[i] = out[i]! + weights[k]!;
    });
    for (const i of all) out[i] = whole === 0 ? 1 : out[i]! / whole;
  }
  return out;
}
