import type { IcpDocument } from "../document.ts";
import type { Format } from "./format.ts";
import type { Dot, Scale } from "./page.ts";

/** The one axis of win rates on a page, from 0 to `max`. */
export interface Axis {
  readonly max: number;
  readonly base: number;
}

type Interval = readonly [number, number] | null;

/** An axis that holds every rate and whisker of the document and ends on a round tenth. */
export function axisOf(document: IcpDocument): Axis {
  const bands = document.scorecard.attributes.flatMap((attribute) => attribute.bands);
  const { forward, cross_fit } = document.validation;
  const levels = [forward, cross_fit].flatMap((check) => check?.levels ?? []).filter((level) => level.n >= FEW);
  const base = document.evidence.base_rate;
  const tops = [
    base * 1.5,
    ...bands.filter((band) => band.n >= FEW).map((band) => band.rate_interval?.[1] ?? band.rate),
    ...levels.map((level) => level.win_rate_interval?.[1] ?? level.win_rate ?? 0),
    ...document.scorecard.by_fit.map((entry) => entry.p),
  ];
  return { base, max: Math.min(1, Math.max(0.1, Math.ceil(Math.max(...tops) * 10 - 1e-9) / 10)) };
}

/** Under this many deals a rate is not drawn. */
export const FEW = 5;

/** The axis with its labels. */
export function scaleOf(axis: Axis, format: Format): Scale {
  return { base: place(axis, axis.base), baseText: format.percent(axis.base), maxText: format.percent(axis.max) };
}

/** Where a rate lies on the axis, 0..1. */
export function place(axis: Axis, rate: number): number {
  return Math.min(1, Math.max(0, rate / axis.max));
}

/** A rate with its whiskers. Without an interval `n` says how far chance alone would carry it. */
export function dotOf(axis: Axis, rate: number, interval: Interval, n: number): Dot {
  const [low, high] = interval ?? [null, null];
  return {
    at: place(axis, rate),
    low: low === null ? null : place(axis, low),
    high: high === null ? null : place(axis, high),
    side: sideOf(axis.base, rate, interval, n),
  };
}

function sideOf(base: number, rate: number, interval: Interval, n: number): Dot["side"] {
  const reach = 1.96 * Math.sqrt((base * (1 - base)) / Math.max(1, n));
  const [low, high] = interval ?? [rate - reach, rate + reach];
  if (low > base) return "above";
  return high < base ? "below" : "unsure";
}
