import { interceptFor, slopeIntercept } from "../stats/calibration.ts";
import { quantile } from "../stats/quantile.ts";
import { logit, sigmoid } from "../stats/sigmoid.ts";
import { wilson } from "../stats/wilson.ts";

/** Won and lost deals at each fit 0..100. */
export interface FitCounts {
  readonly won: Float64Array;
  readonly lost: Float64Array;
}

const FITS = 101;
/** Least rows that a limit is taken from, and the share of all that it is: as in `calibrate`. */
const NEAR = { least: 30, parts: 10 };
/** Confidence of Wilson's limits, so that they hold the rate of fresh deals at least 95 times in 100 (bench/EDIT.md): a curve is surer than its tenth. */
const CONFIDENCE = 0.9;
const Z = Float64Array.from({ length: 2 * FITS }, (_, k) => k % FITS);
const Y = Uint8Array.from({ length: 2 * FITS }, (_, k) => (k < FITS ? 1 : 0));

function weightsOf({ won, lost }: FitCounts): Float64Array {
  const all = new Float64Array(2 * FITS);
  all.set(won);
  all.set(lost, FITS);
  return all;
}

/** Slope of the log odds of winning per point of fit, as these deals have it. */
export function slopeIn(counts: FitCounts): number {
  return slopeIntercept(Z, Y, weightsOf(counts)).slope;
}

/**
 * How much of the slope that a card shows on the deals it learned from held on deals held out: that of its own calibrated win rates over the slope in
 * these deals, at most 1. 1 where nothing tells.
 *
 * @param p the card's win rate at each fit 0..100
 */
export function heldShare(p: ArrayLike<number>, counts: FitCounts): number {
  const slope = slopeIn(counts);
  if (!(slope > 0)) return 1;
  let [n, mean, meanLogit] = [0, 0, 0];
  const rows = (f: number): number => counts.won[f]! + counts.lost[f]!;
  const at = (f: number): number => logit(Math.min(0.9999, Math.max(0.0001, p[f]!)));
  for (let f = 0; f < FITS; f++) {
    n += rows(f);
    mean += rows(f) * f;
    meanLogit += rows(f) * at(f);
  }
  let [square, cross] = [0, 0];
  for (let f = 0; f < FITS; f++) {
    square += rows(f) * (f - mean / n) ** 2;
    cross += rows(f) * (f - mean / n) * (at(f) - meanLogit / n);
  }
  return square > 0 ? Math.min(1, Math.max(0.02, cross / square / slope)) : 1;
}

/**
 * Win rate at each fit 0..100, never falling: a logistic curve through these deals, its slope drawn in to the share that held on held-out deals, its
 * mean the deals' own rate. Flat where the fit does not rank them.
 */
export function fitCurve(counts: FitCounts, held: number): Float64Array {
  const weights = weightsOf(counts);
  const slope = Math.max(0, slopeIntercept(Z, Y, weights).slope * held);
  const shift = interceptFor(Z, Y, slope, weights);
  return Float64Array.from({ length: FITS }, (_, fit) => sigmoid(shift + slope * fit));
}

/**
 * 95% limits at each fit: the wider of what the curve does when accounts are drawn anew and of Wilson's on as many rows as lie near, so that
 * no curve of two parameters is surer than a tenth of the deals. An upper limit holds for all lower fits, a lower one for all higher.
 *
 * @param drawn curves of resamples @param effect rows that count as one independent deal
 */
export function curveLimits(
  p: Float64Array,
  counts: FitCounts,
  drawn: readonly Float64Array[],
  effect: number,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const rows = Float64Array.from(p, (_, f) => counts.won[f]! + counts.lost[f]!);
  const n = rows.reduce((a, b) => a + b, 0);
  const near = Math.max(NEAR.least, Math.floor(n / NEAR.parts));
  const reach = reachOf(rows, Math.min(near, n));
  const [low, high] = [new Float64Array(FITS), new Float64Array(FITS)];
  for (let f = 0; f < FITS; f++) {
    const here = Math.max(5, Math.min(near, within(rows, f, reach))) / effect;
    const [least, most] = wilson(p[f]! * here, here, CONFIDENCE);
    const curves = Float64Array.from(drawn, (curve) => curve[f]!).sort();
    low[f] = Math.min(least, curves.length === 0 ? 1 : quantile(curves, 0.025), p[f]!);
    high[f] = Math.max(most, curves.length === 0 ? 0 : quantile(curves, 0.975), p[f]!);
  }
  for (let f = 1; f < FITS; f++) low[f] = Math.max(low[f]!, low[f - 1]!);
  for (let f = FITS - 2; f >= 0; f--) high[f] = Math.min(high[f]!, high[f + 1]!);
  return { low, high };
}

function within(rows: Float64Array, at: number, reach: number): number {
  let sum = 0;
  for (let f = Math.max(0, at - reach); f <= Math.min(FITS - 1, at + reach); f++) sum += rows[f]!;
  return sum;
}

/** The least distance within which `near` rows lie around the middle one. */
function reachOf(rows: Float64Array, near: number): number {
  const half = rows.reduce((a, b) => a + b, 0) / 2;
  let [middle, sum] = [0, rows[0]!];
  while (sum < half && middle < FITS - 1) sum += rows[++middle]!;
  let reach = 1;
  while (reach < FITS && within(rows, middle, reach) < near) reach++;
  return reach;
}
