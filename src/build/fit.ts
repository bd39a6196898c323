import type { CodedAttribute, CodedMatrix } from "../features/matrix.ts";
import { type Banding, bandAttribute, bandOptions, Evidence, weightedEvidence } from "./bands.ts";
import type { PartsWish } from "./fit-card.ts";
import { type FitSample, given, type Histogram, sampleOf } from "./fit-sample.ts";
import { monotoneBands } from "./monotone.ts";
import { type BandColumn, fitLogit } from "./newton.ts";
import { type Chosen, selectAttributes } from "./select.ts";
import { snapCuts } from "./snap-cuts.ts";
import { fitSteady, resampledSteady, STEADY_RESAMPLING, type SteadyOptions, steadyOptions } from "./steady.ts";
import { fitDeclared } from "./steady-declared.ts";

export interface FitOptions {
  /** How fewer deals than STEADY_BELOW are learned from; null: bands and selection follow the outcome at any number. */
  readonly steady: SteadyOptions | null;
  /** Most attributes in the scorecard (product limit 12). */
  readonly most: number;
  /** Candidates that are refitted in full at each step; 1 makes a fast fit for resampling. */
  readonly refit: number;
  /** One pass that tries to replace each chosen attribute by one left out. */
  readonly swap: boolean;
  /** Strength of the ridge on band effects; null lets n and the rarer class decide. */
  readonly kappa: number | null;
  /** Loss (nats) that a further attribute must save per band beyond its first. */
  readonly price: number;
  /** A card for each part of the deals; absent: one card. `fitCard` goes by it. */
  readonly parts?: PartsWish;
}

export const FIT: FitOptions = { steady: null, most: 8, refit: 5, swap: true, kappa: null, price: 1 };

/** Below this many deals bands that do not look at the outcome tell more of new deals. */
export const STEADY_BELOW = 3000;

/**
 * Below 3,000 rows the steady fit; above, bands and selection that follow the outcome, with whole refits up to 5,000 rows: from there the
 * scored step ranks candidates as the full refit does (IBM: the same scorecard, six times faster).
 *
 * @param n rows in the fit
 */
export function fitOptions(n: number): FitOptions {
  if (n < STEADY_BELOW) return { ...FIT, steady: steadyOptions(n) };
  return n >= 5000 ? { ...FIT, refit: 1, swap: false } : FIT;
}

/** What resamples of n deals go through: the same method, with fewer prior variances and without whole refits. */
export function resampledFit(n: number): FitOptions {
  const { steady } = fitOptions(n);
  return { ...FIT, steady: steady === null ? null : resampledSteady(steady), refit: 1, swap: false };
}

/** Observed and shuffled data go through the same lighter fit. */
export function resamplingFit(n: number): FitOptions {
  return { ...FIT, steady: n < STEADY_BELOW ? STEADY_RESAMPLING : null, refit: 1, swap: false };
}

/** What one attribute contributes: effect (logit) per band, band 0 = missing, and the facts they were learned from. */
export interface ModelAttribute {
  /** Index into the matrix's attributes. */
  readonly index: number;
  readonly banding: Banding;
  readonly effects: Float64Array;
  readonly count: Float64Array;
  readonly won: Float64Array;
  /** Fewest rows of a band that earns its own effect; SMALLEST_BAND unless a person declared the effects. */
  readonly least?: number;
}

/** logit P(goal) = intercept + sum of effects. */
export interface Model {
  readonly n: number;
  readonly rate: number;
  readonly intercept: number;
  readonly attributes: readonly ModelAttribute[];
}

/** A band with fewer rows than this earns its attribute's mean effect and sets neither minimum nor maximum. */
export const SMALLEST_BAND = 5;

/** The band of missing values. */
export const MISSING = 0;

/** kappa = 4, or 10 when n < 100 or the rarer class is under 10%. */
export function ridge(n: number, won: number): number {
  return n < 100 || Math.min(won, n - won) < 0.1 * n ? 10 : 4;
}

function column(codes: Uint16Array, banding: Banding, rows: Int32Array): BandColumn {
  const out = new Uint8Array(rows.length);
  const { bandOf } = banding;
  for (let i = 0; i < rows.length; i++) out[i] = bandOf[codes[rows[i]!]!]!;
  return { codes: out, bands: banding.bands, held: MISSING };
}

function byBand(pre: Histogram, banding: Banding): Histogram {
  const count = new Float64Array(banding.bands);
  const won = new Float64Array(banding.bands);
  banding.bandOf.forEach((b, c) => {
    count[b] = count[b]! + pre.count[c]!;
    won[b] = won[b]! + pre.won[c]!;
  });
  return { count, won };
}

/**
 * What is not known earns the mean effect of what is known, and so do bands with < 5 rows: a score must not rest on who left a cell empty.
 * (As a band of its own it cost AUC: IBM .7892 against .7897, Salvirt .8117 against .8132.)
 *
 * @param count rows per band @param weighted the same, each row counting for its weight
 */
function settleSmallBands(
  effects: Float64Array,
  count: Float64Array,
  weighted: Float64Array,
  least = SMALLEST_BAND,
): Float64Array {
  const ownEffect = (b: number): boolean => b !== MISSING && count[b]! >= least;
  let sum = 0;
  let rows = 0;
  for (let b = 0; b < effects.length; b++)
    if (ownEffect(b)) {
      sum += weighted[b]! * effects[b]!;
      rows += weighted[b]!;
    }
  const mean = rows > 0 ? sum / rows : 0;
  return effects.map((f, b) => (ownEffect(b) ? f : mean));
}

