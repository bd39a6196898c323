import { designEffect } from "../stats/clustered.ts";
import { normalQuantile } from "../stats/normal.ts";
import { judged, nothing, type Proven } from "./proven.ts";

/** Deals scored by a profile that has not seen them; one entry per deal with a known level. */
export interface Deals {
  /** 2 high, 1 medium, 0 low. */
  readonly level: Uint8Array;
  readonly y: Uint8Array;
  /** What the profile promises of each deal, 0..1; NaN where it promises nothing. */
  readonly p: Float64Array;
  /** Dense account per deal: deals of one account go together. */
  readonly account: Int32Array;
}

/** Won and lost that are needed before anything is claimed. */
const ENOUGH = 20;
/** Of what the profile promises, the share that is worth having. */
const WORTH = 0.5;
/** Where it promises nothing, points of win rate per level worth having, doubled. */
const POINTS = 0.1;

/** Won and all deals at a level, `high` first. */
export interface WonAt {
  readonly won: number;
  readonly n: number;
}

/** What is counted at `high`, `medium` and `low`. */
export function wonByLevel({ level, y }: Pick<Deals, "level" | "y">): readonly [WonAt, WonAt, WonAt] {
  const at = (wanted: number): WonAt => {
    let [won, n] = [0, 0];
    for (let i = 0; i < y.length; i++)
      if (level[i] === wanted) {
        n++;
        won += y[i]!;
      }
    return { won, n };
  };
  return [at(2), at(1), at(0)];
}

/**
 * Does the win rate rise with the level? The slope of the outcome over the levels (Cochran-Armitage's numerator as an estimate), with deals of one account going together. Half of what the profile itself promises of these deals is worth having.
 */
export function winRateProven({ level, y, p, account }: Deals): Proven {
  const n = y.length;
  const high = level.reduce((sum, one) => sum + (one === 2 ? 1 : 0), 0);
  const sides = [high, n - high] as const;
  if (high === 0 || high === n) return nothing("points", sides);
  const centre = mean(level);
  const spread = level.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  const slope = (values: ArrayLike<number>): number =>
    level.reduce((sum, one, i) => sum + (one - centre) * values[i]!, 0) / spread;
  const rate = mean(y);
  const observed = slope(y);
  const plain = Math.sqrt((rate * (1 - rate)) / spread);
  const se = plain * Math.sqrt(designEffect(y, account));
  const won = y.reduce((sum, one) => sum + one, 0);
  const promised = p.some(Number.isNaN) ? POINTS : slope(p);
  const effect = observed;
  const half = normalQuantile(0.975) * se;
  return {
    effect,
    interval: [Math.max(-1, effect - half), Math.min(1, effect + half)],
    measure: "points",
    n: sides,
    ...enough(judged({ benefit: effect, se, matters: Math.max(0.01, WORTH * promised), n: sides }), won, n - won),
  };
}

/** Of few of one outcome a normal test says nothing. */
function enough(found: Pick<Proven, "verdict" | "needed">, won: number, lost: number): typeof found {
  const rarer = Math.min(won, lost);
  if (rarer >= ENOUGH) return found;
  const needed = Math.ceil(((won + lost) * ENOUGH) / Math.max(rarer, 1));
  return { verdict: "not enough data", needed: Math.max(needed, found.needed ?? 0) };
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
