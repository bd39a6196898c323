import type { IcpDocument } from "../icp/document.ts";
import type { Tam, TamPart } from "../icp/tam.ts";
import { quantile } from "../stats/quantile.ts";
import { type ExpectedValue, expectedValues, type WonDeals } from "./expected-values.ts";

/** Companies alike in fit, level, segment and whether they are disqualified, and how many they are. */
export interface MarketCell {
  readonly fit: number;
  readonly level: string;
  /** Name of the segment; null for none. */
  readonly segment: string | null;
  readonly disqualified: boolean;
  readonly n: number;
}

const LEVELS = ["high", "medium", "low"] as const;

/** What the market is held against. */
export interface TamInput {
  readonly document: Pick<IcpDocument, "segments" | "seed">;
  readonly market: readonly MarketCell[];
  /** Won deals by held-out level (0 high, 1 medium, 2 low, -1 not known), and by segment (index, -1 for none). */
  readonly byLevel: WonDeals;
  readonly bySegment: WonDeals;
  readonly currency: string | null;
  /** How many companies of a market other cards would put at each level; null without resampling. */
  readonly counts: (market: ArrayLike<number>) => readonly { readonly high: number; readonly medium: number }[] | null;
}

/** Companies at high and medium times what a won deal of such a company is expected to bring in a year. Null where too few amounts are known. */
export function tamOf({ document, market, byLevel, bySegment, currency, counts }: TamInput): Tam | null {
  const values = expectedValues(byLevel, LEVELS.length, document.seed);
  if (values === null) return null;
  const open = market.filter(({ disqualified }) => !disqualified);
  const ofSegments = expectedValues(bySegment, document.segments.length, document.seed)!;
  const parts = (cells: readonly MarketCell[], level: "high" | "medium", value: ExpectedValue): TamPart =>
    partOf(
      cells.filter((one) => one.level === level),
      limitsOf(cells, level, counts),
      value,
    );
  return {
    currency,
    won: Array.from(byLevel.amount).filter((amount) => amount > 0).length,
    disqualified: sum(market.filter(({ disqualified }) => disqualified)),
    levels: [
      { level: "high", ...parts(open, "high", values[0]!) },
      { level: "medium", ...parts(open, "medium", values[1]!) },
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
  const value = accounts * acv;
  const apart = (limit: number, of: number): number => (limit === of ? 0 : Math.log(limit / of));
  const [few, many] = counts ?? [accounts, accounts];
  const below = Math.hypot(apart(few, accounts), apart(interval[0], acv));
  const above = Math.hypot(apart(many, accounts), apart(interval[1], acv));
  return {
    accounts,
    accounts_interval: counts,
    acv: money(acv),
    acv_interval: [money(interval[0]), money(interval[1])],
    n,
    value: money(value),
    value_interval:
      accounts === 0
        ? [0, money(many * interval[1])]
        : [money(value * Math.exp(-below)), money(value * Math.exp(above))],
  };
}

/** To the hundredth. */
function money(x: number): number {
  return Number(x.toFixed(2));
}
