import { ACCOUNT_ATTRIBUTES } from "./account-attributes.ts";
import { type AccountBook, TWINS } from "./account-records.ts";
import type { ProspectRecord } from "./company-files.ts";
import { type Column, toCsv } from "./csv.ts";
import { YEARLY_CHURN } from "./customers.ts";
import { AS_OF, isoDate, WINDOW_START } from "./dates.ts";
import { type Deal, DOLLARS_PER_EURO } from "./deal.ts";
import { BEFORE_CREATION } from "./events.ts";
import { KINDS, type KindName, kindOf } from "./kinds.ts";
import { ODDITIES, type OpportunityRecord } from "./opportunity-records.ts";
import { areaUnderCurve } from "./separation.ts";
import { WIN_MODEL } from "./win-model.ts";
import { SIZE, type World } from "./world.ts";

/** What became of an opportunity as evidence; every distinct opportunity has exactly one use. */
export type Use = "counted" | "open" | "existing business" | "administrative close" | "no account";

function useOf(deal: Deal): Use {
  if (deal.type !== "New Customer") return "existing business";
  if (deal.administrative) return "administrative close";
  if (deal.orphan) return "no account";
  return deal.status === "open" ? "open" : "counted";
}

function distinct(records: readonly OpportunityRecord[]): OpportunityRecord[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : rounded(part / whole);
}

const TRUTH_COLUMNS: readonly Column<OpportunityRecord>[] = [
  { header: "opportunity_id", cell: (row) => row.id },
  { header: "use", cell: (row) => useOf(row.deal) },
  { header: "kind", cell: (row) => kindOf(row.deal.company) },
  { header: "true_probability", cell: (row) => row.deal.probability?.toFixed(4) ?? "" },
];

/** truth.csv: for each distinct opportunity its use, its kind, and its true chance of winning. */
export function truthCsv(records: readonly OpportunityRecord[]): string {
  return toCsv(TRUTH_COLUMNS, distinct(records));
}

function countOf(deals: readonly Deal[]) {
  const won = deals.filter((deal) => deal.status === "won").length;
  const expected = deals.reduce((sum, deal) => sum + (deal.probability ?? 0), 0);
  return { deals: deals.length, won, rate: share(won, deals.length), expected_rate: share(expected, deals.length) };
}

function oracleAuc(deals: readonly Deal[]): number {
  return rounded(areaUnderCurve(deals.map((deal) => ({ score: deal.probability!, positive: deal.status === "won" }))));
}

function kindTruth(name: KindName, counted: readonly Deal[], inWindow: readonly Deal[], world: World) {
  const ofKind = (deals: readonly Deal[]) => deals.filter((deal) => kindOf(deal.company) === name);
  const wins = inWindow.filter((deal) => deal.status === "won");
  const customers = world.customers.filter((customer) => kindOf(customer.company) === name);
  return {
    all: countOf(ofKind(counted)),
    last_24_months: countOf(ofKind(inWindow)),
    share_of_deals: share(ofKind(inWindow).length, inWindow.length),
    share_of_wins: share(ofKind(wins).length, wins.length),
    share_of_prospects: share(
      world.prospects.filter((company) => kindOf(company) === name).length,
      world.prospects.length,
    ),
    customers: customers.length,
    churned: customers.filter((customer) => customer.churned !== null).length,
    yearly_churn: YEARLY_CHURN[name],
  };
}

const UNKNOWN: ReadonlySet<string> = new Set(["", "unknown", "n/a", "-"]);

function missingShare(rows: readonly { readonly attributes: readonly string[] }[], index: number): number {
  return share(rows.filter((row) => UNKNOWN.has(row.attributes[index]!.toLowerCase())).length, rows.length);
}

function attributesTruth(book: AccountBook, prospects: readonly ProspectRecord[]) {
  return ACCOUNT_ATTRIBUTES.map(
    ({ name, salesforceHeader, hubspotHeader, flatHeader, prospectHeader, noise }, index) => ({
      name,
      salesforce_header: salesforceHeader,
      hubspot_header: hubspotHeader,
      flat_header: flatHeader,
      prospect_header: prospectHeader,
      noise,
      missing_share_accounts: missingShare(book.records, index),
      missing_share_prospects: missingShare(prospects, index),
    }),
  );
}

