import type { WatchRows } from "../rows.ts";
import { monthsBefore } from "./days.ts";

/** A run looks at so many months, or at so many rows, whichever is longer. */
export const MONTHS = 3;
export const ROWS = 200;
/** A month has begun only when so many days of it are over: a run of fewer says nothing new. */
const LEAST_DAYS = 21;
/** Most months that are looked back over. */
const MOST_RUNS = 36;

/** Rows whose day lies in a period. */
export interface Period {
  /** First and last day. */
  readonly from: number;
  readonly to: number;
  readonly rows: Int32Array;
}

/** What rows are placed by: the day an opportunity was created, open or not, or the day it was decided. */
export type By = "created" | "closed";

function placed(rows: WatchRows, by: By, from: number, to: number): number[] {
  const days = rows[by];
  const found: number[] = [];
  for (let i = 0; i < rows.n; i++) if (days[i]! >= from && days[i]! <= to) found.push(i);
  return found;
}

/** The rows of the last 3 months before `asOf`, or the last 200, whichever are more; none from before `since`. */
export function lastPeriod(rows: WatchRows, by: By, since: number, asOf: number): Period {
  const days = rows[by];
  const months = Math.max(since, monthsBefore(asOf, MONTHS) + 1);
  const recent = placed(rows, by, months, asOf);
  if (recent.length >= ROWS || months === since) return { from: months, to: asOf, rows: Int32Array.from(recent) };
  const all = placed(rows, by, since, asOf).sort((a, b) => days[b]! - days[a]! || a - b);
  const from = all.length === 0 ? months : Math.min(months, days[all[Math.min(ROWS, all.length) - 1]!]!);
  return { from, to: asOf, rows: Int32Array.from(all.filter((i) => days[i]! >= from)).sort() };
}

/** At most so many rows of a period, evenly over the file: a mix of them is as good as one of all. */
export function thinned(period: Period, most: number): Period {
  const step = Math.ceil(period.rows.length / most);
  return step <= 1 ? period : { ...period, rows: period.rows.filter((_, i) => i % step === 0) };
}

/** The rows of the time that the document learned from. */
export function formerPeriod(rows: WatchRows, by: By, from: number | null, since: number): Period {
  const start = from ?? Number.NEGATIVE_INFINITY;
  return { from: start, to: since - 1, rows: Int32Array.from(placed(rows, by, start, since - 1)) };
}

/** The days of the monthly runs, oldest first: `asOf` and the same day of the months before it, after `since`. */
export function runDays(since: number, asOf: number): number[] {
  const days: number[] = [];
  for (let k = 0; k < MOST_RUNS; k++) {
    const day = monthsBefore(asOf, k);
    if (day - since + 1 < LEAST_DAYS) break;
    days.push(day);
  }
  return days.reverse();
}
