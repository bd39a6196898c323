import { countByScore, type ScoreSums, weighByScore } from "./score-counts.ts";
import { logit, sigmoid } from "./sigmoid.ts";

/** Steepest slope per standard deviation of the score: beyond it the classes are as good as separated. */
const STEEPEST = 20;
const RIDGE = 1e-9;
const MAX_STEPS = 100;
const MAX_HALVINGS = 40;
const PRECISION = 1e-12;
/** Newton's error is squared by each step: after one this small nothing is left to gain. */
const LAST_STEP = 1e-6;

/**
 * Expected calibration error: how far, on average, what was said lies from what happened. Rows are sorted by `p` and cut into `groups`
 * of equal count (equal p never parted); NaN when there are no rows.
 *
 * Formula: sum over groups of |sum p - sum y| / n.
 * Source: Naeini, Cooper and Hauskrecht 2015, with equal-count groups. Cost: O(n log n).
 */
export function calibrationError(p: Float64Array, y: Uint8Array, groups = 10): number {
  const n = p.length;
  const counts = countByScore(p, y);
  let error = 0;
  let gap = 0;
  let seen = 0;
  let group = 1;
  for (let i = 0; i < counts.score.length; i++) {
    const here = counts.won[i]! + counts.lost[i]!;
    gap += here * counts.score[i]! - counts.won[i]!;
    seen += here;
    if (seen * groups < group * n) continue;
    error += Math.abs(gap);
    gap = 0;
    while (seen * groups >= group * n) group++;
  }
  return error / n;
}

export interface SlopeIntercept {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Logistic regression of outcomes on one score: y ~ sigmoid(slope z + intercept), the recalibration of a logit. The slope is at most
 * 20 per standard deviation of z, so separable classes give a finite answer; constant z or one class only gives slope 0 and the rate
 * (of one class: that of half a deal of the other). Weights count rows: scale them to as many as they are worth.
 *
 * Formula: maximum likelihood with ridge 1e-9 on standardised z, Newton's method with step halving.
 * Source: Cox 1958, "Two further applications of a model for binary regression". Cost: O(n log n) once, then O(distinct z) per step.
 */
export function slopeIntercept(z: Float64Array, y: Uint8Array, weights?: Float64Array): SlopeIntercept {
  const counts = weights === undefined ? countByScore(z, y) : weighByScore(z, y, weights);
  const { n, won, mean, spread } = moments(counts);
  const flat = { slope: 0, intercept: n === 0 ? 0 : logit(boundedRate(won, n)) };
  if (spread === 0 || won === 0 || won === n) return flat;

  const fit = newton(counts, mean, spread, flat.intercept);
  const slope = fit.slope / spread;
  if (Math.abs(fit.slope) <= STEEPEST) return { slope, intercept: fit.centre - slope * mean };
  const steepest = Math.sign(slope) * (STEEPEST / spread);
  return { slope: steepest, intercept: interceptFor(z, won, steepest, weights) };
}

/**
 * The intercept that makes the (weighted) mean of sigmoid(slope z + intercept) the observed rate. `target` is the outcomes, or their
 * (weighted) sum. A sum of 0 or all (no finite answer) is taken as half a row of the other class. 0 when there are no rows.
 *
 * Formula: the root of an increasing function, Newton's method inside a shrinking bracket. Cost: O(n) for each of about five steps.
 */
export function interceptFor(z: Float64Array, target: Uint8Array | number, slope = 1, weights?: Float64Array): number {
  if (z.length === 0) return 0;
  const n = weights === undefined ? z.length : sum(weights);
  const rate = boundedRate(typeof target === "number" ? target : sum(target, weights), n);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < z.length; i++) {
    low = Math.min(low, logit(rate) - slope * z[i]!);
    high = Math.max(high, logit(rate) - slope * z[i]!);
  }
  let intercept = Math.min(high, Math.max(low, logit(rate) - (slope * sum(z, weights)) / n));
  for (let step = 0; step < MAX_STEPS && high > low; step++) {
    let reached = 0;
    let rise = 0;
    for (let i = 0; i < z.length; i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      const chance = sigmoid(slope * z[i]! + intercept);
      reached += weight * chance;
      rise += weight * chance * (1 - chance);
    }
    const excess = reached - rate * n;
    if (excess > 0) high = intercept;
    else low = intercept;
    const newton = intercept - excess / rise;
    const next = newton >= low && newton <= high ? newton : (low + high) / 2;
    const moved = Math.abs(next - intercept);
    intercept = next;
    if (moved <= PRECISION * Math.max(1, Math.abs(intercept))) break;
  }
  return intercept;
}

