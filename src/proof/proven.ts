/** What held-out deals say of one promise of the profile. */
export interface Proven {
  readonly verdict: "confirmed" | "not confirmed" | "not enough data";
  /** How much better `high` does than the rest, and its limits: as `measure` says. Null where nothing can be compared. */
  readonly effect: number | null;
  /** 95% limits, which the verdict goes by. */
  readonly interval: readonly [number, number] | null;
  /** What `effect` is: points of win rate per level, a ratio of days, of money, of hazards. */
  readonly measure: "points" | "ratio";
  /** Rows with an end at `high` and at the other levels. */
  readonly n: readonly [number, number];
  /** About how many rows in all would settle it; null when settled. */
  readonly needed: number | null;
}

/** A test by 95% limits that shows four times in five: standard errors from nothing to the effect. */
export const SETTLED = 1.96 + 0.8416;
const ONE_SIDED = 1.96;

/** An effect on a scale where it is about normal, benefit above 0. */
export interface Estimate {
  readonly benefit: number;
  readonly se: number;
  /** The smallest benefit worth having, above 0. */
  readonly matters: number;
  readonly n: readonly [number, number];
}

/** Fewest rows on each side that anything is said from. */
export const LEAST = 5;

/**
 * Confirmed where the benefit is clearly above 0; not confirmed where one worth having is ruled out; else there is too little data, and
 * about so many rows as today's spread asks for.
 */
export function judged({ benefit, se, matters, n }: Estimate): Pick<Proven, "verdict" | "needed"> {
  const rows = n[0] + n[1];
  const needed = Math.ceil(rows * ((SETTLED * se) / matters) ** 2);
  const few = Math.min(...n) < LEAST || !Number.isFinite(se);
  if (few)
    return {
      verdict: "not enough data",
      needed: Number.isFinite(needed) ? Math.max(needed, 4 * LEAST, rows + 1) : null,
    };
  if (benefit - ONE_SIDED * se > 0) return { verdict: "confirmed", needed: null };
  if (benefit + ONE_SIDED * se < matters) return { verdict: "not confirmed", needed: null };
  return { verdict: "not enough data", needed: Math.max(needed, rows + 1) };
}

/** Where one side has nothing at all. */
export function nothing(measure: Proven["measure"], n: readonly [number, number]): Proven {
  return { verdict: "not enough data", effect: null, interval: null, measure, n, needed: null };
}
