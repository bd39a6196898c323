import { type Column, toCsv } from "./csv.ts";
import type { Customer } from "./customers.ts";
import { AS_OF, hubspotDateTime } from "./dates.ts";

/** One subscription of a customer: what they began with, or what was added later. */
interface Subscription {
  readonly id: string;
  readonly customerId: string;
  readonly customer: Customer;
  readonly plan: string;
  readonly mrr: number;
  readonly start: number;
}

/** Days after the start at which the addition came, when the customer stayed that long. */
const ADDED_AFTER = 200;

/** Stripe writes moments in UTC, to the minute. */
function moment(day: number | null): string {
  return day === null ? "" : hubspotDateTime(day, 8 * 3600);
}

function periodStart({ customer, start }: Subscription): number {
  const last = customer.churned ?? AS_OF;
  return start + Math.floor((last - start) / 30) * 30;
}

function column(header: string, cell: (row: Subscription) => string): Column<Subscription> {
  return { header, cell };
}

const COLUMNS: readonly Column<Subscription>[] = [
  column("id", (row) => row.id),
  column("Customer ID", (row) => row.customerId),
  column("Customer Description", ({ customer }) => customer.company.name),
  column("Customer Email", ({ customer }) => `billing@${customer.company.domain}`),
  column("Plan", (row) => row.plan),
  column("Quantity", () => "1"),
  column("Currency", ({ customer }) => customer.currency.toLowerCase()),
  column("Interval", () => "month"),
  column("Amount", (row) => `${row.mrr}.00`),
  column("Status", ({ customer }) => (customer.churned === null ? "active" : "canceled")),
  column("Created (UTC)", (row) => moment(row.start)),
  column("Start (UTC)", (row) => moment(row.start)),
  column("Current Period Start (UTC)", (row) => moment(periodStart(row))),
  column("Current Period End (UTC)", (row) => moment(periodStart(row) + 30)),
  column("Canceled At (UTC)", ({ customer }) => moment(customer.churned)),
  column("Cancel At Period End", () => "FALSE"),
  column("Ended At (UTC)", ({ customer }) => moment(customer.churned)),
];

function subscriptionsOf(customer: Customer, index: number): Subscription[] {
  const number = String(index + 1).padStart(4, "0");
  const common = { customerId: `cus_Calvanto${number}`, customer };
  const last = customer.churned ?? AS_OF;
  const first = {
    ...common,
    id: `sub_Calvanto${number}A`,
    plan: "core-monthly",
    mrr: customer.mrr,
    start: customer.start,
  };
  if (customer.expansionMrr === 0) return [first];
  const added = customer.start + Math.min(ADDED_AFTER, Math.floor((last - customer.start) / 2));
  return [
    first,
    { ...first, id: `sub_Calvanto${number}B`, plan: "evidence-monthly", mrr: customer.expansionMrr, start: added },
  ];
}

/** The customers as Stripe exports their subscriptions: one row each, what was added later as a subscription of its own. */
export function stripeCsv(customers: readonly Customer[]): string {
  const sorted = [...customers].sort((left, right) => left.start - right.start || (left.key < right.key ? -1 : 1));
  return toCsv(COLUMNS, sorted.flatMap(subscriptionsOf));
}
