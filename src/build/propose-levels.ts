import type { IcpDocument, LevelResult } from "../icp/document.ts";
import { type Checked, ENOUGH, LEAST_KNOWN, type Levels, levelResults } from "./check.ts";

/** Share of the companies one could sell to that `high` is meant to hold. */
export const BREADTH_MARK: readonly [number, number] = [0.2, 0.3];
/** Fewer wins than this at a level are no evidence for it. */
export const FEWEST_WINS = 10;

/** Cuts tried, the nearest first: each looks at all deals that were held out. */
const MOST_HIGH = 60;
const MOST_MEDIUM = 30;

/** Levels that the data suggests, with what they rest on. */
export interface ProposedLevels {
  readonly levels: Levels;
  /** Share of the companies with a known level that would be high. */
  readonly share: number;
  /** What each level won among the deals held out by turns. */
  readonly results: readonly LevelResult[];
  /** Win rate of these deals. */
  readonly base: number;
}

/** Why no levels can be suggested, as the end of a sentence. */
export interface NoLevels {
  readonly why: string;
}

/**
 * The cuts that the data suggests: `high` from the fit at which it holds a share of the companies nearest to 20-30% while the deals held out
 * at it win clearly more often than all (95% limits); `medium` from about the fit at which a deal is expected to win half as often as all.
 * Levels stay in order, each with at least 20 held-out deals, `high` with 10 wins, `low` clearly below all.
 *
 * @param checked deals held out by turns @param market how many companies with a known level there are at each fit 0..100
 */
export function proposeLevels(
  checked: Checked,
  byFit: IcpDocument["scorecard"]["by_fit"],
  market: ArrayLike<number>,
): ProposedLevels | NoLevels {
  const base = checked.y.reduce((a, b) => a + b, 0) / checked.y.length;
  const above = sharesFrom(market);
  if (above[0] === 0) return { why: "of none of these companies enough is known" };
  const order = Array.from({ length: 100 }, (_, i) => i + 1).sort(
    (a, b) => farFromMark(above[a]!) - farFromMark(above[b]!) || b - a,
  );
  const middle = halfOf(byFit, base);
  for (const high of order.slice(0, MOST_HIGH).filter((cut) => above[cut]! > 0 && highStands(checked, cut, base))) {
    const medium = mediumUnder(checked, high, middle, base);
    if (medium === null) continue;
    const levels = { high, medium };
    return { levels, share: above[high]!, results: levelResults(checked, levels), base };
  }
  return {
    why: `no cut leaves ${ENOUGH} held-out deals at every level, with high clearly above the average win rate and low clearly below it`,
  };
}

/** Whether levels are in order on the deals held out, each with evidence. */
export function levelsStand(results: readonly LevelResult[], base: number): boolean {
  const of = (level: LevelResult["level"]): LevelResult => results.find((one) => one.level === level)!;
  const [high, medium, low] = [of("high"), of("medium"), of("low")];
  return (
    Math.min(high.n, medium.n, low.n) >= ENOUGH &&
    high.won >= FEWEST_WINS &&
    high.win_rate_interval![0] > base &&
    low.win_rate_interval![1] < base &&
    high.win_rate! > medium.win_rate! &&
    medium.win_rate! > low.win_rate!
  );
}

/** Share of the companies at each fit or above. */
function sharesFrom(market: ArrayLike<number>): Float64Array {
  const above = new Float64Array(101);
  for (let fit = 100, sum = 0; fit >= 0; fit--) {
    sum += market[fit]!;
    above[fit] = sum;
  }
  const all = above[0]!;
  return all === 0 ? above : above.map((n) => n / all);
}

/** Zero within the mark, with a preference for its middle too small to matter outside it. */
function farFromMark(share: number): number {
  const [low, high] = BREADTH_MARK;
  return Math.max(0, low - share, share - high) + Math.abs(share - (low + high) / 2) / 1e6;
}

/** Enough deals and wins from this fit on, and a rate that is clearly above that of all. */
function highStands(checked: Checked, cut: number, base: number): boolean {
  const [high] = levelResults(checked, { high: cut, medium: cut });
  return high!.n >= ENOUGH && high!.won >= FEWEST_WINS && high!.win_rate_interval![0] > base;
}

/** The first fit at which a deal is expected to win half as often as all; 50 where none is. */
function halfOf(byFit: IcpDocument["scorecard"]["by_fit"], base: number): number {
  return byFit.find(({ p }) => p >= base / 2)?.fit ?? 50;
}

/** The cut nearest to the expected one with which all three levels stand; null for none. */
function mediumUnder(checked: Checked, high: number, middle: number, base: number): number | null {
  const wanted = Math.min(high - 1, Math.max(1, middle));
  const cuts = Array.from({ length: high - 1 }, (_, i) => i + 1)
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, MOST_MEDIUM);
  const counts = countsBelow(checked, high);
  return (
    cuts.find(
      (medium) =>
        counts[medium]! >= ENOUGH &&
        counts[high]! - counts[medium]! >= ENOUGH &&
        levelsStand(levelResults(checked, { high, medium }), base),
    ) ?? null
  );
}

/** Deals of a known level below each fit up to `high`. */
function countsBelow({ fit, known }: Checked, high: number): number[] {
  const at = new Array<number>(high + 1).fill(0);
  fit.forEach((value, i) => {
    if (known[i]! >= LEAST_KNOWN && value < high) at[value + 1]!++;
  });
  for (let cut = 1; cut <= high; cut++) at[cut]! += at[cut - 1]!;
  return at;
}