/**
 * Bands, selection and effects on the given rows, each counting for its weight where the matrix has weights: one whole fit of the
 * pipeline. O(n p + n k^2).
 *
 * @param rows indices into the matrix, the rows to learn from
 */
export function fitModel(matrix: CodedMatrix, rows: Int32Array, options: FitOptions = FIT): Model {
  const y = new Uint8Array(rows.length);
  let won = 0;
  for (let i = 0; i < rows.length; i++) {
    y[i] = matrix.y[rows[i]!]!;
    won += y[i]!;
  }
  const n = rows.length;
  const sample = sampleOf(matrix, rows, y);
  if (options.steady !== null) return steadyModel(sample, { ...options.steady, ...given(sample) });
  const bands = bandOptions(sample.worth);
  const evidence = evidenceOf(sample);
  const bandings = matrix.attributes.map((a, j) => {
    const { count, won } = sample.weighted[j]!;
    const banding = bandAttribute(a, count, won, sample.rate, evidence, bands);
    const snapped = snapCuts(a, banding, sample.weighted[j]!, evidence, bands.smallest * sample.worth);
    return lawfulAlone(a, snapped, sample.weighted[j]!, sample.rate, bands.priorRows);
  });
  const columns = matrix.attributes.map((a, j) => column(a.codes, bandings[j]!, rows));
  const kappa = options.kappa ?? ridge(sample.worth, sample.weights === undefined ? won : sample.rate * sample.worth);
  const chosen: Chosen = selectAttributes(columns, y, kappa, { ...options, ...given(sample) });
  const settled = lawfulTogether(sample, kappa, { chosen, bandings });
  const attributes = chosen.indices.map((index, k) => {
    const facts = byBand(sample.histograms[index]!, settled.bandings[index]!);
    return {
      index,
      banding: settled.bandings[index]!,
      effects: settleSmallBands(
        settled.chosen.fit.effects[k]!,
        facts.count,
        byBand(sample.weighted[index]!, settled.bandings[index]!).count,
      ),
      ...facts,
    };
  });
  return { n, rate: won / n, intercept: settled.chosen.fit.intercept, attributes };
}

/** The bands of an attribute that may go one way only, by their own rates: what it is chosen by. */
function lawfulAlone(
  { monotone }: CodedAttribute,
  banding: Banding,
  pre: Histogram,
  rate: number,
  priorRows: number,
): Banding {
  if (monotone === undefined) return banding;
  const { count, won } = byBand(pre, banding);
  const shrunk = count.map((n, b) => (won[b]! + priorRows * rate) / (n + priorRows));
  return monotoneBands(banding, shrunk, count, monotone, SMALLEST_BAND);
}

/** What bands tell, by rows and wins that are weighted where the deals are. */
function evidenceOf({ weights, rows, rate }: FitSample): Pick<Evidence, "of"> {
  return weights === undefined ? new Evidence(rows.length, rate, 20) : weightedEvidence(rate, 20);
}

interface Settled {
  readonly chosen: Chosen;
  readonly bandings: readonly Banding[];
}

/** Beside the other attributes an effect may turn: such bands are joined and the chosen attributes fitted again, until none turns. */
function lawfulTogether({ matrix, rows, weighted, y, weights }: FitSample, kappa: number, start: Settled): Settled {
  let { chosen, bandings } = start;
  for (;;) {
    const next = [...bandings];
    chosen.indices.forEach((j, k) => {
      const { monotone } = matrix.attributes[j]!;
      if (monotone === undefined) return;
      const { count } = byBand(weighted[j]!, next[j]!);
      next[j] = monotoneBands(next[j]!, chosen.fit.effects[k]!, count, monotone, SMALLEST_BAND);
    });
    if (next.every(({ bands }, j) => bands === bandings[j]!.bands)) return { chosen, bandings };
    bandings = next;
    const columns = chosen.indices.map((j) => column(matrix.attributes[j]!.codes, next[j]!, rows));
    const { intercept } = chosen.fit;
    chosen = { indices: chosen.indices, fit: fitLogit(columns, y, kappa, { intercept, effects: [] }, 12, weights) };
  }
}

function steadyModel(sample: FitSample, options: SteadyOptions): Model {
  const { matrix, rows, histograms, weighted, y } = sample;
  const evidence = evidenceOf(sample);
  const counts = histograms.map(({ count }) => count);
  const fitBy = matrix.attributes.some(({ declared }) => declared !== undefined) ? fitDeclared : fitSteady;
  const { intercept, attributes } = fitBy(matrix, rows, counts, y, options);
  const n = rows.length;
  return {
    n,
    rate: y.reduce((a, b) => a + b, 0) / n,
    intercept,
    attributes: attributes.map(({ index, banding: found, effects, declared }) => {
      const of = matrix.attributes[index]!;
      const banding = declared === true ? found : snapCuts(of, found, weighted[index]!, evidence, SMALLEST_BAND);
      const facts = byBand(histograms[index]!, banding);
      const { count } = byBand(weighted[index]!, banding);
      if (declared !== true)
        return { index, banding, effects: settleSmallBands(effects, facts.count, count), ...facts };
      return { index, banding, effects: settleSmallBands(effects, facts.count, count, 0), ...facts, least: 0 };
    }),
  };
}

/** Logit of each of the given rows. */
export function predictLogit(model: Model, matrix: CodedMatrix, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length).fill(model.intercept);
  for (const a of model.attributes) {
    const { codes } = matrix.attributes[a.index]!;
    const { bandOf } = a.banding;
    for (let i = 0; i < rows.length; i++) out[i] = out[i]! + a.effects[bandOf[codes[rows[i]!]!]!]!;
  }
  return out;
}
