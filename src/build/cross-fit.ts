import type { CodedMatrix } from "../features/matrix.ts";
import { groupFolds } from "../stats/folds.ts";
import { createRandom } from "../stats/random.ts";
import { type FitOptions, fitModel, predictLogit } from "./fit.ts";
import { fitCard } from "./fit-card.ts";
import { fitsOf, knownOf } from "./points.ts";

/** Scores of deals by models that have not seen them: one entry per row. */
export interface HeldOutScores {
  /** Whole-point fit by the fold's own scorecard. */
  readonly fit: Float64Array;
  /** Share of the fold's scorecard that was known for the deal, 0 to 1. */
  readonly known: Float64Array;
  /** The same on the logit scale of the fold's model: comparable between folds. */
  readonly logit: Float64Array;
  /** 0 where the other folds hold one outcome only, so that nothing could be learned to score the deal by. */
  readonly scored: Uint8Array;
}

/** Seeded, stratified folds that keep families together. */
export function foldsOf(matrix: CodedMatrix, family: Int32Array, seed: number, stream: number, k = 5): Uint8Array {
  return groupFolds(family, matrix.y, k, createRandom(seed, 11, stream));
}

/** Rows in fold f and rows outside it. */
export function splitFold(fold: Uint8Array, f: number): { inside: Int32Array; outside: Int32Array } {
  const inside: number[] = [];
  const outside: number[] = [];
  fold.forEach((v, i) => {
    (v === f ? inside : outside).push(i);
  });
  return { inside: Int32Array.from(inside), outside: Int32Array.from(outside) };
}

/** Whether these rows hold both outcomes. */
export function bothClasses(y: Uint8Array, rows: Int32Array): boolean {
  let won = 0;
  for (const r of rows) won += y[r]!;
  return won > 0 && won < rows.length;
}

/** Bands, selection, effects and points refitted without each fold, then the fold scored. */
export function crossFit(matrix: CodedMatrix, fold: Uint8Array, options: FitOptions): HeldOutScores {
  const fit = new Float64Array(matrix.n);
  const known = new Float64Array(matrix.n).fill(1);
  const logit = new Float64Array(matrix.n);
  const scored = new Uint8Array(matrix.n);
  const folds = fold.reduce((a, b) => Math.max(a, b), 0) + 1;
  for (let f = 0; f < folds; f++) {
    const { inside, outside } = splitFold(fold, f);
    if (inside.length === 0 || !bothClasses(matrix.y, outside)) continue;
    const card = fitCard(matrix, outside, options);
    const scores = fitsOf(card, matrix, inside);
    const shares = knownOf(card, matrix, inside);
    inside.forEach((row, i) => {
      scored[row] = 1;
      known[row] = shares[i]!;
      fit[row] = scores[i]!;
      logit[row] = card.base + card.unit * scores[i]!;
    });
  }
  return { fit, known, logit, scored };
}

/** Out-of-fold logits without the step to whole points: what the separation test ranks by. */
export function crossFitLogit(matrix: CodedMatrix, fold: Uint8Array, options: FitOptions): Float64Array {
  const logit = new Float64Array(matrix.n);
  const folds = fold.reduce((a, b) => Math.max(a, b), 0) + 1;
  for (let f = 0; f < folds; f++) {
    const { inside, outside } = splitFold(fold, f);
    if (inside.length === 0 || !bothClasses(matrix.y, outside)) continue;
    const scores = predictLogit(fitModel(matrix, outside, options), matrix, inside);
    inside.forEach((row, i) => {
      logit[row] = scores[i]!;
    });
  }
  return logit;
}
