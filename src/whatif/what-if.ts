import { aucFromCounts } from "../stats/auc.ts";
import { wilson } from "../stats/wilson.ts";
import { type BandSample, NO_BAND, type WhatIfSample } from "./sample.ts";

/** A card as far as scoring goes: what `editCard` gives, and what a document holds. */
export interface Card {
  readonly attributes: readonly {
    readonly attribute: string;
    readonly weight: number;
    readonly bands: readonly { readonly points: number; readonly match: Readonly<Record<string, unknown>> }[];
  }[];
  readonly levels: { readonly high: number; readonly medium: number };
}

/** Below this share of weight from known values the level is `unknown`, as in every score. */
export const LEAST_KNOWN = 0.5;
const TOP = 100;

export type Level = "high" | "medium" | "low" | "unknown";

/** What a card makes of a sample. */
export interface WhatIf {
  readonly accounts: {
    readonly rows: number;
    /** Companies in the market, of which `rows` were drawn. */
    readonly of: number;
    readonly levels: Readonly<Record<Level, number>>;
    /** Companies by fit, 0 to 100; those of level `unknown` are not among them. */
    readonly byFit: Uint32Array;
    /** Share at `high`. */
    readonly share: number;
  };
  readonly deals: {
    readonly won: number;
    readonly lost: number;
    /** Null where all were won, or all lost. */
    readonly auc: number | null;
    readonly levels: readonly LevelDeals[];
  };
}

/** Deals of a level: won of n, and the rate with 95% limits; null without deals. */
export interface LevelDeals {
  readonly level: Level;
  readonly n: number;
  readonly won: number;
  readonly rate: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

interface Scored {
  readonly fit: Uint8Array;
  /** 1 where too little is known. */
  readonly unknown: Uint8Array;
}

/** Points and what is known of every row by a card. An attribute that the sample does not have earns as where it is missing. */
export function scoreSample({ attributes }: Card, sample: BandSample): Scored {
  const fit = new Uint8Array(sample.rows);
  const known = new Float64Array(sample.rows);
  const whole = attributes.reduce((sum, { weight }) => sum + weight, 0);
  for (const { attribute, weight, bands } of attributes) {
    const missing = bands.find(({ match }) => "missing" in match)?.points ?? 0;
    const points = Uint8Array.from({ length: NO_BAND + 1 }, (_, i) => bands[i]?.points ?? missing);
    const codes = sample.bands.get(attribute);
    for (let row = 0; row < sample.rows; row++) {
      const code = codes?.[row] ?? NO_BAND;
      fit[row] = fit[row]! + points[code]!;
      if (code !== NO_BAND) known[row] = known[row]! + weight;
    }
  }
  return { fit, unknown: Uint8Array.from(known, (one) => (whole > 0 && one < LEAST_KNOWN * whole ? 1 : 0)) };
}

function levelOf(fit: number, unknown: number, { high, medium }: Card["levels"]): Level {
  if (unknown === 1) return "unknown";
  return fit >= high ? "high" : fit >= medium ? "medium" : "low";
}

const LEVELS: readonly Level[] = ["high", "medium", "low", "unknown"];

/** What a card makes of the companies and deals of a sample: levels, breadth, and how well it ranks won above lost. Cost: rows times attributes. */
export function whatIf(card: Card, { accounts, of, deals }: WhatIfSample): WhatIf {
  const market = scoreSample(card, accounts);
  const levels: Record<Level, number> = { high: 0, medium: 0, low: 0, unknown: 0 };
  const byFit = new Uint32Array(TOP + 1);
  for (let row = 0; row < accounts.rows; row++) {
    levels[levelOf(market.fit[row]!, market.unknown[row]!, card.levels)]++;
    if (market.unknown[row] === 0) byFit[market.fit[row]!]!++;
  }
  const scored = scoreSample(card, deals);
  const [won, lost] = [new Uint32Array(TOP + 1), new Uint32Array(TOP + 1)];
  const counts = new Map(LEVELS.map((level) => [level, { n: 0, won: 0 }]));
  for (let row = 0; row < deals.rows; row++) {
    const y = deals.y[row]!;
    const fit = scored.fit[row]!;
    (y === 1 ? won : lost)[fit]!++;
    const count = counts.get(levelOf(fit, scored.unknown[row]!, card.levels))!;
    count.n++;
    count.won += y;
  }
  const auc = aucFromCounts(won, lost);
  const total = deals.y.reduce((sum, y) => sum + y, 0);
  return {
    accounts: {
      ...{ rows: accounts.rows, of, levels, byFit },
      share: accounts.rows === 0 ? 0 : levels.high / accounts.rows,
    },
    deals: {
      ...{ won: total, lost: deals.rows - total, auc: Number.isNaN(auc) ? null : auc },
      levels: LEVELS.map((level) => {
        const { n, won } = counts.get(level)!;
        if (n === 0) return { level, n, won, rate: null, interval: null };
        const interval = wilson(won, n);
        return { level, n, won, rate: won / n, interval };
      }),
    },
  };
}
