import { describe, expect, it } from "vitest";
import type { Column } from "../../src/ingest/column.ts";
import { customerColumns, layoutOf } from "../../src/ingest/customers/columns.ts";
import { intervalMonths } from "../../src/ingest/customers/interval.ts";
import { statusClass } from "../../src/ingest/customers/status.ts";
import { fieldName } from "../../src/ingest/field-name.ts";

describe("a billing interval", () => {
  it.each([
    ["month", 1],
    ["Monthly", 1],
    ["year", 12],
    ["annual", 12],
    ["Annually", 12],
    ["quarter", 3],
    ["every 3 months", 3],
    ["semi_annual", 6],
    ["2 years", 24],
    ["Jährlich", 12],
    ["week", 12 / 52],
    ["bi-weekly", 24 / 52],
    ["daily", 12 / 365],
  ])("of %s is %f months", (text, months) => {
    expect(intervalMonths(text)).toBeCloseTo(months, 12);
  });

  it.each(["", "custom", "5", "0 months"])("of '%s' is not told", (text) => {
    expect(intervalMonths(text)).toBe(null);
  });
});

describe("a status", () => {
  it.each([
    ["active", "running"],
    ["past_due", "running"],
    ["unpaid", "running"],
    ["non_renewing", "running"],
    ["In Good Standing", "running"],
    ["At Risk", "running"],
    ["canceled", "canceled"],
    ["Cancelled", "canceled"],
    ["expired", "over"],
    ["Churned", "over"],
    ["Inactive", "over"],
    ["Former customer", "over"],
    ["in_trial", "trial"],
    ["trialing", "trial"],
    ["Free tier", "free"],
    ["paused", "paused"],
    ["On hold", "paused"],
    ["lead", "never"],
    ["marketingqualifiedlead", "never"],
    ["Sales Qualified Lead", "never"],
    ["Opportunity", "never"],
    ["customer", "running"],
    ["incomplete_expired", "never"],
    ["future", "never"],
    ["Prospect", "never"],
    ["Dormant partner", null],
    ["7", null],
  ])("%s says %s", (text, said) => {
    expect(statusClass(text)).toBe(said);
  });
});

const NO_SHARES = { number: 0, date: 0, email: 0, url: 0, domain: 0, crm_id: 0, phone: 0, damaged_id: 0 };

function column(header: string, looks: Partial<typeof NO_SHARES> = {}, values: readonly string[] = []): Column {
  const top = values.map((value) => ({ value, shown: value, rows: 5 }));
  return {
    header,
    field: fieldName(header),
    profile: {
      header,
      rows: 10,
      filled: 10,
      distinct: 10,
      top,
      shares: { ...NO_SHARES, ...looks },
      averageLength: 10,
      averageWords: 1,
    },
  };
}

const date = { date: 1 };
const number = { number: 1 };

function found(columns: readonly Column[], named: ReadonlyMap<string, string> = new Map()) {
  const all = customerColumns(columns, named);
  const told = Object.entries(all).flatMap(([meaning, one]) => (one === null ? [] : [[meaning, one.header]]));
  return { told: Object.fromEntries(told), layout: layoutOf(all) };
}

describe("the columns of a customers' file", () => {
  it("of Stripe", () => {
    const { told, layout } = found([
      column("id"),
      column("Customer ID"),
      column("Customer Email", { email: 1 }),
      column("Customer Name"),
      column("Plan"),
      column("Quantity", number),
      column("Currency"),
      column("Interval"),
      column("Amount", number),
      column("Status"),
      column("Created (UTC)", date),
      column("Start (UTC)", date),
      column("Start Date (UTC)", date),
      column("Current Period Start (UTC)", date),
      column("Current Period End (UTC)", date),
      column("Trial End (UTC)", date),
      column("Canceled At (UTC)", date),
      column("Ended At (UTC)", date),
    ]);
    expect(layout).toBe("subscriptions");
    expect(told).toMatchObject({
      subscription: "id",
      account_id: "Customer ID",
      email: "Customer Email",
      name: "Customer Name",
      start: "Start Date (UTC)",
      created: "Created (UTC)",
      trial_end: "Trial End (UTC)",
      canceled: "Canceled At (UTC)",
      ended: "Ended At (UTC)",
      period_end: "Current Period End (UTC)",
      unit_amount: "Amount",
      quantity: "Quantity",
      interval: "Interval",
    });
    expect(told.end).toBeUndefined();
  });

  it("of Chargebee keep the subscription's id from the customer's", () => {
    const { told } = found([
      column("subscriptions.id"),
      column("customers.id"),
      column("customers.company"),
      column("subscriptions.mrr", number),
      column("subscriptions.billing_period", number),
      column("subscriptions.billing_period_unit"),
      column("subscriptions.status"),
      column("subscriptions.started_at", date),
      column("subscriptions.cancelled_at", date),
    ]);
    expect(told).toEqual({
      subscription: "subscriptions.id",
      account_id: "customers.id",
      name: "customers.company",
      mrr: "subscriptions.mrr",
      interval_count: "subscriptions.billing_period",
      interval: "subscriptions.billing_period_unit",
      status: "subscriptions.status",
      start: "subscriptions.started_at",
      canceled: "subscriptions.cancelled_at",
    });
  });

  it("are told apart by their values: a churn date from a churn flag", () => {
    expect(found([column("account_id"), column("churned", {}, ["true", "false"])]).told).toEqual({
      account_id: "account_id",
      is_churned: "churned",
    });
    expect(found([column("account_id"), column("churned", date)])).toEqual({
      told: { account_id: "account_id", ended: "churned" },
      layout: "churns",
    });
  });

  it("are what a person says they are", () => {
    const named = new Map([
      ["Vertragsende", "churn_date"],
      ["Wert", "arr"],
    ]);
    const { told } = found(
      [column("Firma"), column("Vertragsende", date), column("Wert", number), column("mrr", number)],
      named,
    );
    expect(told).toMatchObject({ ended: "Vertragsende", arr: "Wert", mrr: "mrr" });
  });
});
