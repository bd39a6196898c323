import { clusteredAucInterval, designEffect } from "../../stats/clustered.ts";
import { clusteredSurplus } from "../../stats/clustered-surplus.ts";
import { mannWhitney } from "../../stats/mann-whitney.ts";
import { normalCdf, normalQuantile } from "../../stats/normal.ts";
import { median } from "../../stats/quantile.ts";
import { wilson } from "../../stats/wilson.ts";
import { LEVEL_NAMES, type LevelName, pick, type WatchRows } from "../rows.ts";
import type { Monitor, WatchFigure } from "./monitor.ts";
import type { Period } from "./period.ts";
import type { Reference } from "./reference.ts";

/** What counts as much: points of a rate, of the forecast of all, of the share of wins at high; of the AUC; of the median cycle. */
export const MATERIAL = { rate: 0.1, forecast: 0.05, wins: 0.1, auc: 0.05, cycle: 0.2 } as const;
/** Fewer decided deals, and fewer won ones, say nothing. */
export const LEAST_DECIDED = 30;
export const LEAST_WON = 20;

type Blank = Pick<Monitor, "id" | "kind" | "name" | "unit" | "measure" | "limit">;

function lacking(blank: Blank, missing: string): Monitor {
  return { ...blank, before: null, now: null, cells: [], unknown: null, effect: null, p: null, missing };
}

function many(n: number, one: string): string {
  return `${n} ${n === 1 ? one : `${one}s`}`;
}

/** A rate with limits for as many deals as these are worth. */
export function rateFigure(y: Float64Array, account: Float64Array): WatchFigure {
  const n = y.length;
  const won = y.reduce((a, b) => a + b, 0);
  const effect = designEffect(Uint8Array.from(y), Int32Array.from(account));
  return { value: n === 0 ? 0 : won / n, interval: wilson(won / effect, n / effect), n };
}

function forecastOf(blank: Blank, rows: WatchRows, of: Int32Array, worth: number): Monitor {
  const told = of.filter((i) => !Number.isNaN(rows.p[i]!));
  if (told.length < LEAST_DECIDED)
    return lacking(blank, `${many(told.length, "decided deal")}; at least ${LEAST_DECIDED} are needed`);
  const [y, p, account] = [pick(rows.y, told), pick(rows.p, told), pick(rows.account, told)];
  const mean = p.reduce((a, b) => a + b, 0) / p.length;
  const now = rateFigure(y, account);
  const finite = Number.isFinite(worth);
  return {
    ...blank,
    before: { value: mean, interval: finite ? wilson(mean * worth, worth) : null, n: Math.round(worth) },
    now,
    cells: [],
    unknown: null,
    effect: now.value - mean,
    p: clusteredSurplus(y, p, account, worth).p,
    missing: null,
  };
}

/** Per level whether deals are won as often as the score forecasts, and all of them together. */
export function winRates(rows: WatchRows, now: Period, reference: Reference): Monitor[] {
  const ofLevel = (level: LevelName): Monitor =>
    forecastOf(
      {
        id: `win-rate:${level}`,
        kind: "win rate",
        name: `Win rate at ${level}`,
        unit: "share",
        measure: "points",
        limit: MATERIAL.rate,
      },
      rows,
      now.rows.filter((i) => LEVEL_NAMES[rows.level[i]!] === level),
      reference.levels.get(level) ?? reference.worth / 3,
    );
  const all = forecastOf(
    {
      id: "forecast",
      kind: "forecast",
      name: "Wins against forecast",
      unit: "share",
      measure: "points",
      limit: MATERIAL.forecast,
    },
    rows,
    now.rows,
    reference.worth,
  );
  return [...(["high", "medium", "low"] as const).map(ofLevel), all];
}

