import { countByScore } from "./score-counts.ts";

/**
 * Share of the other class that each row beats: of losers below a winner, of winners above a loser; ties half. Its mean over either class
 * is the AUC. Both classes have rows; no score is NaN.
 *
 * Source: DeLong, DeLong and Clarke-Pearson 1988 (structural components). Cost: O(n log n).
 */
export function placements(scores: Float64Array, y: Uint8Array): Float64Array {
  const { score, won, lost } = countByScore(scores, y);
  const allWon = won.reduce((a, b) => a + b, 0);
  const allLost = lost.reduce((a, b) => a + b, 0);
  const below = new Map<number, readonly [winner: number, loser: number]>();
  let wonBelow = 0;
  let lostBelow = 0;
  for (let g = 0; g < score.length; g++) {
    const winner = (lostBelow + lost[g]! / 2) / allLost;
    const loser = (allWon - wonBelow - won[g]! / 2) / allWon;
    below.set(score[g]!, [winner, loser]);
    wonBelow += won[g]!;
    lostBelow += lost[g]!;
  }
  return scores.map((s, i) => below.get(s)![y[i] ? 0 : 1]);
}
