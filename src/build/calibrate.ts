import { interceptFor, slopeIntercept } from "../stats/calibration.ts";
import { isotonic } from "../stats/isotonic.ts";
import { sigmoid } from "../stats/sigmoid.ts";
import { wilson } from "../stats/wilson.ts";
import type { Scorecard } from "./points.ts";

/** P(goal) at each fit 0..100, rising, with limits from held-out deals scored nearby. */
export interface Calibration {
  readonly p: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How much of the fitted spread held on held-out deals: 1 = all. */
  readonly slope: number;
  readonly method: "slope" | "isotonic";
}

/** Rows and wins from which twenty groups of held-out deals carry an isotonic curve. */
const ISOTONIC_ROWS = 2000;
const ISOTONIC_WINS = 200;
const GROUPS = 20;
/** A curve of two parameters is as sure as a tenth of the deals; an isotonic one as a group of its own. */
const TENTHS = 10;
/** Every deal is held out once in each repetition: the rows behind a limit are counted once. */
export const REPETITIONS = 2;

interface HeldOut {
  readonly logit: Float64Array;
  readonly y: Uint8Array;
  /** Design effect: as many rows count as one independent deal. */
  readonly effect: number;
  /** Whether bands were made without looking at the outcome: what is held out is then closer to what comes. */
  readonly steady: boolean;
  /** What each counts for by its age, summing to as many as they are worth; absent: 1. */
  readonly weights?: Float64Array;
}

/** Confidence at which Wilson's limits are taken, so that they hold the rate of fresh deals in 90-98% of fits (`npm run soak`). */
const CONFIDENCE = { steady: 0.9, selected: 0.95 };

function clamp(x: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, x));
}

/** Group centres (logit) and isotonic rates of held-out deals. */
function isotonicCurve({ logit: logits, y, weights }: HeldOut): { at: number[]; rate: Float64Array } {
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]!);
  const order = Array.from(logits, (_, i) => i).sort((a, b) => logits[a]! - logits[b]! || a - b);
  const at: number[] = [];
  const rates: number[] = [];
  const rows: number[] = [];
  for (let g = 0; g < GROUPS; g++) {
    const from = Math.floor((g * order.length) / GROUPS);
    const to = Math.floor(((g + 1) * order.length) / GROUPS);
    const group = order.slice(from, to);
    at.push(group.reduce((a, i) => a + logits[i]!, 0) / group.length);
    const size = group.reduce((a, i) => a + weight(i), 0);
    rates.push((group.reduce((a, i) => a + weight(i) * y[i]!, 0) + 0.5) / (size + 1));
    rows.push(size);
  }
  return { at, rate: isotonic(Float64Array.from(rates), Float64Array.from(rows)) };
}

function logitOf(p: number): number {
  return Math.log(p / (1 - p));
}

/** Reads the curve at x: linear between centres, parallel on the logit scale beyond the ends. */
function readCurve(curve: { at: number[]; rate: Float64Array }, x: number): number {
  const { at, rate } = curve;
  const last = at.length - 1;
  if (x <= at[0]!) return sigmoid(logitOf(rate[0]!) + x - at[0]!);
  if (x >= at[last]!) return sigmoid(logitOf(rate[last]!) + x - at[last]!);
  let k = 1;
  while (at[k]! < x) k++;
  const t = (x - at[k - 1]!) / Math.max(at[k]! - at[k - 1]!, 1e-12);
  return rate[k - 1]! + t * (rate[k]! - rate[k - 1]!);
}

/**
 * Slope from held-out logits (2 x 5 folds, everything refitted inside each), intercept re-solved on all rows; isotonic on 20 groups
 * from 2,000 rows with 200 wins.
 *
 * @param heldOut logits and outcomes, all repetitions one after the other
 * @param fits fit of every row by the final scorecard
 * @param weights what each row counts for by its age, summing to as many as they are worth; absent: 1
 */
export function calibrate(
  card: Scorecard,
  heldOut: HeldOut,
  fits: Float64Array,
  y: Uint8Array,
  weights?: Float64Array,
): Calibration {
  const spread = card.unit > 0 && heldOut.y.includes(1) && heldOut.y.includes(0);
  const slope = spread ? clamp(slopeIntercept(heldOut.logit, heldOut.y, heldOut.weights).slope, 0.02, 1.5) : 0;
  const shift = interceptFor(
    fits.map((f) => slope * (card.base + card.unit * f)),
    y,
    1,
    weights,
  );
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]!);
  const wins = y.reduce((a, b, i) => a + weight(i) * b, 0);
  const rows = weights === undefined ? y.length : weights.reduce((a, b) => a + b, 0);
  const p = Float64Array.from({ length: 101 }, (_, f) => sigmoid(shift + slope * (card.base + card.unit * f)));
  const isotone = spread && rows >= ISOTONIC_ROWS && wins >= ISOTONIC_WINS && rows - wins >= ISOTONIC_WINS;
  if (isotone) {
    const curve = isotonicCurve(heldOut);
    p.forEach((_, f) => {
      p[f] = readCurve(curve, card.base + card.unit * f);
    });
  }
  const limits = limitsNearby(card, heldOut, p, isotone ? GROUPS : TENTHS);
  return { p, ...limits, slope, method: isotone ? "isotonic" : "slope" };
}

/**
 * Limits of p at each fit: Wilson on as many rows as the nearest of `parts` equal parts of the held-out deals (30 rows at least) holds, centred on p. Since p
 * rises with fit, a lower limit holds for all higher fits and an upper one for all lower.
 */
function limitsNearby(
  card: Scorecard,
  heldOut: HeldOut,
  p: Float64Array,
  parts: number,
): { low: Float64Array; high: Float64Array } {
  const n = heldOut.y.length;
  if (n === 0) return { low: new Float64Array(101), high: new Float64Array(101).fill(1) };
  const sorted = Float64Array.from(heldOut.logit).sort();
  const near = Math.max(30, Math.floor(n / REPETITIONS / parts));
  const reach = nearbyReach(sorted, near * REPETITIONS);
  const low = new Float64Array(101);
  const high = new Float64Array(101);
  for (let f = 0; f <= 100; f++) {
    const at = card.base + card.unit * f;
    const rows = Math.max(5, Math.min(near, within(sorted, at - reach, at + reach) / REPETITIONS));
    const worth = rows / heldOut.effect;
    [low[f], high[f]] = wilson(p[f]! * worth, worth, heldOut.steady ? CONFIDENCE.steady : CONFIDENCE.selected);
  }
  for (let f = 1; f <= 100; f++) low[f] = Math.max(low[f]!, low[f - 1]!);
  for (let f = 99; f >= 0; f--) high[f] = Math.min(high[f]!, high[f + 1]!);
  return { low, high };
}

/** Half the logit distance that `near` neighbouring rows span in the middle of the distribution. */
function nearbyReach(sorted: Float64Array, near: number): number {
  const middle = sorted.length >> 1;
  const half = near >> 1;
  return Math.max((sorted[Math.min(sorted.length - 1, middle + half)]! - sorted[Math.max(0, middle - half)]!) / 2, 0.1);
}

function within(sorted: Float64Array, low: number, high: number): number {
  return lowerBound(sorted, high) - lowerBound(sorted, low);
}

function lowerBound(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
