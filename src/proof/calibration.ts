import { type CalibrationSlope, calibrationSlope } from "../stats/calibration-slope.ts";
import { designEffect } from "../stats/clustered.ts";
import { clusteredSurplus } from "../stats/clustered-surplus.ts";
import { fairGroups } from "../stats/fair-groups.ts";
import { normalQuantile } from "../stats/normal.ts";
import { wilson } from "../stats/wilson.ts";
import { groupLimits, groupsOf, wonIn } from "./lift.ts";
import type { Proven } from "./proven.ts";

type Limits = readonly [low: number, high: number];

/** Deals that the profile has not seen, with the chance it said of each. */
export interface SaidDeals {
  readonly p: Float64Array;
  readonly y: Uint8Array;
  readonly account: Int32Array;
}

/** Deals of which the profile said about the same. */
export interface CalibrationGroup {
  readonly n: number;
  /** What was said on average. */
  readonly said: number;
  readonly won: number;
  readonly rate: number;
  readonly rate_interval: Limits;
}

export interface Calibration {
  readonly n: number;
  readonly won: number;
  readonly said: number;
  readonly rate: number;
  readonly rate_interval: Limits;
  /** Won less said, on average, with limits and the P of a difference. */
  readonly difference: number;
  readonly difference_interval: Limits;
  readonly p_difference: number;
  /** How boldly chances were said; null where all are the same. */
  readonly slope: CalibrationSlope | null;
  readonly verdict: Proven["verdict"];
  /** In which way chances were said wrongly; null where nothing shows. */
  readonly fault: "too high" | "too low" | "too bold" | "too timid" | null;
  /** Highest chance first; empty with too few deals. */
  readonly groups: readonly CalibrationGroup[];
}

/** Won and lost that are needed before anything is claimed. */
export const ENOUGH = 20;
/** Said and won may lie so far apart, at the limits, where the forecast is said to hold. */
export const NEAR = 0.1;
const ALPHA = 0.05;

/**
 * Do deals come in as often as was said? Both the average (Spiegelhalter's sum of outcomes against forecasts) and the slope (Cox) are tested, together at
 * 5% (Holm). Confirmed where neither shows and the average is known within 10 points. Null where nothing was said.
 */
export function calibrationOf({ p, y, account }: SaidDeals): Calibration | null {
  const n = y.length;
  if (n === 0 || p.some(Number.isNaN)) return null;
  const won = y.reduce((a, b) => a + b, 0);
  const said = p.reduce((a, b) => a + b, 0) / n;
  const effect = designEffect(y, account);
  const { surplus, variance, p: chance } = clusteredSurplus(y, p, account, Number.POSITIVE_INFINITY);
  const half = (normalQuantile(0.975) * Math.sqrt(variance)) / n;
  const difference = surplus / n;
  const interval: Limits = [difference - half, difference + half];
  const slope = calibrationSlope(p, y, account);
  const fault = won < ENOUGH || n - won < ENOUGH ? null : faultOf(difference, chance, slope);
  const near = Math.max(-interval[0], interval[1]) <= NEAR;
  return {
    n,
    won,
    said,
    rate: won / n,
    rate_interval: wilson(won / effect, n / effect),
    difference,
    difference_interval: interval,
    p_difference: chance,
    slope,
    verdict:
      won < ENOUGH || n - won < ENOUGH
        ? "not enough data"
        : fault !== null
          ? "not confirmed"
          : near
            ? "confirmed"
            : "not enough data",
    fault,
    groups: groupsIn(p, y, account),
  };
}

/** Holm's step: the smaller P against half of 5%; where only the other is small, nothing shows. */
function faultOf(difference: number, p: number, slope: CalibrationSlope | null): Calibration["fault"] {
  const average = difference < 0 ? "too high" : "too low";
  if (slope === null) return p <= ALPHA ? average : null;
  const steep = slope.slope < 1 ? "too bold" : "too timid";
  if (Math.min(p, slope.p) > ALPHA / 2) return null;
  return p <= slope.p ? average : steep;
}

function groupsIn(p: Float64Array, y: Uint8Array, account: Int32Array): CalibrationGroup[] {
  const count = groupsOf(y.length);
  return count === 0
    ? []
    : fairGroups(p, count).map((group) => {
        const won = wonIn(group, y);
        return {
          n: group.n,
          said: group.rows.reduce((sum, row, k) => sum + group.share[k]! * p[row]!, 0) / group.n,
          won,
          rate: won / group.n,
          rate_interval: groupLimits(group, won, y, account),
        };
      });
}
