import type { Company } from "./company.ts";
import { type Customer, customerOfDeal, legacyCustomer } from "./customers.ts";
import type { Deal } from "./deal.ts";
import { existingBusinessOf } from "./existing-business.ts";
import { drawCompany } from "./market.ts";
import type { Namer } from "./names.ts";
import { administrativeClose, newBusinessOf } from "./new-business.ts";
import { PIPELINE_MIX, UNIVERSE_MIX } from "./profiles.ts";
import type { Random } from "./random.ts";

/** How much of everything the sample holds. */
export const SIZE = {
  pipelineCompanies: 1335,
  legacyCustomers: 100,
  idleCompanies: 50,
  administrativeCloses: 30,
  orphans: 25,
  existingBusiness: 500,
  prospects: 10_000,
  /** Prospects that are already accounts. */
  knownProspects: 220,
} as const;

/** What really happened, before anybody typed it into a CRM. */
export interface World {
  /** Every company that has an account. */
  readonly companies: readonly Company[];
  /** By day of creation. */
  readonly deals: readonly Deal[];
  readonly customers: readonly Customer[];
  readonly prospects: readonly Company[];
}

type Mix = typeof PIPELINE_MIX;

function drawCompanies(name: string, size: number, mix: Mix, random: Random, namer: Namer): Company[] {
  return Array.from({ length: size }, (_, index) => {
    const key = `${name}-${index + 1}`;
    const own = random.fork(key);
    return drawCompany(key, own.weighted(mix), own, namer);
  });
}

function drawProspects(accounts: readonly Company[], random: Random, namer: Namer): Company[] {
  const fresh = drawCompanies("prospect", SIZE.prospects - SIZE.knownProspects, UNIVERSE_MIX, random, namer);
  const known = random.fork("known prospects").shuffle(accounts).slice(0, SIZE.knownProspects);
  return random.fork("prospect order").shuffle([...fresh, ...known]);
}

function drawOrphans(companies: readonly Company[], random: Random): Deal[] {
  return companies.map((company) => ({ ...newBusinessOf(company, random.fork(company.key))[0]!, orphan: true }));
}

function followUps(customers: readonly Customer[], random: Random): Deal[] {
  const all = customers.flatMap((customer) => existingBusinessOf(customer, random.fork(`${customer.key}/existing`)));
  return random.fork("existing business").shuffle(all).slice(0, SIZE.existingBusiness);
}

function byCreation(left: Deal, right: Deal): number {
  return left.created - right.created || (left.key < right.key ? -1 : 1);
}

/** Plays the whole history: companies, their opportunities, the customers they became, and the market around them. */
export function playWorld(random: Random, namer: Namer): World {
  const pipeline = drawCompanies("pipeline", SIZE.pipelineCompanies, PIPELINE_MIX, random, namer);
  const legacy = drawCompanies(
    "legacy",
    SIZE.legacyCustomers,
    { finance: 0.2, industry: 0.34, background: 0.46 },
    random,
    namer,
  );
  const idle = drawCompanies("idle", SIZE.idleCompanies, PIPELINE_MIX, random, namer);
  const unnamed = drawCompanies("orphan", SIZE.orphans, PIPELINE_MIX, random, namer);

  const newBusiness = pipeline.flatMap((company) => newBusinessOf(company, random.fork(`${company.key}/deals`)));
  const customers = [
    ...legacy.map((company) => legacyCustomer(company, random.fork(`${company.key}/customer`))),
    ...newBusiness
      .filter((deal) => deal.status === "won")
      .map((deal) => customerOfDeal(deal, random.fork(`${deal.key}/customer`))),
  ];
  const mistakes = idle
    .slice(0, SIZE.administrativeCloses)
    .map((company) => administrativeClose(company, random.fork(`${company.key}/mistake`)));

  const companies = random.fork("account order").shuffle([...pipeline, ...legacy, ...idle]);
  return {
    companies,
    deals: [...newBusiness, ...mistakes, ...drawOrphans(unnamed, random), ...followUps(customers, random)].sort(
      byCreation,
    ),
    customers,
    prospects: drawProspects(companies, random, namer),
  };
}
