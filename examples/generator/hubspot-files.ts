import { ACCOUNT_ATTRIBUTES } from "./account-attributes.ts";
import type { AccountBook, AccountRecord } from "./account-records.ts";
import type { Contact, ContactRole } from "./contacts.ts";
import { type Column, toCsv } from "./csv.ts";
import { HISTORY_START, hubspotDateTime } from "./dates.ts";
import type { Deal } from "./deal.ts";
import { hubspotId } from "./hubspot-id.ts";
import { hubspotZip } from "./hubspot-zips.ts";
import type { OpportunityRecord } from "./opportunity-records.ts";
import type { Random } from "./random.ts";

/** Deals on which the seller never chose a type; the pipeline they lie in still tells. */
const WITHOUT_TYPE = 0.07;
/** Deals with a second company beside the primary one, such as the partner who brought them. */
const SECOND_COMPANY = 0.02;

/** The same company, as a HubSpot portal holds it. */
export interface HubspotSource {
  readonly book: AccountBook;
  readonly opportunities: readonly OpportunityRecord[];
  readonly contacts: readonly Contact[];
  readonly roles: readonly ContactRole[];
}

function column<Row>(header: string, cell: (row: Row) => string): Column<Row> {
  return { header, cell };
}

/** The HubSpot id of each Salesforce id, in the order in which they come. */
function idsOf(object: Parameters<typeof hubspotId>[0], salesforceIds: Iterable<string>): Map<string, string> {
  return new Map([...new Set(salesforceIds)].map((id, index) => [id, hubspotId(object, index)]));
}

function isNewCustomer({ deal }: OpportunityRecord): boolean {
  return deal.type === "New Customer";
}

function dealType(row: OpportunityRecord, random: Random): string {
  if (random.fork(`${row.deal.key}/type`).chance(WITHOUT_TYPE)) return "";
  return isNewCustomer(row) ? "newbusiness" : "existingbusiness";
}

/** HubSpot closes a deal at a minute of the day. */
function closeSecond(row: OpportunityRecord): number {
  return 8 * 3600 + ((row.createdSecond * 7) % 36_000);
}

function companyIds(row: OpportunityRecord, companies: ReadonlyMap<string, string>, random: Random): string {
  if (row.account === null) return "";
  const primary = companies.get(row.account.id)!;
  const own = random.fork(`${row.deal.key}/companies`);
  const second = own.pick([...companies.values()]);
  return own.chance(SECOND_COMPANY) && second !== primary ? `${primary};${second}` : primary;
}

type DealColumn = Column<OpportunityRecord>;

function dealColumns(source: HubspotSource, companies: ReadonlyMap<string, string>, random: Random): DealColumn[] {
  const ids = idsOf(
    "deal",
    source.opportunities.map((row) => row.id),
  );
  return [
    column("Record ID", (row) => ids.get(row.id)!),
    column("Deal Name", (row) => row.name),
    column("Pipeline", (row) => (isNewCustomer(row) ? "New Business" : "Renewals & Upgrades")),
    column("Deal Stage", (row) => row.stage),
    column("Deal Type", (row) => dealType(row, random)),
    column("Amount", (row) => row.amount),
    column("Amount in company currency", (row) => row.amountConverted),
    column("Currency", (row) => row.currency),
    column("Create Date", (row) => hubspotDateTime(row.created, row.createdSecond)),
    column("Close Date", (row) => hubspotDateTime(row.closed, closeSecond(row))),
    column("Closed Lost Reason", (row) => row.lostReason),
    column("Is Closed Won", (row) => String(row.deal.status === "won")),
    column("Is Deal Closed?", (row) => String(row.deal.status !== "open")),
    column("Deal probability", (row) => String(Number(row.probability) / 100)),
    column("Forecast category", (row) => row.forecastCategory),
    column("Lead Source", (row) => row.leadSource),
    column("Product", (row) => row.product),
    column("Route", (row) => row.route),
    column("Competitor At Creation", (row) => row.competitor),
    column("Days In Stage", (row) => row.daysInStage),
    column("Contract Tier", (row) => row.contractTier),
    column("Handover Score", (row) => row.handoverScore),
    column("Last Activity Date", (row) => hubspotDateTime(row.lastActivity, closeSecond(row))),
    column("Next step", (row) => row.nextStep),
    column("Deal Description", (row) => row.description),
    column("Deal owner", (row) => row.owner.name),
    column("Associated Company IDs (Primary)", (row) => companyIds(row, companies, random)),
    column("Associated Company (Primary)", (row) => row.account?.name ?? ""),
  ];
}

