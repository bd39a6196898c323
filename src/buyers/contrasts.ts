import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import {
  type ClusteredContrast,
  type ContrastBase,
  clusteredContrast,
  contrastBase,
  liftLimits,
} from "../stats/clustered-contrast.ts";
import { wilson } from "../stats/wilson.ts";
import type { Deals, Presence } from "./presence.ts";

/** Share of what is told that may be chance. */
export const FALSE_SHARE = 0.1;
/** Fewest won and lost deals to compare at all; fewest deals with a property and without it, and accounts with it, to test it. */
export const LEAST_DEALS = 20;
export const LEAST_ROWS = 10;
export const LEAST_ACCOUNTS = 5;
/** Average deals by which the rate of deals with a property is drawn to the base rate, as a band's is. */
const SHRINK = 20;

/** A property of deals, counted, and judged where there is enough. */
export interface Contrast {
  readonly label: string;
  readonly won: number;
  readonly lost: number;
  readonly accounts: number;
  /** Win rate of the deals with it, drawn to the base rate by 20 deals, with 95% limits. */
  readonly rate: number;
  readonly rate_interval: readonly [number, number];
  /** How many times as common among won deals as among lost ones; null where too few to test. */
  readonly lift: number | null;
  readonly interval: readonly [number, number] | null;
  readonly p: number | null;
  readonly q: number | null;
  /** It passes its test: q at most .10, and its limits stand clear of 1. */
  readonly finding: boolean;
}

/** Properties of one group of deals, all of them held against the same deals. */
export interface Compared {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly contrasts: readonly Contrast[];
}

/** One group to compare: all deals, or those of one kind of customer. */
export interface Group {
  readonly presence: Presence;
  readonly deals: Deals;
  /** False: counted only, never tested. */
  readonly test: (label: string) => boolean;
  /** A second test that must pass too: its p by label; 0 where there is none. */
  readonly other?: (label: number) => number;
}

interface Measured {
  readonly label: string;
  readonly found: ClusteredContrast;
  readonly tested: boolean;
  readonly p: number;
}

/**
 * Compares won with lost deals by each property, in every group; all tests of all groups are one family under Benjamini-Hochberg. Limits of
 * what is told are widened for its having been chosen (Benjamini and Yekutieli 2005).
 */
export function compare(groups: readonly Group[]): { readonly compared: readonly Compared[]; readonly tested: number } {
  const measured = groups.map(measure);
  const tests = measured.flatMap(({ rows }) => rows.filter(({ tested }) => tested));
  const q = new Map(benjaminiHochberg(tests.map(({ p }) => p)).map((value, i) => [tests[i]!, value]));
  const found = [...q.values()].filter((value) => value <= FALSE_SHARE).length;
  const confidence = found === 0 ? 0.95 : Math.max(0.95, 1 - (FALSE_SHARE * found) / tests.length);
  const compared = measured.map(({ base, rows }) => ({
    deals: base.n,
    won: base.won,
    lost: base.n - base.won,
    contrasts: rows.map((row) => judged(base, row, q.get(row) ?? null, confidence)).sort(byWeight),
  }));
  return { compared, tested: tests.length };
}

function measure({ presence, deals, test, other = () => 0 }: Group): {
  readonly base: ContrastBase;
  readonly rows: readonly Measured[];
} {
  const base = contrastBase(deals.y, deals.account);
  const enough = base.won >= LEAST_DEALS && base.n - base.won >= LEAST_DEALS;
  const rows = presence.labels.flatMap((label, i): Measured[] => {
    const has = presence.rows[i]!;
    if (has.length === 0) return [];
    const found = clusteredContrast(base, has);
    const testable =
      enough && has.length >= LEAST_ROWS && base.n - has.length >= LEAST_ROWS && found.clusters >= LEAST_ACCOUNTS;
    return [{ label, found, tested: testable && test(label), p: Math.max(found.p, other(i)) }];
  });
  return { base, rows };
}

function judged(
  base: ContrastBase,
  { label, found, tested, p }: Measured,
  q: number | null,
  confidence: number,
): Contrast {
  const { won, lost, clusters } = found;
  const mean = base.n === 0 ? 0 : base.won / base.n;
  const worth = Math.max(found.effect, base.effect);
  const [low, high] = wilson(won / worth + SHRINK * mean, (won + lost) / worth + SHRINK);
  const passes = q !== null && q <= FALSE_SHARE;
  const [least, most] = liftLimits(found, passes ? confidence : 0.95);
  const finding = passes && (least > 1 || most < 1);
  return {
    ...{ label, won, lost, accounts: clusters },
    rate: round((won + SHRINK * mean) / (won + lost + SHRINK)),
    rate_interval: [round(low), round(high)],
    lift: tested ? round(Math.exp(found.logLift)) : null,
    interval: tested ? [round(least), round(most)] : null,
    p: tested ? significant(p) : null,
    q: q === null ? null : significant(q),
    finding,
  };
}

/** Findings first, the surest of them first; then the commonest. */
function byWeight(a: Contrast, b: Contrast): number {
  if (a.finding !== b.finding) return a.finding ? -1 : 1;
  const sure = a.finding ? a.q! - b.q! || a.p! - b.p! : 0;
  return sure || b.won + b.lost - a.won - a.lost || (a.label < b.label ? -1 : 1);
}

function round(x: number): number {
  return Number(x.toFixed(4));
}

function significant(x: number): number {
  return Number(x.toPrecision(3));
}