/** Whether won deals still rank above lost ones; only a fall is drift. */
export function ranking(rows: WatchRows, now: Period, reference: Reference): Monitor {
  const blank = {
    id: "ranking",
    kind: "ranking",
    name: "Ranking by the score",
    unit: "auc",
    measure: "AUC",
    limit: MATERIAL.auc,
  } as const;
  const of = now.rows.filter((i) => !Number.isNaN(rows.fit[i]!));
  const y = Uint8Array.from(of, (i) => rows.y[i]!);
  const won = y.reduce((a, b) => a + b, 0);
  const lost = y.length - won;
  if (reference.auc === null) return lacking(blank, "the document was not checked on deals it had not seen");
  if (won < LEAST_WON || lost < LEAST_WON)
    return lacking(blank, `${won} won and ${lost} lost; at least ${LEAST_WON} of each are needed`);
  const found = clusteredAucInterval(pick(rows.fit, of), y, Int32Array.from(pick(rows.account, of)));
  const { value, interval, n } = reference.auc;
  const former = (interval[1] - interval[0]) / 2 / normalQuantile(0.975);
  const z = (found.auc - value) / Math.hypot(found.se, former);
  return {
    ...blank,
    before: { value, interval, n },
    now: { value: found.auc, interval: [found.low, found.high], n: y.length },
    cells: [],
    unknown: null,
    effect: found.auc - value,
    p: Number.isNaN(z) ? null : normalCdf(z),
    missing: Number.isNaN(z) ? "the ranking has no spread" : null,
  };
}

/** Whether wins are concentrated at `high`, as the score forecast of the deals it learned from. */
export function winsAtHigh(rows: WatchRows, former: Period, now: Period): Monitor {
  const blank = {
    id: "wins-at-high",
    kind: "wins at high",
    name: "Share of wins at high",
    unit: "share",
    measure: "points",
    limit: MATERIAL.wins,
  } as const;
  const decided = former.rows.filter((i) => !Number.isNaN(rows.p[i]!));
  const expected = decided.reduce((sum, i) => sum + rows.p[i]!, 0);
  const atHigh = decided.reduce((sum, i) => sum + (rows.level[i] === 0 ? rows.p[i]! : 0), 0);
  const won = now.rows.filter((i) => rows.y[i] === 1);
  if (expected < LEAST_WON) return lacking(blank, "too few earlier deals in the file to hold it against");
  if (won.length < LEAST_WON)
    return lacking(blank, `${many(won.length, "won deal")}; at least ${LEAST_WON} are needed`);
  const high = Float64Array.from(won, (i) => (rows.level[i] === 0 ? 1 : 0));
  const [was, is] = [atHigh / expected, rateFigure(high, pick(rows.account, won))];
  const both = (atHigh + is.value * won.length) / (expected + won.length);
  const effect = designEffect(Uint8Array.from(high), Int32Array.from(pick(rows.account, won)));
  const se = Math.sqrt(both * (1 - both) * (effect / won.length + 1 / expected));
  const z = se > 0 ? Math.max(0, Math.abs(is.value - was) - 0.5 / won.length) / se : 0;
  return {
    ...blank,
    before: { value: was, interval: wilson(atHigh, expected), n: Math.round(expected) },
    now: is,
    cells: [],
    unknown: null,
    effect: is.value - was,
    p: Math.min(1, 2 * normalCdf(-z)),
    missing: null,
  };
}

/** Whether won deals take as long as they did. */
export function cycle(rows: WatchRows, former: Period, now: Period): Monitor {
  const blank = {
    id: "cycle",
    kind: "cycle",
    name: "Cycle of won deals",
    unit: "days",
    measure: "relative",
    limit: MATERIAL.cycle,
  } as const;
  const told = ({ rows: of }: Period): Float64Array =>
    Float64Array.from(
      of.filter((i) => rows.y[i] === 1 && !Number.isNaN(rows.cycle[i]!)),
      (i) => rows.cycle[i]!,
    );
  const [was, is] = [told(former), told(now)];
  if (was.length < LEAST_WON || is.length < LEAST_WON)
    return lacking(
      blank,
      `${many(was.length, "earlier won deal")} and ${many(is.length, "new one")} with both dates; at least ${LEAST_WON} of each are needed`,
    );
  const [before, after] = [figureOfMedian(was), figureOfMedian(is)];
  return {
    ...blank,
    before,
    now: after,
    cells: [],
    unknown: null,
    effect: before.value > 0 ? after.value / before.value - 1 : null,
    p: mannWhitney(is, was).p,
    missing: null,
  };
}

/** A median with its limits by order statistics. */
export function figureOfMedian(values: Float64Array): WatchFigure {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const reach = (1.96 * Math.sqrt(n)) / 2;
  const at = (place: number): number => sorted[Math.min(n - 1, Math.max(0, Math.round(place)))]!;
  return { value: median(values), interval: [at(n / 2 - reach - 0.5), at(n / 2 + reach - 0.5)], n };
}
