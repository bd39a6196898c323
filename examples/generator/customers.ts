import type { Company } from "./company.ts";
import { AS_OF, dayOf } from "./dates.ts";
import { type Currency, currencyOf, type Deal, drawFacts } from "./deal.ts";
import { type KindName, kindOf } from "./kinds.ts";
import type { Random } from "./random.ts";

export interface Customer {
  readonly key: string;
  readonly company: Company;
  readonly start: number;
  readonly currency: Currency;
  /** Monthly recurring revenue at the start, and what was added since. */
  readonly mrr: number;
  readonly expansionMrr: number;
  /** Null while they stay. */
  readonly churned: number | null;
  readonly timeToValueDays: number;
  readonly nps: number | null;
  readonly supportTickets: number;
}

/** Share of customers of a kind that leave within their first year. Regulated finance wins, but leaves. */
export const YEARLY_CHURN: Readonly<Record<KindName, number>> = {
  "regulated finance": 0.33,
  "DACH industry": 0.05,
  "small agencies": 0.4,
  rest: 0.14,
};

/** Chance that a customer has grown after two years, by kind. */
const GROWTH: Readonly<Record<KindName, number>> = {
  "regulated finance": 0.35,
  "DACH industry": 0.62,
  "small agencies": 0.05,
  rest: 0.3,
};

const LEGACY_FROM = dayOf("2021-02-01");
const LEGACY_TO = dayOf("2023-12-15");

function churnDay(kind: KindName, start: number, random: Random): number | null {
  const meanDays = -365 / Math.log(1 - YEARLY_CHURN[kind]);
  const day = start + 30 + Math.round(random.exponential(meanDays));
  return day > AS_OF ? null : day;
}

function drawNps(kind: KindName, random: Random): number | null {
  if (random.chance(0.4)) return null;
  const middle = kind === "DACH industry" ? 9 : kind === "regulated finance" ? 7 : 8;
  return Math.max(0, Math.min(10, Math.round(middle + random.normal() * 1.5)));
}

function customerFrom(key: string, company: Company, start: number, yearly: number, random: Random): Customer {
  const kind = kindOf(company);
  const mrr = Math.round(yearly / 12);
  const churned = churnDay(kind, start, random);
  const years = ((churned ?? AS_OF) - start) / 365;
  const grown = random.chance(GROWTH[kind] * Math.min(1, years / 2));
  return {
    key,
    company,
    start,
    currency: currencyOf(company.country),
    mrr,
    expansionMrr: grown ? Math.round(mrr * (0.1 + 0.5 * random.uniform())) : 0,
    churned,
    timeToValueDays: Math.max(4, Math.round(random.logNormal(kind === "DACH industry" ? 40 : 26, 0.4))),
    nps: drawNps(kind, random),
    supportTickets: random.poisson(Math.min(30, 2 + mrr / 400)),
  };
}

/** The customer a won new-business deal makes. */
export function customerOfDeal(deal: Deal, random: Random): Customer {
  const start = Math.min(AS_OF, deal.closed + random.integer(2, 20));
  return customerFrom(deal.company.key, deal.company, start, deal.facts.amount, random);
}

/** A customer from before the CRM's history: it has renewals, but no new-business deal. */
export function legacyCustomer(company: Company, random: Random): Customer {
  const start = random.integer(LEGACY_FROM, LEGACY_TO);
  return customerFrom(company.key, company, start, drawFacts(company, random).amount, random);
}
