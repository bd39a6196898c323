import type { CodedMatrix, Direction } from "../features/matrix.ts";
import { choleskyFactor, choleskySubstitute } from "../stats/cholesky.ts";
import { averaged, type How, SCALE } from "./averaged.ts";
import { bandPrior } from "./band-prior.ts";
import type { Banding } from "./bands.ts";
import { kinship } from "./kinship.ts";
import { type Merging, mergeBands } from "./merge-bands.ts";
import { monotoneBands, monotoneEffects } from "./monotone.ts";
import type { Posterior, PriorColumn } from "./posterior.ts";
import { winRate } from "./rows.ts";
import { sameStory } from "./same-story.ts";
import { COARSE, type Grain, steadyBands } from "./steady-bands.ts";

/** How a steady fit is made. */
export interface SteadyOptions extends How {
  /** Most attributes in the scorecard. */
  readonly most: number;
  /** Attributes that the data speaks against are dropped. */
  readonly prune: boolean;
  /** Cut of the attributes that were chosen; null: as coarse as they were chosen by. */
  readonly fine: Grain | null;
  readonly merging: Merging;
}

export const STEADY: SteadyOptions = {
  most: 8,
  scales: [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56],
  steps: 20,
  prune: true,
  fine: null,
  merging: { most: 5, kept: 0.95, least: 5 },
};

/** From 1,000 deals on the chosen attributes are cut where their twentieths bend (AUC of 3,000 IBM deals .754; .745 by fifths). */
export function steadyOptions(n: number): SteadyOptions {
  return n < 1000 ? STEADY : { ...STEADY, fine: { quantiles: 20, levels: 30 } };
}

/** Every other pair of prior variances: what resamples go through (level shares of the sample company within .02 of all variances'). */
const FEW = [0.02, 0.08, 0.32];

export function resampledSteady(options: SteadyOptions): SteadyOptions {
  return { ...options, scales: FEW };
}

/** One prior variance, two Newton steps (effects are small: the third moves them by thousandths) and no pruning: what shuffles go through. */
export const STEADY_RESAMPLING: SteadyOptions = { ...STEADY, scales: [SCALE.centre], steps: 2, prune: false };

/** Candidates that are fitted together; of more, those that tell most by themselves. */
export const TOGETHER = 40;

/** Of two attributes that share this much information the heavier one is kept; what correlates less adds to the score (Salvirt .8165, .8119 at .5). */
export const SAME_STORY = 0.7;

/** An attribute among the candidates: its index, its bands and their rows. */
export interface Candidate extends PriorColumn {
  readonly index: number;
  readonly bandOf: Uint8Array;
  readonly count: Float64Array;
  /** The one direction in which its effects may go. */
  readonly monotone: Direction | null;
}

/** One attribute of a steady model: bands merged, effect per band (0 = missing, which earns nothing here). */
export interface SteadyAttribute {
  readonly index: number;
  readonly banding: Banding;
  readonly effects: Float64Array;
  /** True where a person declared what its bands are worth: those that few deals are in keep it. */
  readonly declared?: boolean;
}

export interface SteadyModel {
  readonly intercept: number;
  readonly attributes: readonly SteadyAttribute[];
}

export function candidateOf(
  matrix: CodedMatrix,
  index: number,
  count: Float64Array,
  rows: Int32Array,
  grain: Grain,
): Candidate | null {
  return banded(matrix, index, steadyBands(matrix.attributes[index]!, count, grain), count, rows);
}

/** Null where nothing can be told apart. */
function banded(
  matrix: CodedMatrix,
  index: number,
  { bandOf, bands }: Banding,
  count: Float64Array,
  rows: Int32Array,
): Candidate | null {
  if (bands < 3) return null;
  const attribute = matrix.attributes[index]!;
  const codes = Uint8Array.from(rows, (r) => bandOf[attribute.codes[r]!]!);
  const inBand = new Float64Array(bands - 1);
  bandOf.forEach((b, c) => {
    if (b > 0) inBand[b - 1] = inBand[b - 1]! + count[c]!;
  });
  const kin = attribute.order === "unordered" ? kinship(attribute, bandOf, bands - 1, count) : null;
  const prior = bandPrior(inBand, attribute.order, kin);
  const alone = kin === null ? {} : { alone: bandPrior(inBand, attribute.order) };
  return {
    index,
    bandOf,
    codes,
    bands: bands - 1,
    count: inBand,
    prior,
    ...alone,
    monotone: attribute.monotone ?? null,
  };
}

