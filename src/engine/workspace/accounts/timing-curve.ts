import type { Timing } from "../../../icp/timing.ts";
import { lineOf } from "../../../timing/line-of.ts";
import { MICRO, microPoints, timingOf } from "../../../timing/points.ts";
import { dayOf, isoOf } from "../../../watch/drift/days.ts";
import { lineLabel } from "../../timing/add-up.ts";
import type { AccountEvent } from "./shapes.ts";

/** How active an account was, is, and will be if nothing more happens. */
export interface TimingCurve {
  /** The day that the score looks from. */
  readonly day: string;
  readonly levels: { readonly high: number; readonly medium: number };
  /** One for each week before the day, for the day itself, and for each week after it. */
  readonly points: readonly { readonly day: string; readonly timing: number }[];
  /** What counts on the day, the most first. */
  readonly signals: readonly TimingSignal[];
}

export interface TimingSignal {
  /** `demo request`, `page view (pricing)` */
  readonly label: string;
  /** What it counts on the day, up to `cap`. */
  readonly points: number;
  readonly cap: number;
  /** What one counts on its own day, and after how many days half of it. */
  readonly weight: number;
  readonly half_life_days: number;
  readonly events: number;
  /** Of the newest. */
  readonly last: string;
}

/** Weeks that are drawn before the day and after it. */
const BEFORE = 26;
const AFTER = 13;
const WEEK = 7;

/**
 * The curve of an account by its events; null where they do not give the timing that its score has: where more happened than is told, or under
 * other events.
 *
 * @param day ISO day that the score looks from @param told timing of the score on that day
 */
export function timingCurve(
  { events: lines, levels }: Timing,
  events: readonly AccountEvent[],
  day: string,
  told: number,
): TimingCurve | null {
  const today = dayOf(day);
  const placed = events.flatMap(({ day: on, type, topic }) => {
    const line = lineOf(lines, type, topic);
    return on === null || line === null || dayOf(on) > today ? [] : [{ line, on: dayOf(on) }];
  });
  const microOn = (at: number): readonly number[] => {
    const micro = lines.map(() => 0);
    for (const { line, on } of placed) micro[line] = micro[line]! + microPoints(lines[line]!, at - on);
    return micro;
  };
  const now = microOn(today);
  if (placed.length === 0 || timingOf(lines, now) !== told) return null;
  const weeks = Array.from({ length: BEFORE + AFTER + 1 }, (_, i) => today + (i - BEFORE) * WEEK);
  // A day on which something happened stands out, also between two weeks.
  const days = [...new Set([...weeks, ...placed.flatMap(({ on }) => (on >= weeks[0]! ? [on] : []))])].sort(
    (a, b) => a - b,
  );
  return {
    ...{ day, levels },
    points: days.map((at) => ({ day: isoOf(at), timing: timingOf(lines, microOn(at)) })),
    signals: lines
      .flatMap((line, k) => {
        const own = placed.filter((one) => one.line === k);
        const points = Math.round(Math.min(line.cap * MICRO, now[k]!) / MICRO);
        if (own.length === 0 || points === 0) return [];
        const { weight, half_life_days, cap } = line;
        const last = isoOf(Math.max(...own.map(({ on }) => on)));
        return [{ label: lineLabel(line), points, cap, weight, half_life_days, events: own.length, last }];
      })
      .sort((a, b) => b.points - a.points),
  };
}
