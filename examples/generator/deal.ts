import type { Company, Country } from "./company.ts";
import type { Random } from "./random.ts";

export type LeadSource = "Inbound" | "Outbound" | "Referral" | "Partner" | "Event";
export type Product = "Calvanto Core" | "Calvanto Evidence" | "Calvanto Suite";
export type Route = "Direct" | "Reseller" | "Marketplace";
/** Two invented competitors, a habit, or nobody. */
export type Competitor = "None named" | "Checkvane" | "Provelane" | "Spreadsheets";
export type Currency = "EUR" | "USD";
export type DealType = "New Customer" | "Existing Customer - Renewal" | "Existing Customer - Upgrade";
export type Status = "won" | "lost" | "open";

/** What was known when the opportunity was created. */
export interface DealFacts {
  readonly leadSource: LeadSource;
  readonly product: Product;
  readonly route: Route;
  readonly competitor: Competitor;
  /** A year's contract value in the account's currency. */
  readonly amount: number;
}

/** An opportunity as it really went. */
export interface Deal {
  /** Names its stream of randomness; never written to a file. */
  readonly key: string;
  readonly company: Company;
  readonly type: DealType;
  readonly status: Status;
  readonly facts: DealFacts;
  readonly created: number;
  /** The day it was decided; for open deals the day the seller hopes for. */
  readonly closed: number;
  /** The true chance of winning; null where no model decided (renewals, upgrades, administrative closes). */
  readonly probability: number | null;
  /** Closed because it was a duplicate or a test, not because anybody decided. */
  readonly administrative: boolean;
  /** Exported without an account. */
  readonly orphan: boolean;
}

const EURO_COUNTRIES: ReadonlySet<Country> = new Set<Country>([
  "Germany",
  "Austria",
  "Netherlands",
  "France",
  "Spain",
  "Italy",
]);

/** Dollars per euro, as fixed in the CRM. */
export const DOLLARS_PER_EURO = 1.1;

/** The currency in which a country is quoted. */
export function currencyOf(country: Country): Currency {
  return EURO_COUNTRIES.has(country) ? "EUR" : "USD";
}

const PRODUCT_PRICE: Readonly<Record<Product, number>> = {
  "Calvanto Core": 0.75,
  "Calvanto Evidence": 1,
  "Calvanto Suite": 1.5,
};

function drawAmount(company: Company, product: Product, random: Random): number {
  const dollars = 850 * Math.sqrt(company.employees) * PRODUCT_PRICE[product] * random.logNormal(1, 0.3);
  const amount = currencyOf(company.country) === "EUR" ? dollars / DOLLARS_PER_EURO : dollars;
  return Math.max(600, Math.round(amount / 100) * 100);
}

function drawProduct(company: Company, random: Random): Product {
  if (company.employees < 50)
    return random.weighted({ "Calvanto Core": 0.7, "Calvanto Evidence": 0.24, "Calvanto Suite": 0.06 });
  return random.weighted({ "Calvanto Core": 0.34, "Calvanto Evidence": 0.38, "Calvanto Suite": 0.28 });
}

/** The facts of a new opportunity. */
export function drawFacts(company: Company, random: Random): DealFacts {
  const product = drawProduct(company, random);
  return {
    product,
    amount: drawAmount(company, product, random),
    leadSource: random.weighted({ Inbound: 0.34, Outbound: 0.3, Referral: 0.12, Partner: 0.12, Event: 0.12 }),
    route: random.weighted({ Direct: 0.74, Reseller: 0.18, Marketplace: 0.08 }),
    competitor: random.weighted({ "None named": 0.5, Spreadsheets: 0.24, Checkvane: 0.14, Provelane: 0.12 }),
  };
}