/** ln Bayes factor of one attribute alone against none, by a normal approximation at the base rate: what the screen goes by. */
function evidenceAlone(candidate: Candidate, y: Uint8Array, rate: number, weights: Float64Array | undefined): number {
  const { bands: k, codes, prior } = candidate;
  const g = new Float64Array(k);
  const count = new Float64Array(k);
  for (let i = 0; i < codes.length; i++) {
    const c = codes[i]!;
    if (c === 0) continue;
    const w = weights === undefined ? 1 : weights[i]!;
    count[c - 1] = count[c - 1]! + w;
    g[c - 1] = g[c - 1]! + w * y[i]! - w * rate;
  }
  const H = prior.precision.map((p) => p / SCALE.centre);
  for (let b = 0; b < k; b++) H[b * k + b] = H[b * k + b]! + count[b]! * rate * (1 - rate);
  if (!choleskyFactor(H, k)) return Number.NEGATIVE_INFINITY;
  const x = Float64Array.from(g);
  choleskySubstitute(H, x, k);
  let gain = 0;
  let logDet = prior.logDet + k * Math.log(SCALE.centre);
  for (let b = 0; b < k; b++) {
    gain += g[b]! * x[b]!;
    logDet += 2 * Math.log(H[b * k + b]!);
  }
  return (gain - logDet) / 2;
}

export function screened(
  candidates: readonly Candidate[],
  y: Uint8Array,
  rate: number,
  weights: Float64Array | undefined,
): Candidate[] {
  if (candidates.length <= TOGETHER) return [...candidates];
  const worth = new Map(candidates.map((c) => [c, evidenceAlone(c, y, rate, weights)]));
  return [...candidates]
    .sort((a, b) => worth.get(b)! - worth.get(a)! || a.index - b.index)
    .slice(0, TOGETHER)
    .sort((a, b) => a.index - b.index);
}

/** Effects as the person who gave them a direction allows. */
function lawful({ count, monotone }: Candidate, effects: Float64Array, least: number): Float64Array {
  return monotone === null ? effects : monotoneEffects(effects, count, monotone, least);
}

/** SD of what an attribute contributes, over all rows. */
function heaviness(candidate: Candidate, free: Float64Array, least: number): number {
  const { count, codes } = candidate;
  const effects = lawful(candidate, free, least);
  let [rows, sum, square] = [0, 0, 0];
  effects.forEach((f, b) => {
    rows += count[b]!;
    sum += count[b]! * f;
    square += count[b]! * f * f;
  });
  return Math.sqrt(Math.max(0, square / rows - (sum / rows) ** 2) * (rows / codes.length));
}

/** The attributes that move scores most; of two that tell the same story the heavier one. */
function heaviest(columns: readonly Candidate[], fit: Posterior, most: number, least: number): Candidate[] {
  const order = columns
    .map((column, j) => ({ column, weight: heaviness(column, fit.effects[j]!, least) }))
    .sort((a, b) => b.weight - a.weight || a.column.index - b.column.index);
  const kept: Candidate[] = [];
  for (const { column } of order) {
    if (kept.length === most) break;
    if (!kept.some((other) => sameStory(asBands(other), asBands(column), SAME_STORY))) kept.push(column);
  }
  return kept;
}

export function asBands(candidate: Candidate) {
  return { codes: candidate.codes, bands: candidate.bands + 1 };
}

