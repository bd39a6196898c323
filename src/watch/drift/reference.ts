import type { HeldOut, IcpDocument, LevelResult } from "../../icp/document.ts";
import { dayOf } from "./days.ts";

/** What a document promised, and how many deals it promised that from. */
export interface Reference {
  /** First day of what it learned from; null where not known. */
  readonly from: number | null;
  /** First day that it has not seen. */
  readonly since: number;
  /** Independent deals that its forecasts rest on: all, and per level those it was checked on. */
  readonly worth: number;
  readonly levels: ReadonlyMap<LevelResult["level"], number>;
  /** Ranking of deals it had not seen; null without a check. */
  readonly auc: { readonly value: number; readonly interval: readonly [number, number]; readonly n: number } | null;
}

/** Two-sided 95%. */
const Z = 1.96;

/** As how many independent rows an interval of a rate is worth; the rows themselves where there is none. */
function worthOf(rate: number, interval: readonly [number, number] | null, n: number): number {
  if (interval === null || !(rate > 0 && rate < 1)) return Math.max(1, n);
  const half = (interval[1] - interval[0]) / 2;
  return half > 0 ? Math.max(1, Math.min(n, (rate * (1 - rate) * Z * Z) / (half * half))) : Math.max(1, n);
}

/** The check that rests on more deals. */
function checkOf({ validation: { forward, cross_fit } }: IcpDocument): HeldOut | null {
  if (forward === null || cross_fit === null) return forward ?? cross_fit;
  return cross_fit.n >= forward.n ? cross_fit : forward;
}

/**
 * What the document is held to. Forecasts rest on all deals it learned from, split over the levels as the deals of its check are.
 *
 * @param since first day that counts as new; null: the day after the last one it learned from
 */
export function referenceOf(document: IcpDocument, since: number | null): Reference | null {
  const { window, base_rate, base_rate_interval, won, lost } = document.evidence;
  const start = since ?? (window.to === null ? null : dayOf(window.to) + 1);
  if (start === null) return null;
  const check = checkOf(document);
  const worth = worthOf(base_rate, base_rate_interval, Math.max(1, won + lost));
  const checked = check?.levels.reduce((sum, { n }) => sum + n, 0) ?? 0;
  const levels = new Map(
    (check?.levels ?? []).map(({ level, n }) => [level, Math.max(1, (worth * n) / Math.max(1, checked))] as const),
  );
  const ranked = check !== null && check.auc !== null && check.auc_interval !== null;
  return {
    from: window.from === null ? null : dayOf(window.from),
    since: start,
    worth,
    levels,
    auc: ranked ? { value: check.auc!, interval: check.auc_interval!, n: check.n } : null,
  };
}
