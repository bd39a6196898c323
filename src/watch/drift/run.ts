import { benjaminiHochberg } from "../../stats/benjamini-hochberg.ts";
import { wilson } from "../../stats/wilson.ts";
import type { WatchRows } from "../rows.ts";
import { attributeMixes, scoreMix } from "./mixes.ts";
import type { Judged, Monitor, WatchFigure } from "./monitor.ts";
import { cycle, ranking, winRates, winsAtHigh } from "./outcomes.ts";
import { formerPeriod, lastPeriod, type Period, thinned } from "./period.ts";
import type { Reference } from "./reference.ts";

/** Share of false ones among what a run rejects. */
export const HIGHEST_Q = 0.01;

/** Opportunities of which a mix is made, on either side. */
const MOST_MIXED = 20_000;

/** What one look at the deals found. */
export interface DriftRun {
  /** The day it looks from; days since 1970-01-01. */
  readonly asOf: number;
  /** Opportunities created in the period, decided or open; and deals decided in it. */
  readonly created: Pick<Period, "from" | "to"> & { readonly n: number };
  readonly closed: Pick<Period, "from" | "to"> & { readonly n: number };
  /** Of the deals decided in the period those at `high`, of all and of the won ones: are wins concentrated there? */
  readonly atHigh: { readonly deals: WatchFigure; readonly wins: WatchFigure };
  readonly monitors: readonly Judged[];
}

function atHigh(rows: WatchRows, { rows: of }: Period): DriftRun["atHigh"] {
  const figure = (some: Int32Array): WatchFigure => {
    const high = some.filter((i) => rows.level[i] === 0).length;
    return { value: some.length === 0 ? 0 : high / some.length, interval: wilson(high, some.length), n: some.length };
  };
  return { deals: figure(of), wins: figure(of.filter((i) => rows.y[i] === 1)) };
}

function judged(monitors: readonly Monitor[]): Judged[] {
  const tested = monitors.filter(({ p }) => p !== null);
  const q = new Map(benjaminiHochberg(tested.map(({ p }) => p!)).map((value, k) => [tested[k]!.id, value]));
  return monitors.map((monitor) => {
    const own = q.get(monitor.id) ?? null;
    const { effect, limit, measure } = monitor;
    const fallen = measure === "AUC" ? -(effect ?? 0) : Math.abs(effect ?? 0);
    return {
      ...monitor,
      q: own,
      material: effect !== null && fallen >= limit,
      rejected: own !== null && own <= HIGHEST_Q,
    };
  });
}

/**
 * One look: mixes of the opportunities created in the last 3 months (or the last 200), whether or not they are decided; outcomes of the deals decided
 * in the last 3 months (or the last 200), held against those decided in the time that the document learned from. Deals that are still open take part in
 * no outcome, on either side.
 */
export function driftRun(rows: WatchRows, reference: Reference, asOf: number): DriftRun {
  const { from, since } = reference;
  const [wasCreated, wasClosed] = [
    formerPeriod(rows, "created", from, since),
    formerPeriod(rows, "closed", from, since),
  ];
  const [created, closed] = [lastPeriod(rows, "created", since, asOf), lastPeriod(rows, "closed", since, asOf)];
  const mixed = [thinned(wasCreated, MOST_MIXED), thinned(created, MOST_MIXED)] as const;
  const monitors = [
    winsAtHigh(rows, wasClosed, closed),
    ...winRates(rows, closed, reference),
    ranking(rows, closed, reference),
    cycle(rows, wasClosed, closed),
    scoreMix(rows, ...mixed),
    ...attributeMixes(rows, ...mixed),
  ];
  const told = ({ from, to, rows: { length: n } }: Period) => ({ from, to, n });
  return {
    asOf,
    created: told(created),
    closed: told(closed),
    atHigh: atHigh(rows, closed),
    monitors: judged(monitors),
  };
}