/** Leaves out, one at a time, what the deals are more probable without; one attribute stays. */
function pruned(start: readonly Candidate[], first: Posterior, y: Uint8Array, how: How) {
  let columns = start;
  let fit = first;
  while (columns.length > 1) {
    const without = fit.without();
    const worst = without.reduce((a, value, j) => (value > without[a]! ? j : a), 0);
    if (without[worst]! <= 0) break;
    columns = columns.filter((_, j) => j !== worst);
    fit = averaged(columns, y, how, { ...fit, effects: fit.effects.filter((_, j) => j !== worst) });
  }
  return { columns, fit };
}

export interface Fitted {
  readonly columns: readonly Candidate[];
  readonly fit: Posterior;
}

export function fitted(columns: readonly Candidate[], y: Uint8Array, how: How): Fitted {
  return { columns, fit: averaged(columns, y, how) };
}

/** Bands whose effects turn against a given direction are joined, attributes without any left go, and the others are fitted again, until none turns. */
export function lawfulTogether(
  matrix: CodedMatrix,
  rows: Int32Array,
  counts: readonly Float64Array[],
  y: Uint8Array,
  start: Fitted,
  options: SteadyOptions,
): Fitted {
  let { columns, fit } = start;
  for (;;) {
    const next = columns.flatMap((column, j) => {
      if (column.monotone === null) return column;
      const banding = { bandOf: column.bandOf, bands: column.bands + 1 };
      const effects = Float64Array.of(0, ...fit.effects[j]!);
      const count = Float64Array.of(0, ...column.count);
      const pooled = monotoneBands(banding, effects, count, column.monotone, options.merging.least);
      if (pooled.bands === banding.bands) return column;
      return banded(matrix, column.index, pooled, counts[column.index]!, rows) ?? [];
    });
    if (next.length === columns.length && next.every((column, j) => column === columns[j])) return { columns, fit };
    columns = next;
    fit = averaged(columns, y, options);
  }
}

/** The chosen attributes cut more finely where the deals are enough, and lawful again. */
export function cutFine(
  matrix: CodedMatrix,
  rows: Int32Array,
  counts: readonly Float64Array[],
  y: Uint8Array,
  kept: Fitted,
  options: SteadyOptions,
): Fitted {
  const { fine } = options;
  if (fine === null) return lawfulTogether(matrix, rows, counts, y, kept, options);
  const columns = kept.columns.map(({ index }) => candidateOf(matrix, index, counts[index]!, rows, fine)!);
  return lawfulTogether(matrix, rows, counts, y, fitted(columns, y, options), options);
}

/**
 * The fit for few deals: bands that do not look at the outcome, effects drawn toward none and toward a line through the ranks by as much as
 * the deals themselves ask for, the eight heaviest attributes refitted, bands that earn the same merged. O(n k^2), k <= 40.
 *
 * @param counts rows per code of each attribute @param y outcome of each of the rows, both present
 */
export function fitSteady(
  matrix: CodedMatrix,
  rows: Int32Array,
  counts: readonly Float64Array[],
  y: Uint8Array,
  options: SteadyOptions = STEADY,
): SteadyModel {
  const rate = winRate(y, options.weights);
  const all = matrix.attributes.flatMap((_, j) => candidateOf(matrix, j, counts[j]!, rows, COARSE) ?? []);
  const together = screened(all, y, rate, options.weights);
  const whole = averaged(together, y, options);
  const columns = heaviest(together, whole, options.most, options.merging.least);
  const start = lawfulTogether(matrix, rows, counts, y, fitted(columns, y, options), options);
  const kept = options.prune ? pruned(start.columns, start.fit, y, options) : start;
  const last = cutFine(matrix, rows, counts, y, kept, options);
  const attributes = last.columns.map((column, j): SteadyAttribute => {
    const { order } = matrix.attributes[column.index]!;
    const effects = last.fit.effects[j]!;
    const { group, means } = mergeBands(effects, column.count, order, options.merging);
    const bandOf = Uint8Array.from(column.bandOf, (b) => (b === 0 ? 0 : group[b - 1]! + 1));
    return { index: column.index, banding: { bandOf, bands: means.length + 1 }, effects: Float64Array.of(0, ...means) };
  });
  return { intercept: last.fit.intercept, attributes };
}
