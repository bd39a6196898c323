import type { Feature } from "../../features/assemble.ts";
import { type SegmentAttribute, segmentAttribute } from "../../segments/attribute.ts";
import { ruleCondition } from "../../segments/condition.ts";
import { findSegments } from "../../segments/find-segments.ts";
import type { Segment } from "../../segments/segment.ts";
import { benjaminiHochberg } from "../../stats/benjamini-hochberg.ts";
import { fisherExact } from "../../stats/fisher.ts";
import { wilson } from "../../stats/wilson.ts";
import { LEVEL_NAMES, type LevelName, type WatchRows } from "../rows.ts";
import type { WatchFigure } from "./monitor.ts";
import { formerPeriod, lastPeriod } from "./period.ts";
import type { Reference } from "./reference.ts";
import { risenKind } from "./risen.ts";

/** Wins below `high` from which kinds are looked for, and from which single conditions are. */
export const ENOUGH_WINS = 30;
export const FEW_WINS = 8;
/** Earlier wins of such a level that new ones are held against; with fewer, the lost deals are. */
const ENOUGH_EARLIER = 30;
/** Companies with opportunities, new and earlier, from which a rising kind is looked for; the share of the wins below high that must be of it. */
const LEAST_COMING = 60;
const LEAST_OF_WINS = 0.2;
/** Highest Benjamini-Hochberg q of a condition that is listed, and how many are. */
const LISTED_Q = 0.05;
const LISTED = 2;
/** Levels at which wins are wins that the score did not expect, the narrowest first. */
const POOLS: readonly (readonly LevelName[])[] = [["low"], ["low", "medium"]];

/** A kind of company that wins where the score did not expect it. */
export interface EmergingKind {
  readonly name: string;
  readonly rules: Segment["rules"];
  /** It hardly comes back when companies are drawn anew, or no kind rises among all new opportunities: it may be chance. */
  readonly tentative: boolean;
  /** Share of the new wins at these levels, and of the earlier ones; or of the lost deals. */
  readonly now: WatchFigure;
  readonly before: WatchFigure;
  /** How surely it comes back when companies are drawn anew. */
  readonly stability: number;
}

/** A kind that comes in more often than before, and wins where the score did not expect it. */
export interface RisingKind {
  readonly name: string;
  readonly rules: Segment["rules"];
  /** Share of the companies with new opportunities, and of those with earlier ones, by rules made without them. */
  readonly now: WatchFigure;
  readonly before: WatchFigure;
  /** Share of the companies won at low or medium fit, and of those won so before. */
  readonly wins: WatchFigure;
  readonly winsBefore: WatchFigure;
  /** Deals of the period with such companies that were won. */
  readonly rate: WatchFigure;
}

/** A value that is commoner among the new wins. */
export interface EmergingCondition {
  readonly attribute: string;
  readonly label: string;
  readonly value: string;
  readonly now: WatchFigure;
  readonly before: WatchFigure;
  readonly q: number;
}

/** What the wins that the score did not expect have in common. */
export interface Emerging {
  /** First and last day of the closes looked at; days since 1970-01-01. */
  readonly from: number;
  readonly to: number;
  readonly levels: readonly LevelName[];
  /** Companies won at these levels in the period, and those they are held against. */
  readonly wins: number;
  readonly others: number;
  readonly against: "earlier wins" | "lost deals";
  readonly kinds: readonly EmergingKind[];
  readonly rising: RisingKind | null;
  readonly conditions: readonly EmergingCondition[];
  readonly verdict: "kinds" | "conditions" | "nothing" | "too few wins";
}

/** One row per company, its newest. */
function companies(rows: WatchRows, of: Iterable<number>): Int32Array {
  const newest = new Map<number, number>();
  for (const i of of) {
    const at = newest.get(rows.account[i]!);
    if (at === undefined || rows.closed[i]! >= rows.closed[at]!) newest.set(rows.account[i]!, i);
  }
  return Int32Array.from(newest.values()).sort();
}

interface Pool {
  readonly levels: readonly LevelName[];
  readonly won: Int32Array;
  readonly others: Int32Array;
  readonly against: Emerging["against"];
}

function poolOf(rows: WatchRows, reference: Reference, asOf: number, levels: readonly LevelName[]): Pool {
  const within = new Set(levels.map((level) => LEVEL_NAMES.indexOf(level)));
  const at = (of: Int32Array, y: number): Int32Array => of.filter((i) => rows.y[i] === y && within.has(rows.level[i]!));
  const now = lastPeriod(rows, "closed", reference.since, asOf);
  const former = formerPeriod(rows, "closed", reference.from, reference.since);
  const won = companies(rows, at(now.rows, 1));
  const taken = new Set(Array.from(won, (i) => rows.account[i]!));
  const apart = (of: Int32Array): Int32Array =>
    companies(
      rows,
      of.filter((i) => !taken.has(rows.account[i]!)),
    );
  const earlier = apart(at(former.rows, 1));
  return earlier.length >= ENOUGH_EARLIER
    ? { levels, won, others: earlier, against: "earlier wins" }
    : { levels, won, others: apart(at(now.rows, 0)), against: "lost deals" };
}

function figure(count: number, n: number): WatchFigure {
  return { value: n === 0 ? 0 : count / n, interval: wilson(count, n), n };
}

function codesAt(feature: Feature, rows: Int32Array): Uint16Array {
  return Uint16Array.from(rows, (i) => feature.coded.codes[i]!);
}

