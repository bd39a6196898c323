import type { Drawn } from "../stats/drawn.ts";
import type { Measures } from "./figures.ts";

/**
 * How much wider limits by held-out level are: the cards that placed the deals are not the published one, which would place some of them
 * elsewhere. By 1, limits at 95% held what is true at the levels of the published card in 89 to 91% of made-up companies (bench/VALUE.md);
 * amounts, which differ most between levels, take more.
 */
const HELD_OUT_SPREAD = { times: 1.2, more: 1.1 };

/** The measures of a level with limits for levels of cards that had not seen the deals. */
export function atHeldOutLevel(measures: Measures): Measures {
  return {
    acv: timesOf(measures.acv),
    cycle_days: byDifference(measures.cycle_days, 0),
    churn: byDifference(measures.churn, 0, 1),
    expansion: byDifference(measures.expansion),
    nrr: timesOf(measures.nrr),
    cost: timesOf(measures.cost),
    others: measures.others.map(({ name, of }) => ({
      name,
      of: name === "support_tickets" ? timesOf(of) : byDifference(of),
    })),
  };
}

function timesOf(of: Drawn | null): Drawn | null {
  return of === null ? null : widenedByTimes(of);
}

/** An amount at a level with limits for levels of cards that had not seen the deals. */
export function widenedByTimes(of: Drawn): Drawn {
  const wide = (limit: number): number => of.value * (limit / of.value) ** HELD_OUT_SPREAD.times;
  return spread(of, [wide(of.interval[0]), wide(of.interval[1])], HELD_OUT_SPREAD.times);
}

function byDifference(
  of: Drawn | null,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): Drawn | null {
  if (of === null) return null;
  const wide = (limit: number): number => of.value + HELD_OUT_SPREAD.more * (limit - of.value);
  return spread(
    of,
    [Math.max(least, wide(of.interval[0])), Math.min(most, wide(of.interval[1]))],
    HELD_OUT_SPREAD.more,
  );
}

function spread(of: Drawn, interval: Drawn["interval"], by: number): Drawn {
  return { ...of, interval, own: { at: of.own.at, se: by * of.own.se } };
}
