import { type Drawn, difference } from "../stats/drawn.ts";
import type { Measures } from "./figures.ts";
import type { OtherName } from "./outcomes.ts";

/** Fewer rows than this on either side are not compared. */
const LEAST_COMPARED = 10;

export type MeasureName = "acv" | "cycle_days" | "churn" | "nrr" | OtherName;

/** Two groups held against one another in one measure. */
export interface Difference {
  readonly measure: MeasureName;
  /** `times`: the first group's typical value over the second's; `more`: its mean less the second's. */
  readonly is: "times" | "more";
  readonly value: number;
  /** 95% for all measures that were compared, together. */
  readonly interval: readonly [low: number, high: number];
  readonly n: readonly [of: number, against: number];
  /** The limits leave no difference out, and the shown figures agree in which is more. */
  readonly finding: boolean;
}

interface Pair {
  readonly measure: MeasureName;
  readonly is: Difference["is"];
  readonly of: Drawn;
  readonly against: Drawn;
}

/**
 * Measures in which two groups differ, or not. Limits hold for all of them at once (Bonferroni), so that a table of groups that are all alike
 * shows a difference in 5 of 100 tables at most.
 */
export function differencesOf(of: Measures, against: Measures): readonly Difference[] {
  const pairs = pairsOf(of, against);
  return pairs.map((pair) => {
    const { at, low, high } = difference(pair.of, pair.against, 1 - 0.05 / pairs.length);
    const shown = Math.sign(pair.of.value - pair.against.value);
    const finding = (low > 0 || high < 0) && shown === Math.sign(at);
    const scale = pair.is === "times" ? Math.exp : (x: number): number => x;
    return {
      measure: pair.measure,
      is: pair.is,
      value: scale(at),
      interval: [scale(low), scale(high)],
      n: [pair.of.n, pair.against.n],
      finding,
    };
  });
}

function pairsOf(of: Measures, against: Measures): Pair[] {
  const pair = (measure: MeasureName, is: Pair["is"], a: Drawn | null, b: Drawn | null): Pair[] =>
    a === null || b === null || a.n < LEAST_COMPARED || b.n < LEAST_COMPARED
      ? []
      : [{ measure, is, of: a, against: b }];
  return [
    ...pair("acv", "times", of.acv, against.acv),
    ...pair("cycle_days", "more", of.cycle_days, against.cycle_days),
    ...pair("churn", "more", of.churn, against.churn),
    ...pair("nrr", "times", of.nrr, against.nrr),
    ...of.others.flatMap(({ name, of: one }) =>
      pair(
        name,
        name === "support_tickets" ? "times" : "more",
        one,
        against.others.find((other) => other.name === name)?.of ?? null,
      ),
    ),
  ];
}
