/** How many won and lost at each distinct score, scores ascending. */
export interface ScoreCounts {
  readonly score: Float64Array;
  readonly won: Uint32Array;
  readonly lost: Uint32Array;
}

/**
 * Groups equal scores and counts outcomes (1 = won): all that rank statistics and calibration need to know of n rows. No score is NaN.
 *
 * Formula: won and lost scores sorted apart (numbers only, no index), then merged. Cost: O(n log n).
 */
export function countByScore(scores: Float64Array, y: Uint8Array): ScoreCounts {
  const [wonScores, lostScores] = sortByOutcome(scores, y);
  const score = new Float64Array(scores.length);
  const won = new Uint32Array(scores.length);
  const lost = new Uint32Array(scores.length);
  let w = 0;
  let l = 0;
  let groups = 0;
  while (w < wonScores.length || l < lostScores.length) {
    const value = lowest(wonScores, w, lostScores, l);
    const wonFrom = w;
    const lostFrom = l;
    while (w < wonScores.length && wonScores[w] === value) w++;
    while (l < lostScores.length && lostScores[l] === value) l++;
    score[groups] = value;
    won[groups] = w - wonFrom;
    lost[groups] = l - lostFrom;
    groups++;
  }
  return { score: score.subarray(0, groups), won: won.subarray(0, groups), lost: lost.subarray(0, groups) };
}

/** Won and lost at each distinct score, counted or weighed, scores ascending. */
export interface ScoreSums {
  readonly score: Float64Array;
  readonly won: ArrayLike<number>;
  readonly lost: ArrayLike<number>;
}

/** Groups equal scores and sums the weights of won and lost rows there. No score is NaN. Cost: O(n log n). */
export function weighByScore(scores: Float64Array, y: Uint8Array, weights: Float64Array): ScoreSums {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]! || a - b);
  const score = new Float64Array(scores.length);
  const won = new Float64Array(scores.length);
  const lost = new Float64Array(scores.length);
  let groups = 0;
  for (const i of order) {
    if (groups === 0 || scores[i] !== score[groups - 1]) score[groups++] = scores[i]!;
    const side = y[i] === 1 ? won : lost;
    side[groups - 1] = side[groups - 1]! + weights[i]!;
  }
  return { score: score.subarray(0, groups), won: won.subarray(0, groups), lost: lost.subarray(0, groups) };
}

function sortByOutcome(scores: Float64Array, y: Uint8Array): [won: Float64Array, lost: Float64Array] {
  const apart = new Float64Array(scores.length);
  let wins = 0;
  let end = scores.length;
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i]!)) throw new RangeError(`invalid score: NaN in row ${i}`);
    if (y[i] === 1) apart[wins++] = scores[i]!;
    else apart[--end] = scores[i]!;
  }
  return [apart.subarray(0, wins).sort(), apart.subarray(wins).sort()];
}

function lowest(won: Float64Array, w: number, lost: Float64Array, l: number): number {
  if (w === won.length) return lost[l]!;
  if (l === lost.length) return won[w]!;
  return Math.min(won[w]!, lost[l]!);
}