/** Rate of `won` in `n`, half a row away from 0 and 1. */
function boundedRate(won: number, n: number): number {
  return won <= 0 || won >= n ? (Math.min(n, Math.max(0, won)) + 0.5) / (n + 1) : won / n;
}

function sum(values: Uint8Array | Float64Array, weights?: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (weights === undefined ? 1 : weights[i]!) * values[i]!;
  return total;
}

interface Moments {
  readonly n: number;
  readonly won: number;
  readonly mean: number;
  /** Standard deviation. */
  readonly spread: number;
}

function moments({ score, won, lost }: ScoreSums): Moments {
  let n = 0;
  let wins = 0;
  let total = 0;
  for (let i = 0; i < score.length; i++) {
    const here = won[i]! + lost[i]!;
    n += here;
    wins += won[i]!;
    total += here * score[i]!;
  }
  const mean = total / n;
  let squares = 0;
  for (let i = 0; i < score.length; i++) squares += (won[i]! + lost[i]!) * (score[i]! - mean) ** 2;
  return { n, won: wins, mean, spread: score.length < 2 ? 0 : Math.sqrt(squares / n) };
}

/** Slope on standardised scores, and log odds at the mean score; stops early once the slope is far past the steepest. */
function newton(counts: ScoreSums, mean: number, spread: number, start: number): { slope: number; centre: number } {
  let slope = 0;
  let centre = start;
  let loss = penalisedLoss(counts, mean, spread, slope, centre);
  for (let step = 0; step < MAX_STEPS && Math.abs(slope) <= 2 * STEEPEST; step++) {
    let [bySlope, byCentre] = newtonStep(counts, mean, spread, slope, centre);
    if (Math.abs(bySlope) + Math.abs(byCentre) <= LAST_STEP)
      return { slope: slope + bySlope, centre: centre + byCentre };
    let next = penalisedLoss(counts, mean, spread, slope + bySlope, centre + byCentre);
    for (let halving = 0; !(next <= loss) && halving < MAX_HALVINGS; halving++) {
      bySlope /= 2;
      byCentre /= 2;
      next = penalisedLoss(counts, mean, spread, slope + bySlope, centre + byCentre);
    }
    if (!(next <= loss)) break;
    slope += bySlope;
    centre += byCentre;
    loss = next;
  }
  return { slope, centre };
}

function penalisedLoss(counts: ScoreSums, mean: number, spread: number, slope: number, centre: number): number {
  let loss = (RIDGE / 2) * (slope * slope + centre * centre);
  for (let i = 0; i < counts.score.length; i++) {
    const v = (slope * (counts.score[i]! - mean)) / spread + centre;
    const tail = Math.log1p(Math.exp(-Math.abs(v)));
    loss += counts.won[i]! * (tail + Math.max(0, -v)) + counts.lost[i]! * (tail + Math.max(0, v));
  }
  return loss;
}

function newtonStep(
  counts: ScoreSums,
  mean: number,
  spread: number,
  slope: number,
  centre: number,
): [bySlope: number, byCentre: number] {
  let gradientSlope = RIDGE * slope;
  let gradientCentre = RIDGE * centre;
  let slopeSlope = RIDGE;
  let slopeCentre = 0;
  let centreCentre = RIDGE;
  for (let i = 0; i < counts.score.length; i++) {
    const x = (counts.score[i]! - mean) / spread;
    const here = counts.won[i]! + counts.lost[i]!;
    const chance = sigmoid(slope * x + centre);
    const residual = here * chance - counts.won[i]!;
    const curvature = here * chance * (1 - chance);
    gradientSlope += residual * x;
    gradientCentre += residual;
    slopeSlope += curvature * x * x;
    slopeCentre += curvature * x;
    centreCentre += curvature;
  }
  const determinant = slopeSlope * centreCentre - slopeCentre * slopeCentre;
  return [
    (slopeCentre * gradientCentre - centreCentre * gradientSlope) / determinant,
    (slopeCentre * gradientSlope - slopeSlope * gradientCentre) / determinant,
  ];
}