/** The day a company was entered: with its first deal. */
function enteredDays(opportunities: readonly OpportunityRecord[]): Map<AccountRecord, number> {
  const days = new Map<AccountRecord, number>();
  for (const { account, deal } of opportunities) {
    if (account !== null && !days.has(account)) days.set(account, deal.created);
  }
  return days;
}

/** HubSpot moves a company along by itself, so the stage tells who bought. */
function lifecycleStage(statuses: ReadonlySet<string> | undefined): string {
  if (statuses === undefined) return "Lead";
  return statuses.has("won") ? "Customer" : "Opportunity";
}

function statusesOf(opportunities: readonly OpportunityRecord[]): Map<AccountRecord, Set<string>> {
  const statuses = new Map<AccountRecord, Set<string>>();
  for (const { account, deal } of opportunities) {
    if (account !== null) statuses.set(account, (statuses.get(account) ?? new Set()).add(deal.status));
  }
  return statuses;
}

/** HubSpot keeps the bare domain. */
function domainOfWebsite(website: string): string {
  return website
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/\/$/, "");
}

function companyColumns(
  { opportunities }: HubspotSource,
  companies: ReadonlyMap<string, string>,
): Column<AccountRecord>[] {
  const entered = enteredDays(opportunities);
  const statuses = statusesOf(opportunities);
  return [
    column("Record ID", (row) => companies.get(row.id)!),
    column("Company name", (row) => row.name),
    column("Parent Company", (row) => row.parent?.name ?? ""),
    column("Company Domain Name", (row) => domainOfWebsite(row.website)),
    ...ACCOUNT_ATTRIBUTES.map(({ hubspotHeader }, index) =>
      column(hubspotHeader, (row: AccountRecord) => row.attributes[index]!),
    ),
    column("Kickoff Region", (row) => row.kickoffRegion),
    column("Lifecycle Stage", (row) => lifecycleStage(statuses.get(row))),
    column("Create Date", (row) => hubspotDateTime(entered.get(row) ?? HISTORY_START, 9 * 3600)),
  ];
}

/** The HubSpot ids of each contact's deals. */
function dealsOfContacts({ opportunities, roles }: HubspotSource): Map<Contact, string> {
  const records = new Map<Deal, string>(opportunities.map((row) => [row.deal, row.id]));
  const ids = idsOf(
    "deal",
    opportunities.map((row) => row.id),
  );
  const deals = new Map<Contact, string>();
  for (const { deal, contact } of roles) {
    const id = ids.get(records.get(deal)!)!;
    const before = deals.get(contact);
    deals.set(contact, before === undefined ? id : `${before};${id}`);
  }
  return deals;
}

function contactColumns(source: HubspotSource, companies: ReadonlyMap<string, string>): Column<Contact>[] {
  const ids = idsOf(
    "contact",
    source.contacts.map((contact) => contact.id),
  );
  const deals = dealsOfContacts(source);
  return [
    column("Record ID", (row) => ids.get(row.id)!),
    column("First Name", (row) => row.first),
    column("Last Name", (row) => row.last),
    column("Email", (row) => row.email),
    column("Job Title", (row) => row.title),
    column("Department", (row) => row.department),
    column("Buying Role", (row) => row.role),
    column("Create Date", (row) => hubspotDateTime(row.created, 9 * 3600)),
    column("Unsubscribed from all email", (row) => String(row.optedOut)),
    column("Associated Company IDs (Primary)", (row) => companies.get(row.accountId)!),
    column("Associated Deal IDs", (row) => deals.get(row) ?? ""),
  ];
}

/** A table before it is a file. */
export interface HubspotTable<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/**
 * deals.csv, companies.csv and contacts.csv as HubSpot exports them: the same rows in the same order as the Salesforce export. Deals and
 * companies also as the zip that HubSpot sends for a large export.
 */
export function hubspotFiles(
  source: HubspotSource,
  random: Random,
): readonly (readonly [path: string, content: string | Uint8Array])[] {
  const companies = idsOf(
    "company",
    source.book.records.map((record) => record.id),
  );
  const deals = { columns: dealColumns(source, companies, random), rows: source.opportunities };
  const ofCompanies = { columns: companyColumns(source, companies), rows: source.book.records };
  return [
    ["hubspot/deals.csv", toCsv(deals.columns, deals.rows)],
    ["hubspot/companies.csv", toCsv(ofCompanies.columns, ofCompanies.rows)],
    ["hubspot/all-deals.zip", hubspotZip("all-deals", deals)],
    ["hubspot/all-companies.zip", hubspotZip("all-companies", ofCompanies)],
    ["hubspot/contacts.csv", toCsv(contactColumns(source, companies), source.contacts)],
  ];
}
