import type { Clustered } from "../stats/drawn-mean.ts";
import type { Trials } from "../stats/drawn-rate.ts";
import type { Amounts } from "../stats/drawn-ratio.ts";

/** What became of customers, one row per customer that was matched to a won account. */
export interface CustomerOutcomes {
  /** Whether anybody who left is among all customers: a list of today's customers tells nothing of leaving. */
  readonly leaving: boolean;
  /** Years lived as a customer up to as-of, a year in which one left counting whole, and whether one left. */
  readonly stay: Trials;
  /** What is paid now, 0 after leaving, against a year before, in one currency. */
  readonly paid: Amounts;
  /** Support tickets against yearly revenue in thousands. */
  readonly support: Amounts | null;
  /** Other outcomes that the files tell. */
  readonly others: readonly { readonly name: OtherName; readonly of: Clustered }[];
  /** What it cost to win each; null where the files do not say, or in another currency than the deals. */
  readonly cost: Clustered | null;
}

/** Outcomes beside revenue and churn, as customers' files name them. */
export const OTHER_NAMES = [
  "time_to_value_days",
  "nps",
  "health",
  "support_tickets",
  "active_users",
  "usage",
  "referrals",
  "margin",
] as const;
export type OtherName = (typeof OTHER_NAMES)[number];

/** What won deals brought, and what became of the accounts. */
export interface Outcomes {
  /** Per deal its amount and its days from creation to close; NaN for lost deals and where not known. */
  readonly amount: Clustered;
  readonly cycle: Clustered;
  /** Null where no customers' file was matched. */
  readonly customers: CustomerOutcomes | null;
}

/** What is said about money: what a sale leaves, and what one costs where no column says. */
export interface MoneyWishes {
  /** Share of revenue, above 0, at most 1. */
  readonly margin: number;
  /** In the currency of the deals; null when not said. */
  readonly cac: number | null;
}

/** Rows of one level, band or kind: its deals, and its customers. Null: all. */
export interface Rows {
  readonly deals: Int32Array;
  readonly customers: Int32Array;
}
