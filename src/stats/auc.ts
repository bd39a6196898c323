import { normalQuantile } from "./normal.ts";
import { countByScore, weighByScore } from "./score-counts.ts";
import { logit, sigmoid } from "./sigmoid.ts";
import { wilson } from "./wilson.ts";

/**
 * Area under the ROC curve: the chance that a random winner scores above a random loser, ties counting half, each drawn by weight when
 * weights are given. NaN when either class is empty; no score may be NaN.
 *
 * Formula: sum over winners of (losers below + losers equal / 2) / (winners x losers), which is Mann-Whitney's U by midranks.
 * Source: Hanley and McNeil 1982. Cost: O(n log n); for scores with few values count first and use `aucFromCounts`.
 */
export function auc(scores: Float64Array, y: Uint8Array, weights?: Float64Array): number {
  const counts = weights === undefined ? countByScore(scores, y) : weighByScore(scores, y, weights);
  return aucFromCounts(counts.won, counts.lost);
}

/**
 * Area under the ROC curve from the numbers won and lost per score, scores ascending (equal scores in one cell). NaN when either class
 * is empty. Cost: O(m), no allocation.
 */
export function aucFromCounts(wonPerScore: ArrayLike<number>, lostPerScore: ArrayLike<number>): number {
  let won = 0;
  let lost = 0;
  let pairs = 0;
  for (let i = 0; i < wonPerScore.length; i++) {
    const here = lostPerScore[i]!;
    pairs += wonPerScore[i]! * (lost + here / 2);
    won += wonPerScore[i]!;
    lost += here;
  }
  return won > 0 && lost > 0 ? pairs / (won * lost) : Number.NaN;
}

export interface AucInterval {
  readonly auc: number;
  readonly low: number;
  readonly high: number;
  /** Standard error of the AUC; NaN with fewer than two rows in a class. */
  readonly se: number;
}

/**
 * AUC with its interval by DeLong, on the logit scale so that it stays inside 0..1. With fewer than two rows in a class nothing is known:
 * [0, 1] (and auc NaN when a class is empty). At an AUC of 0 or 1, where DeLong sees no variance, the interval is Wilson's for as many
 * pairs as the rarer class has rows.
 *
 * Formula: se^2 = var(share of losers below each winner)/winners + var(share of winners above each loser)/losers;
 * sigmoid(logit A -+ z se / (A (1 - A))).
 * Source: DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu 2014; Pepe 2003 (logit). Cost: O(n log n).
 */
export function aucInterval(scores: Float64Array, y: Uint8Array, confidence = 0.95): AucInterval {
  const counts = countByScore(scores, y);
  return aucIntervalFromCounts(counts.won, counts.lost, confidence);
}

/** `aucInterval` from the numbers won and lost per score, scores ascending. Cost: O(m), no arrays made. */
export function aucIntervalFromCounts(
  wonPerScore: ArrayLike<number>,
  lostPerScore: ArrayLike<number>,
  confidence = 0.95,
): AucInterval {
  const area = aucFromCounts(wonPerScore, lostPerScore);
  const won = total(wonPerScore);
  const lost = total(lostPerScore);
  if (won < 2 || lost < 2) return { auc: area, low: 0, high: 1, se: Number.NaN };
  const se = standardError(wonPerScore, lostPerScore, won, lost, area);
  if (area <= 0 || area >= 1) {
    const rarer = Math.min(won, lost);
    const [low, high] = wilson(area * rarer, rarer, confidence);
    return { auc: area, low, high, se };
  }
  const half = (normalQuantile(0.5 + confidence / 2) * se) / (area * (1 - area));
  return { auc: area, low: sigmoid(logit(area) - half), high: sigmoid(logit(area) + half), se };
}

function standardError(
  wonPerScore: ArrayLike<number>,
  lostPerScore: ArrayLike<number>,
  won: number,
  lost: number,
  area: number,
): number {
  let wonBelow = 0;
  let lostBelow = 0;
  let amongWon = 0;
  let amongLost = 0;
  for (let i = 0; i < wonPerScore.length; i++) {
    const wonHere = wonPerScore[i]!;
    const lostHere = lostPerScore[i]!;
    const beaten = (lostBelow + lostHere / 2) / lost - area;
    const beating = 1 - (wonBelow + wonHere / 2) / won - area;
    amongWon += wonHere * beaten * beaten;
    amongLost += lostHere * beating * beating;
    wonBelow += wonHere;
    lostBelow += lostHere;
  }
  return Math.sqrt(amongWon / (won - 1) / won + amongLost / (lost - 1) / lost);
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}
