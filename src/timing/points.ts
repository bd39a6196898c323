import type { TimedEvent } from "../icp/timing.ts";

/** Points are added up in millionths, whole numbers, so that the sum is the same in any order and anywhere. */
export const MICRO = 1_000_000;

type Worth = Pick<TimedEvent, "weight" | "half_life_days">;

/** Millionths of a point that an event counts so many days later: half after its half-life, nothing before it happened. */
export function microPoints({ weight, half_life_days }: Worth, age: number): number {
  return age < 0 ? 0 : Math.round(MICRO * weight * 2 ** (-age / half_life_days));
}

/** Millionths of a point that a line had, so many days later, with the events of that day: all that need be kept between two events. */
export function carried(before: number, days: number, line: Worth, events: number): number {
  return Math.round(before * 2 ** (-days / line.half_life_days)) + events * MICRO * line.weight;
}

/** Timing from the millionths of each line: each up to its cap, 100 at most, a whole number. */
export function timingOf(lines: readonly Pick<TimedEvent, "cap">[], micro: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < lines.length; k++) sum += Math.min(lines[k]!.cap * MICRO, micro[k]!);
  return Math.min(100, Math.floor((sum + MICRO / 2) / MICRO));
}
