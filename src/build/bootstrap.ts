import type { CodedMatrix } from "../features/matrix.ts";
import { quantile } from "../stats/quantile.ts";
import { createRandom, shuffle } from "../stats/random.ts";
import type { Levels } from "./check.ts";
import { familyMembers } from "./exchange.ts";
import { resampledFit } from "./fit.ts";
import { fitCard, type PartsWish } from "./fit-card.ts";
import { fitsOf, weightsOf } from "./points.ts";
import { worth } from "./rows.ts";

export const BOOTSTRAPS = 200;
/** Accounts whose fit is followed through the resamples. */
const MOST_PROBES = 2000;
/** Accounts of about one fit that are pooled for its level shares. */
const POOLED = 30;
/** Tries to draw a resample with both won and lost deals. */
const TRIES = 20;

/** Everything one resample needs; plain typed arrays, so that it travels to a worker. */
export interface BootstrapPlan {
  readonly matrix: CodedMatrix;
  readonly family: Int32Array;
  readonly families: number;
  /** Rows of the matrix, one per account, whose fit is followed. */
  readonly probes: Int32Array;
  /** Fit of each probe by the scorecard in question. */
  readonly fit: Float64Array;
  readonly seed: number;
  /** The parts of the deals that the scorecard has cards for; absent: it is one card. */
  readonly parts?: PartsWish;
}

/** What one resample says: a card of its own, seen from the scorecard in question. */
export interface Resample {
  /** Weight per attribute of the matrix, 0 where it is not in the card; those of the cards of parts follow. */
  readonly weights: Float64Array;
  /** Points by which each probe's fit differs. */
  readonly shift: Float64Array;
}

/** Gives resamples from..to-1, in order; null for one that cannot be drawn. The engine runs them on its workers. */
export type Resampler = (from: number, to: number) => Promise<readonly (Resample | null)[]>;

/** Rows of as many families as there are, drawn with replacement; null when they never hold both outcomes. */
function draw({ matrix, family, families, seed }: BootstrapPlan, index: number): Int32Array | null {
  const members = familyMembers(family, families);
  const random = createRandom(seed, 41, index);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const rows: number[] = [];
    let won = 0;
    for (let i = 0; i < families; i++)
      for (const row of members[random.int(families)]!) {
        rows.push(row);
        won += matrix.y[row]!;
      }
    if (won > 0 && won < rows.length) return Int32Array.from(rows);
  }
  return null;
}

/** The whole pipeline (bands, selection, points) on resample number `index`. */
export function resampled(plan: BootstrapPlan, index: number): Resample | null {
  const rows = draw(plan, index);
  if (rows === null) return null;
  const { parts } = plan;
  const options = resampledFit(worth(plan.matrix));
  const card = fitCard(plan.matrix, rows, parts === undefined ? options : { ...options, parts });
  if (parts !== undefined && card.parts === undefined) return null;
  const weights = weightsOf(card, plan.matrix.attributes.length);
  const fits = fitsOf(card, plan.matrix, plan.probes);
  return { weights, shift: fits.map((fit, i) => fit - plan.fit[i]!) };
}

/** One row of each of at most 2,000 accounts, drawn by seed, in file order. */
export function probesOf(matrix: CodedMatrix, seed: number): Int32Array {
  const first = new Int32Array(matrix.accounts).fill(-1);
  for (let row = matrix.n - 1; row >= 0; row--) first[matrix.account[row]!] = row;
  const order = Int32Array.from({ length: matrix.accounts }, (_, i) => i);
  shuffle(order, createRandom(seed, 43));
  return order
    .slice(0, MOST_PROBES)
    .map((account) => first[account]!)
    .sort();
}

/** How steady a scorecard is under resampling. */
export interface Stability {
  readonly resamples: number;
  /** Per attribute of the matrix, those of the cards of parts following: share of the resamples whose card holds it, and the 10th and 90th percentile of its weight (0 where it does not). */
  readonly inclusion: Float64Array;
  readonly range: readonly (readonly [number, number])[];
  /** Per fit 0..100: share of the resamples that put an account of this fit into each level. */
  readonly levels: readonly { readonly high: number; readonly medium: number; readonly low: number }[];
}

/**
 * Sums up the resamples. Deviations are multiplied by `scale` = sqrt(m / n) where the resamples hold m of n rows (m-out-of-n bootstrap,
 * Bickel, Götze and van Zwet 1997).
 *
 * @param weights weight per attribute of the scorecard in question
 */
export function stabilityOf(
  plan: BootstrapPlan,
  resamples: readonly (Resample | null)[],
  weights: Float64Array,
  levels: Levels,
  scale: number,
): Stability | null {
  const drawn = resamples.filter((one) => one !== null);
  if (drawn.length === 0) return null;
  const drawnWeights = Array.from(weights, (_, j) => drawn.map((one) => one.weights[j]!));
  const range = drawnWeights.map((list, j) => {
    const scaled = list.map((w) => weights[j]! + scale * (w - weights[j]!)).sort((a, b) => a - b);
    return [Math.round(quantile(scaled, 0.1)), Math.round(quantile(scaled, 0.9))] as const;
  });
  return {
    resamples: drawn.length,
    inclusion: Float64Array.from(drawnWeights, (list) => list.filter((w) => w > 0).length / drawn.length),
    range,
    levels: levelShares(plan, drawn, levels, scale),
  };
}

/** The nearest probes of a fit: all within the smallest distance that holds 30 of them. */
function near(fit: Float64Array, at: number): number[] {
  const distance = Array.from(fit, (f) => Math.abs(f - at)).sort((a, b) => a - b);
  const reach = distance[Math.min(POOLED, distance.length) - 1]!;
  return Array.from(fit.keys()).filter((i) => Math.abs(fit[i]! - at) <= reach);
}

function levelShares(
  { fit }: BootstrapPlan,
  drawn: readonly Resample[],
  { high, medium }: Levels,
  scale: number,
): Stability["levels"] {
  return Array.from({ length: 101 }, (_, at) => {
    const probes = near(fit, at);
    const counts = [0, 0, 0];
    for (const { shift } of drawn)
      for (const i of probes) {
        const moved = at + scale * shift[i]!;
        const level = moved >= high ? 0 : moved >= medium ? 1 : 2;
        counts[level] = counts[level]! + 1;
      }
    const [h, m, l] = counts.map((count) => count / (probes.length * drawn.length));
    return { high: h!, medium: m!, low: l! };
  });
}

/**
 * How many companies of a market each resample's card would put at high, and at medium: those of a fit move as the accounts near it do.
 *
 * @param market companies with a known level at each fit 0..100
 */
export function countsUnder(
  { fit }: Pick<BootstrapPlan, "fit">,
  resamples: readonly (Resample | null)[],
  { high, medium }: Levels,
  scale: number,
  market: ArrayLike<number>,
): readonly { readonly high: number; readonly medium: number }[] {
  const drawn = resamples.filter((one) => one !== null);
  const counts = drawn.map(() => ({ high: 0, medium: 0 }));
  for (let at = 0; at <= 100; at++) {
    if (market[at]! === 0) continue;
    const probes = near(fit, at);
    drawn.forEach(({ shift }, b) => {
      for (const i of probes) {
        const moved = at + scale * shift[i]!;
        if (moved >= high) counts[b]!.high += market[at]! / probes.length;
        else if (moved >= medium) counts[b]!.medium += market[at]! / probes.length;
      }
    });
  }
  return counts;
}
