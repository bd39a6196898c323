import type { FileTotals, Guess } from "../facts.ts";

/** `paused`: every running subscription is paused. `free`, `trial`: never paid. `unknown`: nothing says whether it pays. */
export type CustomerStatus = "active" | "paused" | "churned" | "free" | "trial" | "unknown";

/**
 * A row of the warehouse table `GatheredCustomers.table`: one per account that is in the customers' files. Dates are DATE, keys VARCHAR,
 * money DOUBLE per month in `currency`; what the files do not say is NULL.
 */
export interface CustomersTable {
  /** Dense 0..n-1, in the order of the keys. */
  readonly customer: number;
  /** As in `gather/rows.ts`: the account's id as compared, its registrable domain, its folded name. */
  readonly id_key: string | null;
  readonly domain_key: string | null;
  readonly name_key: string | null;
  /** As written; never an e-mail address. */
  readonly name: string | null;
  /** `__row` of the accounts file, and `account` of `Facts.table`, where it was matched; `joined_by` says how. */
  readonly account_row: number | null;
  readonly account: number | null;
  readonly joined_by: "id" | "domain" | "name" | null;
  readonly status: CustomerStatus;
  /** First day as a paying customer. */
  readonly start: string | null;
  /** Day of churn: set only with status `churned`, where it is known. */
  readonly end: string | null;
  /** Now, or on the last day before the churn. */
  readonly mrr: number | null;
  /** On the first day. */
  readonly start_mrr: number | null;
  /** ISO code, upper case. */
  readonly currency: string | null;
  /** `mrr - start_mrr`. */
  readonly expansion: number | null;
  readonly churn_reason: string | null;
  /** Times that it left for more than 90 days and came back. */
  readonly returned: number;
  readonly time_to_value_days: number | null;
  readonly nps: number | null;
  readonly health: number | null;
  readonly support_tickets: number | null;
  readonly active_users: number | null;
  readonly usage: number | null;
  readonly referrals: number | null;
  readonly margin: number | null;
  readonly acquisition_cost: number | null;
}

/** A row of `GatheredCustomers.months`: what an account paid per month on the first day of a month in which it was a customer, up to as-of. */
export interface CustomerMonth {
  readonly customer: number;
  /** First day of the month, DATE. */
  readonly month: string;
  readonly mrr: number;
  readonly currency: string | null;
}

/** A share with its 95% interval, over accounts that were customers on `from`, looked at again on `to` (ISO dates, a year apart). */
export interface Retained {
  readonly value: number;
  /** Null where too few accounts were there to say. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly n: number;
  readonly from: string;
  readonly to: string;
}

/** Recurring revenue of the accounts that pay in one currency. Amounts per month. */
export interface CurrencySummary {
  readonly currency: string | null;
  /** Accounts that pay now, what they pay together, and the median. */
  readonly n: number;
  readonly mrr: number;
  readonly median: number | null;
  /** Growth and shrinkage of today's payers since each one's start, both positive. */
  readonly up: number;
  readonly down: number;
  /** Net revenue retention: today's revenue of last year's payers over last year's; null without any. */
  readonly nrr: Retained | null;
  /** Gross revenue retention: the same without growth. */
  readonly grr: Retained | null;
}

export interface CustomersSummary {
  /** Newest date on which something happened, or the stated one; null without dates. */
  readonly asOf: string | null;
  /** Accounts that pay or paid: active + paused + churned. */
  readonly customers: number;
  readonly active: number;
  readonly paused: number;
  readonly churned: number;
  /** On a free plan only, in trial only: no customers. */
  readonly free: number;
  readonly trial: number;
  readonly unknown: number;
  /** Left for more than 90 days and came back. */
  readonly returned: number;
  /** Share of last year's customers who left since. */
  readonly churn: Retained | null;
  /** One per currency, most paying accounts first. Never summed over currencies. */
  readonly money: readonly CurrencySummary[];
  /** Accounts matched to the deals' accounts; null when there were none to match. */
  readonly joined: {
    readonly accounts: number;
    readonly byId: number;
    readonly byDomain: number;
    readonly byName: number;
  } | null;
}

/** What the customers' files give: two warehouse tables and the truth about how they were read. */
export interface GatheredCustomers {
  /** SQL name of a table of `CustomersTable`. */
  readonly table: string;
  /** SQL name of a table of `CustomerMonth`. */
  readonly months: string;
  readonly summary: CustomersSummary;
  readonly totals: readonly FileTotals[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}
