import { type ChiSquareTest, chiSquareTail } from "./chi-square.ts";
import { choleskySolve } from "./cholesky.ts";

/**
 * Log-rank test that groups last equally long. `times` is how long each was watched, `ended` 1 when it ended then and 0 when it was only
 * watched so far, `group` any code. A group of which nobody was watched when the first one ended does not count. Nothing ended, or fewer
 * than two groups: statistic 0, df 0, p 1. No time is NaN.
 *
 * Formula: at each time, seen ends less d r_g / r per group; their hypergeometric covariance; chi-square on groups - 1 degrees of freedom.
 * Source: Mantel 1966; statsmodels.duration.survfunc.survdiff. Cost: O(n log n + ends groups^2).
 */
export function logRank(times: Float64Array, ended: Uint8Array, group: ArrayLike<number>): ChiSquareTest {
  const none = { statistic: 0, df: 0, p: 1 };
  const { order, code, groups } = prepare(times, ended, group);
  const df = groups - 1;
  if (df < 1) return none;
  const atRisk = new Float64Array(groups);
  const dying = new Float64Array(groups);
  const excess = new Float64Array(df);
  const covariance = new Float64Array(df * df);
  for (let to = order.length; to > 0; ) {
    const time = times[order[to - 1]!]!;
    dying.fill(0);
    let d = 0;
    let from = to;
    for (; from > 0 && times[order[from - 1]!] === time; from--) {
      const i = order[from - 1]!;
      atRisk[code[i]!]!++;
      dying[code[i]!]! += ended[i]!;
      d += ended[i]!;
    }
    if (d > 0) addTime(d, order.length - from, atRisk, dying, excess, covariance);
    to = from;
  }
  const solved = excess.slice();
  if (!choleskySolve(covariance, solved, df)) return none;
  const statistic = excess.reduce((sum, value, g) => sum + value * solved[g]!, 0);
  return { statistic, df, p: chiSquareTail(statistic, df) };
}

/** Rows still watched at the first end, by time, and dense codes of their groups. */
function prepare(
  times: Float64Array,
  ended: Uint8Array,
  group: ArrayLike<number>,
): { order: Uint32Array; code: Int32Array; groups: number } {
  const first = times.reduce((least, time, i) => (ended[i] === 1 ? Math.min(least, time) : least), Infinity);
  const order = Uint32Array.from(times, (_, i) => i)
    .filter((i) => times[i]! >= first)
    .sort((i, j) => times[i]! - times[j]!);
  const dense = new Map<number, number>();
  const code = new Int32Array(times.length);
  for (const i of order) {
    const g = group[i]!;
    if (!dense.has(g)) dense.set(g, dense.size);
    code[i] = dense.get(g)!;
  }
  return { order, code, groups: dense.size };
}

/** One time at which `d` of `r` ended. The last group follows from the others. */
function addTime(
  d: number,
  r: number,
  atRisk: Float64Array,
  dying: Float64Array,
  excess: Float64Array,
  covariance: Float64Array,
): void {
  const df = excess.length;
  const chance = r > 1 ? (d * (r - d)) / (r - 1) : 0;
  for (let g = 0; g < df; g++) {
    const share = atRisk[g]! / r;
    excess[g]! += dying[g]! - d * share;
    for (let h = 0; h <= g; h++) covariance[g * df + h]! += chance * share * ((g === h ? 1 : 0) - atRisk[h]! / r);
  }
}
