import type { Proven } from "./proven.ts";
import type { WonAt } from "./win-rate.ts";

export const PROMISES = ["win_rate", "cycle", "acv", "retention"] as const;
export type Promised = (typeof PROMISES)[number];

/** A promise of the profile, held against deals it has not seen, in words. */
export interface Claim extends Proven {
  readonly promise: Promised;
  /** What was seen, with limits and counts. */
  readonly says: string;
  /** What to do next; empty where the promise holds. */
  readonly next_step: string;
}

const whole = new Intl.NumberFormat("en-US");

function points(x: number): string {
  const value = 100 * x;
  return `${Math.abs(value) < 9.95 ? Number(value.toFixed(1)) : Math.round(value)}`.replace("-", "−");
}

/** `23% sooner`, `1.4 times as much` */
function ratio(x: number): string {
  return x >= 10 ? String(Math.round(x)) : String(Number(x.toFixed(2)));
}

function counts([high, rest]: Proven["n"], one: string, many: string): string {
  const say = (n: number): string => `${whole.format(n)} ${n === 1 ? one : many}`;
  return `${say(high)} at high, ${whole.format(rest)} below`;
}

function needs({ needed, n }: Proven, many: string): string {
  return needed === null
    ? "Collect more, then check again."
    : `About ${whole.format(rounded(needed))} ${many} would settle it; there are ${whole.format(n[0] + n[1])}.`;
}

/** Two digits: what is needed is not known better. */
function rounded(n: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return Math.ceil(n / step) * step;
}

function nothingKnown({ effect, interval }: Proven): boolean {
  return effect === null || interval === null;
}

/** Whether the win rate rises with the level, in words. */
export function winRateClaim(found: Proven, [high, medium, low]: readonly [WonAt, WonAt, WonAt]): Claim {
  const { effect, interval, verdict } = found;
  const won = (at: WonAt, name: string): string => `${whole.format(at.won)} of ${whole.format(at.n)} at ${name}`;
  const counted = `won ${won(high, "high")}, ${won(medium, "medium")}, ${won(low, "low")}`;
  const says = nothingKnown(found)
    ? counted
    : `${counted}: ${effect! < 0 ? "minus " : ""}${points(Math.abs(effect!))} points per level (${points(interval![0])} to ${points(interval![1])})`;
  if (verdict === "confirmed") return { promise: "win_rate", ...found, says, next_step: "" };
  if (verdict === "not confirmed")
    return {
      promise: "win_rate",
      ...found,
      says,
      next_step: "The profile is wrong for these deals: build it again on newer ones.",
    };
  return { promise: "win_rate", ...found, says, next_step: needs(found, "closed deals") };
}

/** Whether good fit closes sooner; `stalled` names the slowest won deals at `high`. */
export function cycleClaim(found: Proven, stalled: readonly string[]): Claim {
  const { effect, interval, verdict } = found;
  const of = counts(found.n, "won company", "won companies");
  const says = nothingKnown(found)
    ? `days to close are known on one side only (${of})`
    : `deals at high take ${ratio(effect!)} times as long as others (${ratio(interval![0])} to ${ratio(interval![1])}; ${of})`;
  if (verdict === "confirmed") return { promise: "cycle", ...found, says, next_step: "" };
  if (verdict === "not confirmed") {
    const slow = stalled.length === 0 ? "" : ` Look at the slowest at high: ${stalled.join(", ")}.`;
    return {
      promise: "cycle",
      ...found,
      says,
      next_step: `Good fit does not close sooner: an attribute that makes deals fast is missing.${slow}`,
    };
  }
  return { promise: "cycle", ...found, says, next_step: needs(found, "won companies with both dates") };
}

/** Whether good fit pays more. */
export function acvClaim(found: Proven): Claim {
  const { effect, interval, verdict } = found;
  const of = counts(found.n, "won company", "won companies");
  const says = nothingKnown(found)
    ? `amounts are known on one side only (${of})`
    : `deals at high are worth ${ratio(effect!)} times as much as others (${ratio(interval![0])} to ${ratio(interval![1])}; ${of})`;
  if (verdict === "confirmed") return { promise: "acv", ...found, says, next_step: "" };
  if (verdict === "not confirmed")
    return {
      promise: "acv",
      ...found,
      says,
      next_step: "Good fit does not pay more: the profile is too broad, or the price does not follow the value.",
    };
  return { promise: "acv", ...found, says, next_step: needs(found, "won companies with an amount") };
}

/** Whether good fit stays longer. */
export function retentionClaim(found: Proven): Claim {
  const { effect, interval, verdict } = found;
  const of = counts(found.n, "customer", "customers");
  const says = nothingKnown(found)
    ? `nobody has left yet, or all are on one side (${of})`
    : `customers at high leave at ${ratio(effect!)} times the pace of others (${ratio(interval![0])} to ${ratio(interval![1])}; ${of})`;
  if (verdict === "confirmed") return { promise: "retention", ...found, says, next_step: "" };
  if (verdict === "not confirmed")
    return {
      promise: "retention",
      ...found,
      says,
      next_step: "Good fit does not stay longer: revise the profile for this first, it outranks the rest.",
    };
  return { promise: "retention", ...found, says, next_step: needs(found, "customers watched as long") };
}
