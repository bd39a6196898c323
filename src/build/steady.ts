import type { CodedMatrix, Direction } from "../features/matrix.ts";
import { choleskyFactor, choleskySubstitute } from "../stats/cholesky.ts";
import { bandPrior } from "./band-prior.ts";
import type { Banding } from "./bands.ts";
import { type Merging, mergeBands } from "./merge-bands.ts";
import { monotoneEffects } from "./monotone.ts";
import { type Posterior, type PriorColumn, posterior } from "./posterior.ts";
import { sameStory } from "./same-story.ts";
import { COARSE, type Grain, steadyBands } from "./steady-bands.ts";

/** How a steady fit is made. */
export interface SteadyOptions {
  /** Most attributes in the scorecard. */
  readonly most: number;
  /** Prior variances of a band effect that are averaged by their evidence. */
  readonly scales: readonly number[];
  /** Most Newton steps of a fit. */
  readonly steps: number;
  /** Attributes that the data speaks against are dropped. */
  readonly prune: boolean;
  /** Cut of the attributes that were chosen; null: as coarse as they were chosen by. */
  readonly fine: Grain | null;
  readonly merging: Merging;
}

/** An effect of .16 logits is common among attributes of companies, one of .4 is rare: prior variance .025, give or take a factor of 1.8. */
const SCALE = { centre: 0.025, spread: 0.35 };

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
const TOGETHER = 40;

/** Of two attributes that share this much information the heavier one is kept; what correlates less adds to the score (Salvirt .8165, .8119 at .5). */
const SAME_STORY = 0.7;

/** An attribute among the candidates: its index, its bands and their rows. */
interface Candidate extends PriorColumn {
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
}

export interface SteadyModel {
  readonly intercept: number;
  readonly attributes: readonly SteadyAttribute[];
}

function candidateOf(
  matrix: CodedMatrix,
  index: number,
  count: Float64Array,
  rows: Int32Array,
  grain: Grain,
): Candidate | null {
  const attribute = matrix.attributes[index]!;
  const { bandOf, bands } = steadyBands(attribute, count, grain);
  if (bands < 3) return null;
  const codes = Uint8Array.from(rows, (r) => bandOf[attribute.codes[r]!]!);
  const inBand = new Float64Array(bands - 1);
  bandOf.forEach((b, c) => {
    if (b > 0) inBand[b - 1] = inBand[b - 1]! + count[c]!;
  });
  const prior = bandPrior(inBand, attribute.order);
  return { index, bandOf, codes, bands: bands - 1, count: inBand, prior, monotone: attribute.monotone ?? null };
}

/** ln Bayes factor of one attribute alone against none, by a normal approximation at the base rate: what the screen goes by. */
function evidenceAlone(candidate: Candidate, y: Uint8Array, rate: number): number {
  const { bands: k, codes, count, prior } = candidate;
  const g = new Float64Array(k);
  for (let i = 0; i < codes.length; i++) {
    const c = codes[i]!;
    if (c > 0) g[c - 1] = g[c - 1]! + y[i]! - rate;
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

function screened(candidates: readonly Candidate[], y: Uint8Array, rate: number): Candidate[] {
  if (candidates.length <= TOGETHER) return [...candidates];
  const worth = new Map(candidates.map((c) => [c, evidenceAlone(c, y, rate)]));
  return [...candidates]
    .sort((a, b) => worth.get(b)! - worth.get(a)! || a.index - b.index)
    .slice(0, TOGETHER)
    .sort((a, b) => a.index - b.index);
}

/** A prior variance this many nats behind the best adds nothing, nor do those beyond it. */
const BEHIND = 8;

type How = Pick<SteadyOptions, "scales" | "steps">;

interface Tried {
  readonly fit: Posterior;
  /** ln evidence and ln prior of this variance. */
  readonly weight: number;
}

/** One fit per prior variance, from the expected one outwards as long as they count. */
function tried(columns: readonly Candidate[], y: Uint8Array, { scales, steps }: How, warm?: Posterior): Tried[] {
  const at = (scale: number, from?: Posterior): Tried => {
    const fit = posterior(columns, y, scale, from, steps);
    return { fit, weight: fit.evidence - Math.log(scale / SCALE.centre) ** 2 / (2 * SCALE.spread) };
  };
  const centre = scales.reduce((a, b) =>
    Math.abs(Math.log(b / SCALE.centre)) < Math.abs(Math.log(a / SCALE.centre)) ? b : a,
  );
  const fits = [at(centre, warm)];
  const up = scales.filter((scale) => scale > centre);
  const down = scales.filter((scale) => scale < centre).reverse();
  let best = fits[0]!.weight;
  for (const way of [up, down]) {
    let last = fits[0]!;
    for (const scale of way) {
      last = at(scale, last.fit);
      best = Math.max(best, last.weight);
      if (last.weight < best - BEHIND) break;
      fits.push(last);
    }
  }
  return fits;
}

/** Effects averaged over the prior variances, each weighted by its evidence and by what is believed of it beforehand. */
function averaged(columns: readonly Candidate[], y: Uint8Array, how: How, warm?: Posterior): Posterior {
  const fits = tried(columns, y, how, warm);
  const top = Math.max(...fits.map(({ weight }) => weight));
  const shares = fits.map(({ weight }) => Math.exp(weight - top));
  const total = shares.reduce((a, b) => a + b, 0);
  const mean = (of: (fit: Posterior) => number): number =>
    fits.reduce((sum, { fit }, i) => sum + (shares[i]! / total) * of(fit), 0);
  return {
    intercept: mean((fit) => fit.intercept),
    effects: columns.map(({ bands }, j) =>
      Float64Array.from({ length: bands }, (_, b) => mean((f) => f.effects[j]![b]!)),
    ),
    evidence: top + Math.log(total),
    without: () => {
      const each = new Map(fits.map(({ fit }) => [fit, fit.without()]));
      return columns.map((_, j) => Math.log(mean((fit) => Math.exp(each.get(fit)![j]!))));
    },
  };
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

function asBands(candidate: Candidate) {
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

function refined(columns: readonly Candidate[], y: Uint8Array, how: How) {
  return { columns, fit: averaged(columns, y, how) };
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
  const rate = y.reduce((a, b) => a + b, 0) / y.length;
  const all = matrix.attributes.flatMap((_, j) => candidateOf(matrix, j, counts[j]!, rows, COARSE) ?? []);
  const together = screened(all, y, rate);
  const whole = averaged(together, y, options);
  const columns = heaviest(together, whole, options.most, options.merging.least);
  const start = { columns, fit: averaged(columns, y, options) };
  const kept = options.prune ? pruned(start.columns, start.fit, y, options) : start;
  const { fine } = options;
  const last =
    fine === null
      ? kept
      : refined(
          kept.columns.map(({ index }) => candidateOf(matrix, index, counts[index]!, rows, fine)!),
          y,
          options,
        );
  const attributes = last.columns.map((column, j): SteadyAttribute => {
    const { order } = matrix.attributes[column.index]!;
    const effects = lawful(column, last.fit.effects[j]!, options.merging.least);
    const { group, means } = mergeBands(effects, column.count, order, options.merging);
    const bandOf = Uint8Array.from(column.bandOf, (b) => (b === 0 ? 0 : group[b - 1]! + 1));
    return { index: column.index, banding: { bandOf, bands: means.length + 1 }, effects: Float64Array.of(0, ...means) };
  });
  return { intercept: last.fit.intercept, attributes };
}
