import type { CodedMatrix } from "../features/matrix.ts";
import { designEffect } from "../stats/clustered.ts";
import { effectiveRows, toEffective } from "../stats/kish.ts";
import { logit as logitOf } from "../stats/sigmoid.ts";
import { type Calibration, calibrate, REPETITIONS } from "./calibrate.ts";
import { crossFit, foldsOf, type HeldOutScores } from "./cross-fit.ts";
import { familiesOf } from "./families.ts";
import { type FitOptions, fitOptions } from "./fit.ts";
import { fitCard } from "./fit-card.ts";
import { fitsOf, type Scorecard } from "./points.ts";
import { allRows, takeRows, winRate, worth } from "./rows.ts";
import { sampleAccounts, sampledRows } from "./sample.ts";

/** One whole learning run: scorecard, calibration, and the held-out scores that the calibration came from. */
export interface Learned {
  readonly card: Scorecard;
  readonly calibration: Calibration;
  /** The deals that were held out by turns and scored by the others: all, or HELD_OUT_ROWS of them. */
  readonly held: CodedMatrix;
  /** Which rows of the matrix these are. */
  readonly heldRows: Int32Array;
  /** Deals held out that nothing could score, because the others had one outcome only; they are not in `held`. */
  readonly unscored: number;
  /** Logit of the win rate of all deals. */
  readonly average: number;
  /** Their scores, one per repetition of the 5 folds. */
  readonly heldOut: readonly HeldOutScores[];
  /** Families among them that shared folds. */
  readonly family: Int32Array;
  readonly families: number;
  /** Whether bands were made without looking at the outcome. */
  readonly steady: boolean;
  /** By how much deals of one family agreeing inflates variance; limits count rows / effect. */
  readonly effect: number;
}

/** More deals than this are held out by sample: twenty fits of a million deals would tell nothing that these do not. */
export const HELD_OUT_ROWS = 100_000;

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((a, p) => a + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

/** Weights by age of deals held out `times` times, scaled to as many as they are worth. */
function repeatedWeights(recency: Float64Array, times: number): Float64Array {
  const once = toEffective(recency);
  return joined(Array.from({ length: times }, () => once));
}

function repeated(y: Uint8Array, times: number): Uint8Array {
  const out = new Uint8Array(y.length * times);
  for (let t = 0; t < times; t++) out.set(y, t * y.length);
  return out;
}

/** The deals that were scored in every repetition: an unscored one is not an average one. */
function scoredAlone(drawn: CodedMatrix, family: Int32Array, scores: readonly HeldOutScores[]) {
  const rows = allRows(drawn).filter((i) => scores.every(({ scored }) => scored[i] === 1));
  if (rows.length === drawn.n) return { rows, held: drawn, family, heldOut: scores };
  const part = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  return {
    rows,
    held: takeRows(drawn, rows),
    family: Int32Array.from(rows, (i) => family[i]!),
    heldOut: scores.map(({ fit, known, logit }) => ({
      fit: part(fit),
      known: part(known),
      logit: part(logit),
      scored: new Uint8Array(rows.length).fill(1),
    })),
  };
}

/**
 * Learns a scorecard from all rows of the matrix and calibrates it on 2 x 5 folds in which everything is refitted, of 100,000 rows at most.
 *
 * @param seed folds follow from it
 * @param pause awaited between pieces of work, so that an interruption is heard
 * @param options the method; a check of a card goes by the method of that card, however many deals it learns from itself
 * @param most rows held out by turns
 */
export async function learn(
  matrix: CodedMatrix,
  seed: number,
  pause: () => Promise<void>,
  options: FitOptions = fitOptions(worth(matrix)),
  most: number = HELD_OUT_ROWS,
): Promise<Learned> {
  const drawn = sampleAccounts(matrix, most, seed);
  const families = familiesOf(drawn);
  const scores: HeldOutScores[] = [];
  for (let r = 0; r < REPETITIONS; r++) {
    await pause();
    scores.push(crossFit(drawn, foldsOf(drawn, families.family, seed, r), options));
  }
  await pause();
  const { rows, held, family, heldOut } = scoredAlone(drawn, families.family, scores);
  const taken = sampledRows(matrix, most, seed);
  const heldRows = rows.map((i) => taken[i]!);
  const card = fitCard(matrix, allRows(matrix), options);
  const fits = fitsOf(card, matrix, allRows(matrix));
  const logit = joined(heldOut.map((h) => h.logit));
  const effect = designEffect(held.y, family);
  const steady = options.steady !== null;
  const y = repeated(held.y, REPETITIONS);
  const calibration =
    matrix.recency === undefined || held.recency === undefined
      ? calibrate(card, { logit, y, effect, steady }, fits, matrix.y)
      : calibrate(
          card,
          {
            logit,
            y,
            effect: (effect * held.n) / effectiveRows(held.recency),
            steady,
            weights: repeatedWeights(held.recency, REPETITIONS),
          },
          fits,
          matrix.y,
          toEffective(matrix.recency),
        );
  return {
    card,
    calibration,
    held,
    heldRows,
    unscored: drawn.n - held.n,
    average: logitOf(winRate(matrix.y)),
    heldOut,
    family,
    families: families.families,
    steady,
    effect,
  };
}
