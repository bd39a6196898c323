import type { TimedEvent } from "../icp/timing.ts";
import { type About, lineOf } from "./line-of.ts";
import { microPoints, timingOf } from "./points.ts";

/** Days before a deal's creation whose events are looked at. */
export const DAYS = 90;

/** What had happened at the accounts before their deals were created. */
export interface Histories {
  /** 1 won, 0 lost, per deal. */
  readonly y: Uint8Array;
  /** Dense account per deal: deals of one account go together. */
  readonly account: Int32Array;
  /** Logit of winning by fit, per deal, so that what fit tells is not told again; 0 without a score. */
  readonly offset: Float64Array;
  readonly lines: readonly History[];
}

/** The events of one line: one entry per deal and day. */
export interface History {
  readonly about: About;
  /** Ascending. */
  readonly deal: Int32Array;
  /** Days before the deal was created, at least 1. */
  readonly age: Int32Array;
  /** Events of that day. */
  readonly times: Int32Array;
}

/** Events of a line worth more than this many of today count no more. */
export const MOST_EVENTS = 3;

/** Per deal how many events of a line it had, each halved with every half-life, at most three. */
export function decayedCounts(deals: number, { deal, age, times }: History, halfLife: number): Float64Array {
  const out = new Float64Array(deals);
  for (let e = 0; e < deal.length; e++) out[deal[e]!] = out[deal[e]!]! + times[e]! * 2 ** (-age[e]! / halfLife);
  return out.map((x) => Math.min(MOST_EVENTS, x));
}

/** Timing of each deal on the day of its creation, by a table of events. */
export function timingOfDeals({ y, lines }: Histories, table: readonly TimedEvent[]): Float64Array {
  const micro = table.map(() => new Float64Array(y.length));
  for (const { about, deal, age, times } of lines) {
    const at = lineOf(table, about.type, about.topic);
    if (at === null) continue;
    const [line, sums] = [table[at]!, micro[at]!];
    for (let e = 0; e < deal.length; e++) sums[deal[e]!] = sums[deal[e]!]! + times[e]! * microPoints(line, age[e]!);
  }
  return Float64Array.from(y, (_, i) =>
    timingOf(
      table,
      micro.map((sums) => sums[i]!),
    ),
  );
}
