import { z } from "zod";
import { ruleTest } from "./rule-test.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const limits = z.tuple([z.number(), z.number()]);

/** A mean, drawn toward everyone's by ten rows, with 95% limits; `n`: deals or customers that tell it. */
export const figure = z.strictObject({ mean: z.number(), interval: limits, n: count });

export const otherOutcome = z.enum([
  "time_to_value_days",
  "nps",
  "health",
  "support_tickets",
  "active_users",
  "usage",
  "referrals",
  "margin",
]);

/** What one group is worth; null where the data do not tell. */
export const worth = z.strictObject({
  /** Won deals of the group, and its customers that were found in the customers' file. */
  won: count,
  customers: count,
  /** Mean amount of a won deal. */
  acv: figure.nullable(),
  /** Mean days from creation to close of won deals. */
  cycle_days: figure.nullable(),
  /** Share of the customers who leave within a year. */
  churn: figure.nullable(),
  /** By how much those who stayed pay more than a year before; 0.04 is 4%. */
  expansion: figure.nullable(),
  /** What customers of a year before pay now, those who left included; 1.04 is 104%. */
  nrr: figure.nullable(),
  /** ACV x margin of five years, less those who have left by then. */
  ltv: figure.nullable(),
  /** Months until what a sale costs is earned back. */
  payback_months: figure.nullable(),
  /** Other outcomes of the customers' file; support tickets per 1,000 of yearly revenue. */
  others: z.array(z.strictObject({ measure: otherOutcome, ...figure.shape })),
});

/** High held against low in one measure. */
export const difference = z.strictObject({
  measure: z.union([z.enum(["acv", "cycle_days", "churn", "nrr"]), otherOutcome]),
  /** `times`: typical value at high over that at low; `more`: mean at high less that at low. */
  is: z.enum(["times", "more"]),
  value: z.number(),
  /** 95% for all measures that were compared, together. */
  interval: limits,
  n: z.tuple([count, count]),
  /** True where the limits leave out that there is none: only this may be claimed. */
  finding: z.boolean(),
});

/** The best customers held against the worst. */
export const bestWorst = z.strictObject({
  by: z.array(z.enum(["acv", "cycle_days", "stay", "expansion"])),
  /** Share of the customers that either side is. */
  share,
  best: count,
  worst: count,
  /** Properties that were tested. */
  tested: count,
  /** What differs (q at most .10), the surest first; empty: nothing does. */
  rows: z.array(
    z.strictObject({
      attribute: z.string(),
      is: ruleTest,
      label: z.string(),
      /** Accounts that have it. */
      best: count,
      worst: count,
      /** How many times as common among the best, limits widened for its having been chosen. */
      lift: z.number().nonnegative(),
      interval: limits,
      q: share,
    }),
  ),
});

/** What customers are worth: by level of a score that had not seen their deals, by band; by kind see `segments[].value`. */
export const value = z.strictObject({
  /** Of all amounts; null where nothing says it. */
  currency: z.string().nullable(),
  /** Share of revenue that LTV and payback count with, and what a sale was said to cost. */
  margin: z.number().positive().max(1),
  cac: z.number().positive().nullable(),
  all: worth,
  levels: z.array(z.strictObject({ level: z.enum(["high", "medium", "low", "unknown"]), ...worth.shape })),
  bands: z.array(z.strictObject({ attribute: z.string(), band: z.string(), ...worth.shape })),
  /** High against low. */
  differences: z.array(difference),
  best_worst: bestWorst.nullable(),
  /** What is not known, and what would tell it, each a sentence. */
  missing: z.array(z.string()),
});

export type ValueFigure = z.infer<typeof figure>;
export type Worth = z.infer<typeof worth>;
export type Value = z.infer<typeof value>;
