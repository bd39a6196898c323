import type { Value, ValueFigure, Worth } from "../../icp/value.ts";
import type { BestWorst } from "../../value/best-worst.ts";
import type { Difference } from "../../value/differences.ts";
import { type Derived, lifetimeValue, type Measures, paybackMonths } from "../../value/figures.ts";
import type { MoneyWishes } from "../../value/outcomes.ts";

function tidy(x: number): number {
  return Number(x.toPrecision(5));
}

function pair([low, high]: readonly [number, number]): [number, number] {
  return [tidy(low), tidy(high)];
}

/** A figure as a document holds it. */
export function figure(of: Derived | null): ValueFigure | null {
  return of === null ? null : { mean: tidy(of.value), interval: pair(of.interval), n: of.n };
}

/** A group's measures as a document holds them. */
export function worthOf(measures: Measures, money: MoneyWishes, won: number, customers: number): Worth {
  return {
    won,
    customers,
    acv: figure(measures.acv),
    cycle_days: figure(measures.cycle_days),
    churn: figure(measures.churn),
    expansion: figure(measures.expansion),
    nrr: figure(measures.nrr),
    ltv: figure(lifetimeValue(measures, money)),
    payback_months: figure(paybackMonths(measures, money)),
    others: measures.others.flatMap(({ name, of }) => {
      const told = figure(of);
      return told === null ? [] : [{ measure: name, ...told }];
    }),
  };
}

/** Differences as a document holds them. */
export function toldDifferences(found: readonly Difference[]): Value["differences"] {
  return found.map((one) => ({
    ...one,
    value: tidy(one.value),
    interval: pair(one.interval),
    n: [one.n[0], one.n[1]],
  }));
}

/** The contrast as a document holds it. */
export function toldBestWorst(found: BestWorst | null): Value["best_worst"] {
  if (found === null) return null;
  return { ...found, by: [...found.by], rows: found.rows.map((row) => ({ ...row, interval: pair(row.interval) })) };
}
