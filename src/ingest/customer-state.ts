import type { Column } from "./column.ts";
import { knownSql, matchesSql } from "./text.ts";

/** The columns of a list of customers, or of their subscriptions, that say how things stand. */
export interface CustomerColumns {
  readonly start: Column | null;
  readonly churn: Column | null;
  readonly status: Column | null;
  readonly plan: Column | null;
}

const START = [
  "start_date",
  "started",
  "started_at",
  "customer_since",
  "became_customer",
  "activated_at",
  "subscription_start",
  "start",
  "created_date",
];
const CHURN = [
  "churn_date",
  "churned",
  "churned_at",
  "churned_on",
  "canceled_at",
  "cancelled_at",
  "canceled_on",
  "cancelled_on",
  "cancellation_date",
  "canceled_at_utc",
  "cancelled_at_utc",
  "ended_at",
];
const STATUS = ["status", "subscription_status", "customer_status", "account_status", "state"];
const PLAN = ["plan", "plan_name", "plan_id", "product", "product_name", "tier"];

/** Finds them by name; dates must look like dates. */
export function customerColumns(columns: readonly Column[]): CustomerColumns {
  const filled = columns.filter(({ profile }) => profile.filled > 0);
  const first = (fields: readonly string[], fits: (column: Column) => boolean = () => true) =>
    fields
      .map((field) => filled.find((column) => column.field === field && fits(column)))
      .find((column) => column !== undefined) ?? null;
  const dated = ({ profile: { shares } }: Column) => Math.max(shares.date, shares.number) >= 0.5;
  return { start: first(START, dated), churn: first(CHURN, dated), status: first(STATUS), plan: first(PLAN) };
}

const ENDED = "^(churned|cancell?ed|former|inactive|lost|terminated|expired|ended|closed)";
const FREE = "(^|[^a-z])(free|freemium|trial|trialing|trialling|in_trial|community)([^a-z]|$)";

/**
 * SQL text: `churned`, `free` or `active`, from a row's columns. A cancellation after `asOf` has not happened yet.
 *
 * @param ended SQL DATE of the churn @param asOf ISO date; null: every date counts as past
 */
export function customerStateSql({ status, plan }: CustomerColumns, ended: string, asOf: string | null): string {
  const past = asOf === null ? `${ended} IS NOT NULL` : `${ended} <= DATE '${asOf}'`;
  const says = (column: Column | null, words: string) =>
    column === null ? "false" : `coalesce(${matchesSql(knownSql(column.header), words)}, false)`;
  const later = `${ended} IS NOT NULL AND NOT (${past})`;
  return `CASE WHEN ${past} THEN 'churned' WHEN ${says(status, ENDED)} AND NOT (${later}) THEN 'churned' WHEN ${says(status, FREE)} OR ${says(plan, FREE)} THEN 'free' ELSE 'active' END`;
}
