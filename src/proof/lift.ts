import { designEffect } from "../stats/clustered.ts";
import { type FairGroup, fairGroups } from "../stats/fair-groups.ts";
import { normalQuantile } from "../stats/normal.ts";
import { wilson } from "../stats/wilson.ts";

/** Deals from which ten groups are made; five below. */
export const MANY = 200;
/** Deals below which no groups are made. */
export const FEWEST = 25;

type Limits = readonly [low: number, high: number];

/** Deals that the profile has not seen, in the order of its score; one entry per deal. */
export interface RankedDeals {
  readonly score: Float64Array;
  readonly y: Uint8Array;
  /** Dense account per deal: deals of one account go together. */
  readonly account: Int32Array;
}

/** A tenth (or a fifth) of the deals by fit. */
export interface LiftGroup {
  /** Lowest and highest fit among them. */
  readonly fit: Limits;
  readonly n: number;
  /** Won; not whole where deals of the same fit reach into the next group: these are parted evenly. */
  readonly won: number;
  readonly rate: number;
  readonly rate_interval: Limits;
  /** How many times as often won as all of them. */
  readonly lift: number;
  readonly lift_interval: Limits;
  /** Share of all wins that this group and those above it hold. */
  readonly gain: number;
  readonly gain_interval: Limits;
}

export interface Lift {
  readonly n: number;
  readonly won: number;
  readonly rate: number;
  readonly rate_interval: Limits;
  /** Best first. */
  readonly groups: readonly LiftGroup[];
}

/** How many groups so many deals are cut into; 0 where there are too few. */
export function groupsOf(n: number): 0 | 5 | 10 {
  if (n < FEWEST) return 0;
  return n < MANY ? 5 : 10;
}

/** Won of a group, ties counting in part. */
export function wonIn({ rows, share }: FairGroup, y: Uint8Array): number {
  return rows.reduce((sum, row, k) => sum + share[k]! * y[row]!, 0);
}

/** Wilson's limits of a group's rate, for as many deals as these are worth. */
export function groupLimits({ rows, n }: FairGroup, won: number, y: Uint8Array, account: Int32Array): Limits {
  const own = Uint8Array.from(rows, (row) => y[row]!);
  const effect = designEffect(
    own,
    Int32Array.from(rows, (row) => account[row]!),
  );
  return wilson(won / effect, n / effect);
}

/**
 * How often deals are won by tenths of their fit, against all of them. Null with too few deals, or none won.
 *
 * Formula: lift = 1 / (s + (1 - s) r), s the share of the deals in the group and r the ratio of the others' rate to the group's; limits of log r
 * by Walter (half a deal added on each side), on counts divided by the design effect. So no limit leaves 0..1/s.
 * Source: Walter 1975; Kish 1965.
 */
export function liftOf({ score, y, account }: RankedDeals): Lift | null {
  const n = y.length;
  const count = groupsOf(n);
  const won = y.reduce((a, b) => a + b, 0);
  if (count === 0 || won === 0) return null;
  const effect = designEffect(y, account);
  let above = 0;
  const groups = fairGroups(score, count).map((group): LiftGroup => {
    const own = wonIn(group, y);
    above += own;
    const fits = group.rows.map((row) => score[row]!);
    const lift = own / group.n / (won / n);
    return {
      fit: [fits.reduce((a, b) => Math.min(a, b)), fits.reduce((a, b) => Math.max(a, b))],
      n: group.n,
      won: own,
      rate: own / group.n,
      rate_interval: groupLimits(group, own, y, account),
      lift,
      lift_interval: liftLimits([own, group.n], [won - own, n - group.n], effect, lift),
      gain: Math.min(1, above / won),
      gain_interval: wilson(Math.min(won, above) / effect, won / effect),
    };
  });
  return { n, won, rate: won / n, rate_interval: wilson(won / effect, n / effect), groups };
}

type Counts = readonly [won: number, n: number];

function liftLimits([own, n]: Counts, [others, rest]: Counts, effect: number, lift: number): Limits {
  const [a, b, c, d] = [own, n, others, rest].map((count) => count / effect + 0.5) as [number, number, number, number];
  const ratio = Math.log(c / d) - Math.log(a / b);
  const half = normalQuantile(0.975) * Math.sqrt(Math.max(0, 1 / a - 1 / b + 1 / c - 1 / d));
  const share = n / (n + rest);
  const of = (log: number): number => 1 / (share + (1 - share) * Math.exp(log));
  return [Math.min(lift, of(ratio + half)), Math.max(lift, of(ratio - half))];
}