/** Kinds of the leakage audit: a name or type; b separates nearly perfectly alone, or has values only among won; c filled for one class. */
const LEAKS = [
  {
    header: "Closed_Lost_Reason__c",
    about: "opportunity",
    audit: ["a", "c"],
    telling_name: true,
    how: "written when a deal is lost; filled for lost only",
  },
  {
    header: "Probability",
    about: "opportunity",
    audit: ["a", "b"],
    telling_name: true,
    how: "100 for won, 0 for lost",
  },
  {
    header: "ForecastCategory",
    about: "opportunity",
    audit: ["a", "b"],
    telling_name: true,
    how: "Closed for won, Omitted for lost",
  },
  {
    header: "Days_In_Stage__c",
    about: "opportunity",
    audit: ["a"],
    telling_name: true,
    how: "counted up to the close; longer for lost",
  },
  { header: "LastActivityDate", about: "opportunity", audit: ["a"], telling_name: true, how: "moves with the close" },
  {
    header: "Contract_Tier__c",
    about: "opportunity",
    audit: ["b", "c"],
    telling_name: false,
    how: "written into the contract; values among won only",
  },
  {
    header: "Handover_Score__c",
    about: "opportunity",
    audit: ["b"],
    telling_name: false,
    how: "given after the decision; filled for both, separates nearly perfectly",
  },
  {
    header: "Kickoff_Region__c",
    about: "account",
    audit: ["c"],
    telling_name: false,
    how: "filled in by onboarding; nearly always for accounts that won, hardly ever for others",
  },
] as const;

const HONEST_BUT_SUSPICIOUS = [
  {
    header: "Certification__c",
    why: "more often missing for lost than for won, because the provider covers large regulated companies better",
  },
  { header: "Compliance_Team__c", why: "the strongest single attribute, known before any deal" },
  { header: "Funding_Stage__c", why: "its name contains stage" },
  { header: "Open_Job_Postings__c", why: "its name contains open" },
  { header: "Competitor_At_Creation__c", why: "about the deal, but written when it was created" },
] as const;

function qualityTruth(records: readonly OpportunityRecord[], book: AccountBook, prospects: readonly ProspectRecord[]) {
  const rows = distinct(records);
  const count = (holds: (row: OpportunityRecord) => boolean) => rows.filter(holds).length;
  const used = (use: Use) => count((row) => useOf(row.deal) === use);
  return {
    opportunity_rows: records.length,
    opportunities: rows.length,
    duplicate_opportunity_rows: records.length - rows.length,
    by_use: {
      counted: used("counted"),
      open: used("open"),
      existing_business: used("existing business"),
      administrative_close: used("administrative close"),
      no_account: used("no account"),
    },
    by_type: {
      new_customer: count((row) => row.deal.type === "New Customer"),
      renewal: count((row) => row.deal.type === "Existing Customer - Renewal"),
      upgrade: count((row) => row.deal.type === "Existing Customer - Upgrade"),
    },
    open_of_any_type: count((row) => row.deal.status === "open"),
    closed_before_creation: count((row) => row.deal.status !== "open" && row.closed < row.created),
    created_1900: ODDITIES.created1900,
    closing_2099: ODDITIES.closing2099,
    accounts: book.records.length,
    duplicate_accounts: TWINS,
    accounts_without_website: book.records.filter((record) => record.website === "").length,
    prospects: prospects.length,
    prospects_already_accounts: SIZE.knownProspects,
  };
}

function existingBusinessTruth(deals: readonly Deal[]) {
  const {
    deals: closed,
    won,
    rate,
  } = countOf(deals.filter((deal) => deal.type !== "New Customer" && deal.status !== "open"));
  return { closed, won, rate };
}

/** truth.json: everything a test may hold the engine against. */
export function truthJson(
  seed: string,
  world: World,
  records: readonly OpportunityRecord[],
  book: AccountBook,
  prospects: readonly ProspectRecord[],
): string {
  const counted = world.deals.filter((deal) => useOf(deal) === "counted");
  const inWindow = counted.filter((deal) => deal.closed >= WINDOW_START);
  const truth = {
    seed,
    as_of: isoDate(AS_OF),
    window: { from: isoDate(WINDOW_START), to: isoDate(AS_OF) },
    dollars_per_euro: DOLLARS_PER_EURO,
    base_rate: {
      all: countOf(counted),
      last_24_months: countOf(inWindow),
      existing_business: existingBusinessTruth(world.deals),
    },
    oracle_auc: { all: oracleAuc(counted), last_24_months: oracleAuc(inWindow) },
    kinds: KINDS.map(({ name, role, rules }) => ({ name, role, rules, ...kindTruth(name, counted, inWindow, world) })),
    model: WIN_MODEL,
    attributes: attributesTruth(book, prospects),
    leaks: LEAKS,
    honest_but_suspicious: HONEST_BUT_SUSPICIOUS,
    activity_before_creation: BEFORE_CREATION,
    quality: qualityTruth(records, book, prospects),
  };
  return `${JSON.stringify(truth, null, 2)}\n`;
}
