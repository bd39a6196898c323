import type { Drawn } from "../stats/drawn.ts";
import { type Clustered, drawnMean } from "../stats/drawn-mean.ts";
import { drawnMoney } from "../stats/drawn-money.ts";
import { drawnRate } from "../stats/drawn-rate.ts";
import { type Amounts, drawnRatio } from "../stats/drawn-ratio.ts";
import type { MoneyWishes, OtherName, Outcomes, Rows } from "./outcomes.ts";

/** Fewer deals or customers than this give no figure. */
export const LEAST_ROWS = 5;

/** What is measured of each level, band and kind. */
export interface Measures {
  /** Mean amount of a won deal. */
  readonly acv: Drawn | null;
  /** Mean days from creation to close of won deals. */
  readonly cycle_days: Drawn | null;
  /** Share of the customers who leave within a year. */
  readonly churn: Drawn | null;
  /** What those who stayed pay now against a year before, less 1. */
  readonly expansion: Drawn | null;
  /** The same with those who left. */
  readonly nrr: Drawn | null;
  /** What it cost to win one. */
  readonly cost: Drawn | null;
  readonly others: readonly { readonly name: OtherName; readonly of: Drawn | null }[];
}

/** Mean amount of a won deal of a group (null: of everyone); null where fewer than five tell it. */
export function meanAmount(amount: Clustered, deals: Int32Array | null): Drawn | null {
  return enough(drawnMoney(amount, deals));
}

/** All measures of a group; null: of everyone. */
export function measuresOf(outcomes: Outcomes, rows: Rows | null): Measures {
  const { amount, cycle, customers } = outcomes;
  const [deals, own] = [rows?.deals ?? null, rows?.customers ?? null];
  const told = customers !== null;
  return {
    acv: meanAmount(amount, deals),
    cycle_days: enough(notNegative(drawnMean(cycle, deals))),
    churn: told && customers.leaving ? enough(drawnRate(customers.stay, own)) : null,
    expansion: told ? growth(drawnRatio(stayed(customers.paid), own)) : null,
    nrr: told && customers.leaving ? drawnRatio(customers.paid, own) : null,
    cost: told && customers.cost !== null ? enough(drawnMoney(customers.cost, own)) : null,
    others: told
      ? [
          ...customers.others.map(({ name, of }) => ({ name, of: enough(drawnMean(of, own)) })),
          ...(customers.support === null
            ? []
            : [{ name: "support_tickets" as const, of: drawnRatio(customers.support, own) }]),
        ]
      : [],
  };
}

function enough(drawn: Drawn | null): Drawn | null {
  return drawn === null || drawn.n < LEAST_ROWS ? null : drawn;
}

function notNegative(drawn: Drawn | null): Drawn | null {
  if (drawn === null) return null;
  const [low, high] = drawn.interval;
  return { ...drawn, interval: [Math.max(0, low), high] };
}

/** Without those who pay nothing now. */
function stayed({ now, before, cluster }: Amounts): Amounts {
  return { now: now.map((v) => (v > 0 ? v : Number.NaN)), before, cluster };
}

function growth(drawn: Drawn | null): Drawn | null {
  if (drawn === null) return null;
  const [low, high] = drawn.interval;
  return { ...drawn, value: drawn.value - 1, interval: [low - 1, high - 1] };
}

/** A figure made of others. */
export interface Derived {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
  readonly n: number;
}

/** Years of a customer that are counted. */
export const MOST_YEARS = 5;

/**
 * Lifetime value: ACV x margin x the years paid of the first five: 1 for the first, then the share that is still there. Limits from those of both (MOVER: Zou and Donner 2008); null
 * where either is not known.
 */
export function lifetimeValue({ acv, churn }: Measures, { margin }: MoneyWishes): Derived | null {
  if (acv === null || churn === null) return null;
  const years = (rate: number): number => (rate > 0 ? (1 - (1 - rate) ** MOST_YEARS) / rate : MOST_YEARS);
  const life: Derived = {
    value: years(churn.value),
    interval: [years(churn.interval[1]), years(churn.interval[0])],
    n: churn.n,
  };
  return scaled(product(acv, life), margin);
}

/** Months until what a sale cost is earned back: cost / (ACV x margin / 12); null where either is not known. */
export function paybackMonths({ acv, cost }: Measures, { margin, cac }: MoneyWishes): Derived | null {
  if (acv === null) return null;
  const paid: Derived | null = cac === null ? cost : { value: cac, interval: [cac, cac], n: acv.n };
  if (paid === null) return null;
  const inverse: Derived = { value: 1 / acv.value, interval: [1 / acv.interval[1], 1 / acv.interval[0]], n: acv.n };
  return scaled(product(paid, inverse), 12 / margin);
}

/** Product of two positive figures: squared distances to the limits add up on the scale of logarithms. */
function product(a: Derived, b: Derived): Derived {
  const value = a.value * b.value;
  const far = (end: 0 | 1): number =>
    Math.hypot(Math.log(a.value / a.interval[end]), Math.log(b.value / b.interval[end]));
  return {
    value,
    interval: [value * Math.exp(-far(0)), value * Math.exp(far(1))],
    n: Math.min(a.n, b.n),
  };
}

function scaled(of: Derived, by: number): Derived {
  return { value: of.value * by, interval: [of.interval[0] * by, of.interval[1] * by], n: of.n };
}