function kindsIn({ won, others }: Pool, features: readonly Feature[], seed: number): EmergingKind[] {
  const found = findSegments({
    features: features.map((f) => ({ ...f, coded: { ...f.coded, codes: new Uint16Array(0) } })),
    won: features.map((f) => codesAt(f, won)),
    market: features.map((f) => codesAt(f, others)),
    lost: null,
    deals: null,
    marketIs: "universe",
    value: null,
    seed,
  });
  return found.segments.map(({ name, rules, tentative, accounts, share, stability }) => ({
    ...{ name, rules, tentative, stability },
    now: figure(accounts, won.length),
    before: figure(Math.round(share.market * others.length), others.length),
  }));
}

interface Counted {
  readonly at: SegmentAttribute;
  readonly level: number;
  readonly now: readonly [number, number];
  readonly before: readonly [number, number];
  readonly p: number;
}

function counted(codes: Uint8Array, level: number): [number, number] {
  let [has, known] = [0, 0];
  for (const code of codes) {
    if (code === 0) continue;
    known++;
    if (code === level + 1) has++;
  }
  return [has, known];
}

function conditionsIn({ won, others }: Pool, features: readonly Feature[]): EmergingCondition[] {
  const tried = features.flatMap((feature) => {
    const at = segmentAttribute(feature, codesAt(feature, won), codesAt(feature, others));
    return at.levels.flatMap((bins, level): Counted[] => {
      if (bins.length === 0) return [];
      const [now, before] = [counted(at.won, level), counted(at.market, level)];
      const p = fisherExact(now[0], now[1] - now[0], before[0], before[1] - before[0]).greater;
      return [{ at, level, now, before, p }];
    });
  });
  const q = benjaminiHochberg(tried.map(({ p }) => p));
  const best = tried
    .map((one, k) => ({ ...one, q: q[k]! }))
    .filter((one) => one.q <= LISTED_Q)
    .sort((a, b) => a.p - b.p);
  const listed: EmergingCondition[] = [];
  for (const { at, level, now, before, q } of best) {
    if (listed.length === LISTED || listed.some(({ attribute }) => attribute === at.feature.name)) continue;
    listed.push({
      attribute: at.feature.name,
      label: at.feature.label,
      value: ruleCondition(at, { attribute: 0, levels: [level] }).label,
      now: figure(...now),
      before: figure(...before),
      q,
    });
  }
  return listed;
}

/** One company each of the opportunities created in a period. */
function comingIn(rows: WatchRows, reference: Reference, asOf: number): { now: Int32Array; before: Int32Array } {
  const now = companies(rows, lastPeriod(rows, "created", reference.since, asOf).rows);
  const taken = new Set(Array.from(now, (i) => rows.account[i]!));
  const former = formerPeriod(rows, "created", reference.from, reference.since).rows;
  return { now, before: companies(rows, former).filter((i) => !taken.has(rows.account[i]!)) };
}

function risingIn(
  rows: WatchRows,
  features: readonly Feature[],
  reference: Reference,
  asOf: number,
  seed: number,
  widest: Pool,
): RisingKind | null {
  const { now, before } = comingIn(rows, reference, asOf);
  if (Math.min(now.length, before.length) < LEAST_COMING) return null;
  const kind = risenKind(features, now, before, seed);
  if (kind === null) return null;
  const won = widest.won.filter(kind.holds);
  if (won.length < Math.max(FEW_WINS, LEAST_OF_WINS * widest.won.length)) return null;
  const decided = lastPeriod(rows, "closed", reference.since, asOf).rows.filter(kind.holds);
  const earlier = widest.against === "earlier wins" ? widest.others : new Int32Array(0);
  return {
    name: kind.name,
    rules: kind.rules,
    now: figure(...kind.now),
    before: figure(...kind.before),
    wins: figure(won.length, widest.won.length),
    winsBefore: figure(earlier.filter(kind.holds).length, earlier.length),
    rate: figure(decided.filter((i) => rows.y[i] === 1).length, decided.length),
  };
}

/**
 * What companies have in common that were won in the last 3 months (or among the last 200 decided deals) though the score gave them a low level, held against those won
 * at that level while the document learned; against the lost ones where the file has too few of these. From 30 such companies kinds are looked for as
 * those of a profile are; from 8, the kind that has risen most among new opportunities is named if at least a fifth of these wins are of it; else the two conditions that stand
 * out most are listed.
 */
export function findEmerging(
  rows: WatchRows,
  features: readonly Feature[],
  reference: Reference,
  asOf: number,
  seed: number,
): Emerging {
  const { from, to } = lastPeriod(rows, "closed", reference.since, asOf);
  const pools = POOLS.map((levels) => poolOf(rows, reference, asOf, levels));
  const widest = pools.at(-1)!;
  const told = ({ levels, won, others, against }: Pool) => ({
    ...{ from, to, levels, against },
    wins: won.length,
    others: others.length,
  });
  const enough = (pool: Pool, least: number): boolean => pool.won.length >= least && pool.others.length >= least;
  const rising = enough(widest, FEW_WINS) ? risingIn(rows, features, reference, asOf, seed, widest) : null;
  for (const pool of pools) {
    if (!enough(pool, ENOUGH_WINS)) continue;
    const kinds = kindsIn(pool, features, seed);
    if (kinds.length > 0) {
      const surer = kinds.map((kind) => ({ ...kind, tentative: kind.tentative || rising === null }));
      return { ...told(pool), kinds: surer, rising, conditions: [], verdict: "kinds" };
    }
  }
  if (rising !== null) return { ...told(widest), kinds: [], rising, conditions: [], verdict: "kinds" };
  for (const pool of pools) {
    if (!enough(pool, FEW_WINS)) continue;
    const conditions = conditionsIn(pool, features);
    if (conditions.length > 0) return { ...told(pool), kinds: [], rising, conditions, verdict: "conditions" };
  }
  const verdict = enough(widest, FEW_WINS) ? "nothing" : "too few wins";
  return { ...told(widest), kinds: [], rising, conditions: [], verdict };
}
