import type { IcpDocument } from "../icp/document.ts";
import type { Tam, TamPart } from "../icp/tam.ts";
import { quantile } from "../stats/quantile.ts";

/** Companies alike in fit, level, segment and whether they are disqualified, and how many they are. */
export interface MarketCell {
  readonly fit: number;
  readonly level: string;
  /** Name of the segment; null for none. */
  readonly segment: string | null;
  readonly disqualified: boolean;
  /** What such a company is to us already; null for nothing, absent where no file tells. */
  readonly already?: string | null;
  readonly n: number;
}

/** What the next won deal of such companies is expected to be worth. */
export interface ExpectedValue {
  readonly value: number;
  /** 95%. */
  readonly interval: readonly [number, number];
  /** Won deals that tell it. */
  readonly n: number;
}

/** What the market is held against. */
export interface TamInput {
  readonly document: Pick<IcpDocument, "segments">;
  readonly market: readonly MarketCell[];
  /** Won deals with an amount above 0. */
  readonly won: number;
  /** By held-out level, and by segment. */
  readonly values: { readonly high: ExpectedValue; readonly medium: ExpectedValue };
  readonly ofSegments: readonly ExpectedValue[];
  readonly currency: string | null;
  /** How many companies of a market other cards would put at each level; null without resampling. */
  readonly counts: (market: ArrayLike<number>) => readonly { readonly high: number; readonly medium: number }[] | null;
}

/** Companies at high and medium times what a won deal of such a company is expected to bring in a year. */
export function tamOf({ document, market, won, values, ofSegments, currency, counts }: TamInput): Tam {
  const open = market.filter(({ disqualified }) => !disqualified);
  const parts = (cells: readonly MarketCell[], level: "high" | "medium", value: ExpectedValue): TamPart =>
    partOf(
      cells.filter((one) => one.level === level),
      limitsOf(cells, level, counts),
      value,
    );
  return {
    currency,
    won,
    disqualified: sum(market.filter(({ disqualified }) => disqualified)),
    levels: [
      { level: "high", ...parts(open, "high", values.high) },
      { level: "medium", ...parts(open, "medium", values.medium) },
    ],
    segments: document.segments.map(({ id, name }, k) => ({
      segment: id,
      ...parts(
        open.filter(({ segment }) => segment === name),
        "high",
        ofSegments[k]!,
      ),
    })),
  };
}

function sum(cells: readonly MarketCell[]): number {
  return cells.reduce((a, { n }) => a + n, 0);
}

/**
 * 95% limits of how many companies are at a level: the count, less what the counts of cards learned from resampled deals stray from their mean.
 * Null without resampling.
 */
function limitsOf(
  cells: readonly MarketCell[],
  level: "high" | "medium",
  counts: TamInput["counts"],
): [number, number] | null {
  const byFit = new Float64Array(101);
  for (const one of cells) if (one.level !== "unknown") byFit[one.fit] = byFit[one.fit]! + one.n;
  const drawn = counts(byFit)
    ?.map((one) => one[level])
    .sort((a, b) => a - b);
  if (drawn === undefined || drawn.length === 0) return null;
  const own = sum(cells.filter((one) => one.level === level));
  const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
  const all = sum(cells.filter((one) => one.level !== "unknown"));
  const at = (p: number): number => Math.round(Math.min(all, Math.max(0, own + quantile(drawn, p) - mean)));
  return [Math.min(own, at(0.025)), Math.max(own, at(0.975))];
}

/** Both uncertainties taken together on the log scale. */
function partOf(
  cells: readonly MarketCell[],
  counts: [number, number] | null,
  { value: acv, interval, n }: ExpectedValue,
): TamPart {
  const accounts = sum(cells);
  const value = accounts * tidy(acv);
  const apart = (limit: number, of: number): number => (limit === of ? 0 : Math.log(limit / of));
  const [few, many] = counts ?? [accounts, accounts];
  const below = Math.hypot(apart(few, accounts), apart(interval[0], acv));
  const above = Math.hypot(apart(many, accounts), apart(interval[1], acv));
  return {
    accounts,
    accounts_interval: counts,
    acv: tidy(acv),
    acv_interval: [tidy(interval[0]), tidy(interval[1])],
    n,
    value: money(value),
    value_interval:
      accounts === 0
        ? [0, money(many * interval[1])]
        : [money(value * Math.exp(-below)), money(value * Math.exp(above))],
  };
}

/** As every figure of what customers are worth: the same mean is the same number wherever it is told. */
function tidy(x: number): number {
  return Number(x.toPrecision(5));
}

/** To the hundredth. */
function money(x: number): number {
  return Number(x.toFixed(2));
}
