import type { Retention } from "../icp/document.ts";
import type { CustomersSummary, Retained } from "../ingest/customers/customers.ts";

/** The customers' evidence for a document: counts, yearly churn, and revenue retention in the currency that most of them pay in. */
export function retentionOf(summary: CustomersSummary): Retention {
  const { customers, active, paused, churned, churn, money, asOf } = summary;
  const main = money[0] ?? null;
  return {
    customers,
    active: active + paused,
    churned,
    yearly_churn: rounded(churn),
    yearly_churn_interval: interval(churn),
    yearly_churn_n: churn?.n ?? 0,
    nrr: rounded(main?.nrr ?? null),
    nrr_interval: interval(main?.nrr ?? null),
    nrr_n: main?.nrr?.n ?? 0,
    currency: main?.currency ?? null,
    as_of: asOf,
  };
}

function rounded(rate: Retained | null): number | null {
  return rate === null ? null : round(rate.value);
}

function interval(rate: Retained | null): [number, number] | null {
  return rate === null || rate.interval === null ? null : [round(rate.interval[0]), round(rate.interval[1])];
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
