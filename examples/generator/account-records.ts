import { writeAttributes } from "./account-attributes.ts";
import type { Company } from "./company.ts";
import type { Deal } from "./deal.ts";
import { withGroups } from "./groups.ts";
import { variedWebsite } from "./mess.ts";
import type { Random } from "./random.ts";
import { salesforceId } from "./salesforce-id.ts";
import type { World } from "./world.ts";

/** Companies entered a second time, with another spelling of name and website. */
export const TWINS = 20;
const WEBSITE_MISSING = 0.03;
const KICKOFF = { won: 0.89, others: 0.03 } as const;

/** A row of Account.csv: what somebody typed about a company. */
export interface AccountRecord {
  readonly id: string;
  readonly company: Company;
  readonly name: string;
  readonly website: string;
  /** Raw cells, in the order of `ACCOUNT_ATTRIBUTES`. */
  readonly attributes: readonly string[];
  /** Filled by the onboarding team, so nearly only for accounts that bought. */
  readonly kickoffRegion: string;
  readonly isTwin: boolean;
  /** The account above it in its group; null for most. */
  readonly parent: { readonly id: string; readonly name: string } | null;
}

/** The accounts of a CRM and which of them a deal hangs on. */
export interface AccountBook {
  readonly records: readonly AccountRecord[];
  readonly recordOf: (deal: Deal) => AccountRecord | null;
  /** The record that carries a company's contacts, events and contract. */
  readonly mainRecordOf: (company: Company) => AccountRecord;
}

interface Entry {
  readonly company: Company;
  readonly isTwin: boolean;
}

function isNewBusiness(deal: Deal): boolean {
  return deal.type === "New Customer" && !deal.administrative && !deal.orphan;
}

function dealsByCompany(deals: readonly Deal[]): Map<string, Deal[]> {
  const byCompany = new Map<string, Deal[]>();
  for (const deal of deals) byCompany.set(deal.company.key, [...(byCompany.get(deal.company.key) ?? []), deal]);
  return byCompany;
}

function chooseTwins(world: World, byCompany: ReadonlyMap<string, Deal[]>, random: Random): Set<string> {
  const candidates = world.companies.filter(
    (company) => (byCompany.get(company.key) ?? []).filter(isNewBusiness).length > 1,
  );
  return new Set(
    random
      .shuffle(candidates)
      .slice(0, TWINS)
      .map((company) => company.key),
  );
}

function kickoffRegion(company: Company, bought: boolean, random: Random): string {
  if (!random.chance(bought ? KICKOFF.won : KICKOFF.others)) return "";
  if (["Germany", "Austria", "Switzerland"].includes(company.country)) return "Central";
  return ["United States", "Canada"].includes(company.country) ? "Americas" : "North & West";
}

function typedName(company: Company, withLegalForm: boolean): string {
  if (!withLegalForm) return company.name;
  return company.legalForm.endsWith(".")
    ? `${company.name}, ${company.legalForm}`
    : `${company.name} ${company.legalForm}`;
}

function typedWebsite(entry: Entry, hasTwin: boolean, random: Random): string {
  const { domain } = entry.company;
  if (hasTwin) return entry.isTwin ? domain : `https://www.${domain}/`;
  return random.chance(WEBSITE_MISSING) ? "" : variedWebsite(domain, random);
}

/** Types every company into the CRM, twenty of them twice. */
export function writeAccounts(world: World, random: Random): AccountBook {
  const byCompany = dealsByCompany(world.deals);
  const twins = chooseTwins(world, byCompany, random.fork("twins"));
  const legacy = new Set(world.customers.map((customer) => customer.key));
  const entries: Entry[] = [
    ...world.companies.map((company) => ({ company, isTwin: false })),
    ...world.companies.filter((company) => twins.has(company.key)).map((company) => ({ company, isTwin: true })),
  ];

  const onTwin = (deal: Deal) => twins.has(deal.company.key) && deal !== byCompany.get(deal.company.key)![0];
  const bought = ({ company, isTwin }: Entry) => {
    if (!twins.has(company.key)) return legacy.has(company.key);
    return (byCompany.get(company.key) ?? []).some((deal) => deal.status === "won" && onTwin(deal) === isTwin);
  };

  const typed = entries.map((entry, index): AccountRecord => {
    const own = random.fork(entry.isTwin ? `${entry.company.key}/twin` : entry.company.key);
    const hasTwin = twins.has(entry.company.key);
    return {
      id: salesforceId("account", index),
      company: entry.company,
      name: typedName(entry.company, hasTwin ? entry.isTwin : own.chance(0.4)),
      website: typedWebsite(entry, hasTwin, own),
      attributes: writeAttributes(entry.company, own),
      kickoffRegion: kickoffRegion(entry.company, bought(entry), own),
      isTwin: entry.isTwin,
      parent: null,
    };
  });
  const records = withGroups(typed, random.fork("groups"));

  const main = new Map(records.filter((record) => !record.isTwin).map((record) => [record.company.key, record]));
  const twin = new Map(records.filter((record) => record.isTwin).map((record) => [record.company.key, record]));
  return {
    records,
    recordOf: (deal) => (deal.orphan ? null : (onTwin(deal) ? twin : main).get(deal.company.key)!),
    mainRecordOf: (company) => main.get(company.key)!,
  };
}
