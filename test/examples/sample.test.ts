import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ACCOUNT_ATTRIBUTES } from "../../examples/generator/account-attributes.ts";
import { KINDS, kindOfFacts } from "../../examples/generator/kinds.ts";
import { generateSampleCompany } from "../../examples/generator/sample-company.ts";
import { areaUnderCurve } from "../../examples/generator/separation.ts";
import { dayOf, FOLDER, folded, headerOf, kindFacts, numberOf, type Row, readCsv, share, tokensOf } from "./reading.ts";

const count = z.object({ deals: z.number(), won: z.number(), rate: z.number() });
const truthSchema = z.object({
  as_of: z.string(),
  window: z.object({ from: z.string(), to: z.string() }),
  base_rate: z.object({ all: count, last_24_months: count, existing_business: z.object({ rate: z.number() }) }),
  oracle_auc: z.object({ all: z.number(), last_24_months: z.number() }),
  kinds: z.array(
    z.object({
      name: z.string(),
      role: z.enum(["best", "poor", "rest"]),
      rules: z.array(z.unknown()),
      last_24_months: count,
      share_of_deals: z.number(),
      share_of_wins: z.number(),
      share_of_prospects: z.number(),
    }),
  ),
  attributes: z.array(
    z.object({
      name: z.string(),
      salesforce_header: z.string(),
      hubspot_header: z.string(),
      flat_header: z.string(),
      prospect_header: z.string(),
      noise: z.boolean(),
      missing_share_accounts: z.number(),
      missing_share_prospects: z.number(),
    }),
  ),
  leaks: z.array(z.object({ header: z.string(), audit: z.array(z.enum(["a", "b", "c"])) })),
  honest_but_suspicious: z.array(z.object({ header: z.string() })),
  quality: z.object({
    opportunity_rows: z.number(),
    opportunities: z.number(),
    duplicate_opportunity_rows: z.number(),
    by_use: z.record(z.string(), z.number()),
    by_type: z.record(z.string(), z.number()),
    open_of_any_type: z.number(),
    closed_before_creation: z.number(),
    created_1900: z.number(),
    closing_2099: z.number(),
    accounts: z.number(),
    duplicate_accounts: z.number(),
    accounts_without_website: z.number(),
    prospects: z.number(),
    prospects_already_accounts: z.number(),
  }),
});

const truth = truthSchema.parse(JSON.parse(readFileSync(join(FOLDER, "truth.json"), "utf8")));

/** A counted deal: closed new business with an account, once. */
interface Counted {
  readonly opportunity: Row;
  readonly account: Row;
  readonly won: boolean;
  readonly probability: number;
  readonly kind: string;
  readonly inWindow: boolean;
}

let accounts: Row[];
/** Opportunities whose account id is written in its 15-character form. */
let shortIds: number;
let rows: Row[];
let opportunities: Row[];
let prospects: Row[];
let customers: Row[];
let events: Row[];
let counted: Counted[];

function site(address: string): string {
  return address
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/\/$/, "");
}

function isAdministrative(row: Row): boolean {
  return ["Duplicate record", "Test record", "Created in error"].includes(row.Closed_Lost_Reason__c!);
}

function isCounted(row: Row): boolean {
  return row.Type === "New Customer" && row.IsClosed === "true" && row.AccountId !== "" && !isAdministrative(row);
}

function observedKind(account: Row): string {
  const { Industry, NumberOfEmployees, BillingCountry, Tech_Stack__c } = account;
  return kindOfFacts(kindFacts(Industry!, NumberOfEmployees!, BillingCountry!, Tech_Stack__c!)).name;
}

function rate(deals: readonly Counted[]): number {
  return share(deals, (deal) => deal.won);
}

function aucOf(deals: readonly Counted[], score: (deal: Counted) => number | null): number {
  const known = deals.flatMap((deal) => {
    const value = score(deal);
    return value === null ? [] : [{ score: value, positive: deal.won }];
  });
  return areaUnderCurve(known);
}

beforeAll(async () => {
  accounts = await readCsv("salesforce/Account.csv");
  const longId = new Map(accounts.map((account) => [account.Id!.slice(0, 15), account.Id!]));
  const raw = await readCsv("salesforce/Opportunity.csv");
  shortIds = raw.filter((row) => row.AccountId!.length === 15).length;
  rows = raw.map((row) => ({ ...row, AccountId: longId.get(row.AccountId!.slice(0, 15)) ?? "" }));
  prospects = await readCsv("prospects.csv");
  customers = await readCsv("customers.csv");
  events = await readCsv("events.csv");
  opportunities = [...new Map(rows.map((row) => [row.Id!, row])).values()];
  const accountById = new Map(accounts.map((account) => [account.Id!, account]));
  const truthById = new Map((await readCsv("truth.csv")).map((row) => [row.opportunity_id!, row]));
  counted = opportunities.filter(isCounted).map((opportunity) => {
    const planted = truthById.get(opportunity.Id!)!;
    return {
      opportunity,
      account: accountById.get(opportunity.AccountId!)!,
      won: opportunity.IsWon === "true",
      probability: Number(planted.true_probability),
      kind: planted.kind!,
      inWindow: opportunity.CloseDate! >= truth.window.from,
    };
  });
});

describe("the files", () => {
  const generated = generateSampleCompany();

  test("are what the generator writes, byte for byte", () => {
    for (const [path, content] of generated)
      expect(readFileSync(join(FOLDER, path)).equals(Buffer.from(content)), path).toBe(true);
    const committed = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((path) =>
      statSync(join(FOLDER, path)).isFile(),
    );
    expect(committed.sort()).toEqual([...generated.keys()].sort());
  });

  test("depend on the seed alone", () => {
    // As digests: bytes that are compared one by one take a minute.
    const digests = (files: typeof generated) =>
      new Map([...files].map(([path, content]) => [path, createHash("sha256").update(content).digest("hex")]));
    const other = digests(generateSampleCompany("another"));
    expect(other.get("salesforce/Account.csv")).not.toBe(digests(generated).get("salesforce/Account.csv"));
    expect(digests(generateSampleCompany("another"))).toEqual(other);
  });

  test("stay under 12 MB", () => {
    const bytes = [...generated.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
    expect(bytes).toBeLessThan(12_000_000);
  });

  test("parse in DuckDB with the rows they should have", async () => {
    expect(rows).toHaveLength(truth.quality.opportunity_rows);
    expect(await readCsv("flat/deals.csv")).toHaveLength(truth.quality.opportunity_rows);
    expect(await readCsv("truth.csv")).toHaveLength(truth.quality.opportunities);
    expect(accounts).toHaveLength(truth.quality.accounts);
    expect(prospects).toHaveLength(truth.quality.prospects);
    expect(events.length).toBeGreaterThan(14_000);
    expect(customers.length).toBeGreaterThan(600);
  });

  test("refer to each other", async () => {
    const contacts = await readCsv("salesforce/Contact.csv");
    const roles = await readCsv("salesforce/OpportunityContactRole.csv");
    const accountIds = new Set(accounts.map((row) => row.Id!));
    const contactIds = new Set(contacts.map((row) => row.Id!));
    const opportunityIds = new Set(opportunities.map((row) => row.Id!));
    expect(accountIds.size).toBe(accounts.length);
    expect(contactIds.size).toBe(contacts.length);
    expect(contacts.length).toBeGreaterThan(3_800);
    expect(contacts.every((row) => accountIds.has(row.AccountId!))).toBe(true);
    expect(roles.every((row) => contactIds.has(row.ContactId!) && opportunityIds.has(row.OpportunityId!))).toBe(true);
    expect(customers.every((row) => row.account_id === "" || accountIds.has(row.account_id!))).toBe(true);
    expect(events.every((row) => (row.account_id === "" ? row.domain !== "" : accountIds.has(row.account_id!)))).toBe(
      true,
    );
  });

  test("end on the day of the export", () => {
    const newest = (dates: readonly string[]) => [...dates].sort().at(-1);
    const decided = opportunities.filter((row) => row.IsClosed === "true").map((row) => row.CloseDate!);
    const created = opportunities.map((row) => row.CreatedDate!.slice(0, 10));
    const happened = events.map((row) => row.occurred_at!.slice(0, 10));
    const contracts = customers.flatMap((row) => [row.start_date!, row.churn_date!]);
    expect(newest([...decided, ...created, ...happened, ...contracts])).toBe(truth.as_of);
  });
});

describe("the spreadsheet", () => {
  const same: readonly (readonly [string, string])[] = [
    ["Id", "Opportunity ID"],
    ["AccountId", "Account ID"],
    ["Name", "Opportunity Name"],
    ["StageName", "Stage"],
    ["Type", "Type"],
    ["LeadSource", "Lead Source"],
    ["Product__c", "Product"],
    ["Route__c", "Route"],
    ["Competitor_At_Creation__c", "Competitor At Creation"],
    ["Amount", "Amount"],
    ["CurrencyIsoCode", "Currency"],
    ["Amount (converted)", "Amount (converted)"],
    ["Probability", "Probability (%)"],
    ["ForecastCategory", "Forecast Category"],
    ["Days_In_Stage__c", "Days In Stage"],
    ["Closed_Lost_Reason__c", "Closed Lost Reason"],
    ["Contract_Tier__c", "Contract Tier"],
    ["Handover_Score__c", "Handover Score"],
    ["NextStep", "Next Step"],
    ["Description", "Description"],
    ["Owner.Name", "Opportunity Owner"],
  ];

  function usDate(isoDate: string): string {
    return `${isoDate.slice(5, 7)}/${isoDate.slice(8, 10)}/${isoDate.slice(0, 4)}`;
  }

  test("holds the same opportunities in the same order, cell by cell", async () => {
    const flat = await readCsv("flat/deals.csv");
    const accountById = new Map(accounts.map((account) => [account.Id!, account]));
    const fromSalesforce = rows.map((row) => {
      const account = accountById.get(row.AccountId!) ?? {};
      return {
        ...Object.fromEntries(same.map(([api, label]) => [label, row[api]!])),
        "Created Date": usDate(row.CreatedDate!),
        "Close Date": usDate(row.CloseDate!),
        "Last Activity": usDate(row.LastActivityDate!),
        "Account Name": account.Name ?? "",
        "Parent Account": account.ParentId ? accountById.get(account.ParentId)!.Name! : "",
        Website: account.Website ?? "",
        "Kickoff Region": account.Kickoff_Region__c ?? "",
        ...Object.fromEntries(truth.attributes.map((a) => [a.flat_header, account[a.salesforce_header] ?? ""])),
      };
    });
    expect(flat).toEqual(fromSalesforce);
  });

  test("comes as a report export too, the same rows between a title and a footer", () => {
    const lines = (path: string) => readFileSync(join(FOLDER, path), "utf8").split("\n");
    const report = lines("salesforce/report.csv");
    const table = lines("flat/deals.csv");
    const start = report.indexOf(table[0]!);
    expect(start).toBeGreaterThan(3);
    expect(report.slice(start, start + table.length - 1)).toEqual(table.slice(0, -1));
    expect(report.slice(start + table.length - 1).join(" ")).toContain("salesforce.com");
  });

  test("names custom fields so that both give one attribute name", () => {
    for (const { name, salesforce_header, flat_header } of truth.attributes) {
      if (!salesforce_header.endsWith("__c")) continue;
      expect(flat_header).toBe(salesforce_header.replace(/__c$/, "").replaceAll("_", " "));
      expect(flat_header.toLowerCase().replaceAll(" ", "_")).toBe(name);
    }
    expect(headerOf("flat/deals.csv")).toContain("Tech Stack");
  });
});

describe("the HubSpot export", () => {
  const same: readonly (readonly [string, string])[] = [
    ["Name", "Deal Name"],
    ["StageName", "Deal Stage"],
    ["LeadSource", "Lead Source"],
    ["Product__c", "Product"],
    ["Route__c", "Route"],
    ["Competitor_At_Creation__c", "Competitor At Creation"],
    ["Amount", "Amount"],
    ["CurrencyIsoCode", "Currency"],
    ["Amount (converted)", "Amount in company currency"],
    ["ForecastCategory", "Forecast category"],
    ["Days_In_Stage__c", "Days In Stage"],
    ["Closed_Lost_Reason__c", "Closed Lost Reason"],
    ["IsWon", "Is Closed Won"],
    ["IsClosed", "Is Deal Closed?"],
    ["Contract_Tier__c", "Contract Tier"],
    ["Handover_Score__c", "Handover Score"],
    ["NextStep", "Next step"],
    ["Description", "Deal Description"],
    ["Owner.Name", "Deal owner"],
  ];

  test("holds the same deals and companies in the same order, cell by cell", async () => {
    const deals = await readCsv("hubspot/deals.csv");
    const companies = await readCsv("hubspot/companies.csv");
    const cells = (row: Row, headers: readonly string[]) => headers.map((header) => row[header]);
    const [api, labels] = [same.map(([header]) => header), same.map(([, header]) => header)];
    expect(deals.map((row) => cells(row, labels))).toEqual(rows.map((row) => cells(row, api)));
    expect(deals.map((row) => [row["Create Date"]!.slice(0, 10), row["Close Date"]!.slice(0, 10)])).toEqual(
      rows.map((row) => [row.CreatedDate!.slice(0, 10), row.CloseDate!]),
    );
    expect(deals.every((row) => /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(row["Create Date"]!))).toBe(true);
    expect(new Set(deals.map((row) => row["Record ID"]!)).size).toBe(truth.quality.opportunities);
    expect(
      companies.map((row) => [row["Company name"], ...truth.attributes.map((a) => row[a.hubspot_header])]),
    ).toEqual(accounts.map((row) => [row.Name, ...truth.attributes.map((a) => row[a.salesforce_header])]));
    const nameOf = new Map(companies.map((row) => [row["Record ID"]!, row["Company name"]!]));
    const primary = deals.map((row) => row["Associated Company IDs (Primary)"]!.split(";")[0]!);
    const accountName = new Map(accounts.map((row) => [row.Id!, row.Name!]));
    expect(primary.map((id) => nameOf.get(id) ?? "")).toEqual(rows.map((row) => accountName.get(row.AccountId!) ?? ""));
  });

  test("has HubSpot's quirks: two pipelines with the same stages, empty deal types, second companies", async () => {
    const deals = await readCsv("hubspot/deals.csv");
    const stages = (pipeline: string) =>
      new Set(deals.filter((row) => row.Pipeline === pipeline).map((row) => row["Deal Stage"]!));
    const [sales, renewals] = [stages("New Business"), stages("Renewals & Upgrades")];
    expect(new Set(deals.map((row) => row.Pipeline)).size).toBe(2);
    for (const stage of ["Closed Won", "Closed Lost"]) expect(sales.has(stage) && renewals.has(stage)).toBe(true);
    const untyped = deals.filter((row) => row["Deal Type"] === "");
    expect(new Set(untyped.map((row) => row.Pipeline)).size).toBe(2);
    const joined = deals.filter((row) => row["Associated Company IDs (Primary)"]!.includes(";"));
    expect(joined.length).toBeGreaterThan(20);
    expect(joined.length).toBeLessThan(100);
    expect(deals.every((row, i) => (row.Pipeline === "New Business") === (rows[i]!.Type === "New Customer"))).toBe(
      true,
    );
  });

  test("holds the same contacts with their deals", async () => {
    const contacts = await readCsv("hubspot/contacts.csv");
    const own = await readCsv("salesforce/Contact.csv");
    expect(contacts.map((row) => [row["First Name"], row["Last Name"], row.Email, row["Job Title"]])).toEqual(
      own.map((row) => [row.FirstName, row.LastName, row.Email, row.Title]),
    );
    const roles = await readCsv("salesforce/OpportunityContactRole.csv");
    const tied = contacts.flatMap((row) => row["Associated Deal IDs"]!.split(";").filter((id) => id !== ""));
    expect(tied).toHaveLength(roles.length);
    const ids = new Set((await readCsv("hubspot/deals.csv")).map((row) => row["Record ID"]!));
    expect(tied.every((id) => ids.has(id))).toBe(true);
  });
});

describe("the truth", () => {
  test("new business wins about a third, existing business nearly always", () => {
    const inWindow = counted.filter((deal) => deal.inWindow);
    expect(counted).toHaveLength(truth.base_rate.all.deals);
    expect(inWindow).toHaveLength(truth.base_rate.last_24_months.deals);
    expect(inWindow.length).toBeGreaterThanOrEqual(1_300);
    expect(rate(counted)).toBeCloseTo(truth.base_rate.all.rate, 4);
    expect(rate(inWindow)).toBeCloseTo(truth.base_rate.last_24_months.rate, 4);
    expect(rate(inWindow)).toBeGreaterThan(0.3);
    expect(rate(inWindow)).toBeLessThan(0.34);
    const existing = opportunities.filter((row) => row.Type !== "New Customer" && row.IsClosed === "true");
    const existingRate = share(existing, (row) => row.IsWon === "true");
    expect(existingRate).toBeCloseTo(truth.base_rate.existing_business.rate, 4);
    expect(existingRate).toBeGreaterThan(0.85);
    expect(existingRate).toBeLessThan(0.91);
  });

  test("the true chance separates as well as it says", () => {
    const oracle = areaUnderCurve(counted.map((deal) => ({ score: deal.probability, positive: deal.won })));
    expect(oracle).toBeCloseTo(truth.oracle_auc.all, 3);
    expect(oracle).toBeGreaterThan(0.78);
    expect(oracle).toBeLessThan(0.82);
  });

  test("the true chance is calibrated", () => {
    const expected = counted.reduce((sum, deal) => sum + deal.probability, 0) / counted.length;
    expect(Math.abs(expected - rate(counted))).toBeLessThan(0.02);
  });

  test.each(truth.kinds.map((kind) => [kind.name, kind] as const))("kind %s is as described", (name, kind) => {
    const inWindow = counted.filter((deal) => deal.inWindow);
    const deals = inWindow.filter((deal) => deal.kind === name);
    expect(deals).toHaveLength(kind.last_24_months.deals);
    expect(rate(deals)).toBeCloseTo(kind.last_24_months.rate, 4);
    expect(deals.length / inWindow.length).toBeCloseTo(kind.share_of_deals, 3);
    if (kind.role === "best") {
      expect(rate(deals)).toBeGreaterThan(0.6);
      expect(rate(deals)).toBeLessThan(0.7);
    }
    if (kind.role === "rest") expect(Math.abs(rate(deals) - 0.24)).toBeLessThan(0.03);
  });

  test("two best kinds are three tenths of the deals and most of the wins", () => {
    const best = truth.kinds.filter((kind) => kind.role === "best");
    const sum = (of: (kind: (typeof best)[number]) => number) => best.reduce((total, kind) => total + of(kind), 0);
    expect(best).toHaveLength(2);
    expect(Math.abs(sum((kind) => kind.share_of_deals) - 0.3)).toBeLessThan(0.03);
    expect(sum((kind) => kind.share_of_wins)).toBeGreaterThan(0.55);
    expect(sum((kind) => kind.share_of_wins)).toBeLessThan(0.62);
    expect(sum((kind) => kind.share_of_prospects)).toBeGreaterThan(0.12);
    expect(sum((kind) => kind.share_of_prospects)).toBeLessThan(0.15);
  });

  test("the planted rules hold on the cells as they are written", () => {
    const inWindow = counted.filter((deal) => deal.inWindow);
    const seen = (name: string) => inWindow.filter((deal) => observedKind(deal.account) === name);
    expect(seen("small agencies").length).toBeGreaterThanOrEqual(150);
    expect(rate(seen("small agencies"))).toBeLessThanOrEqual(0.03);
    expect(rate(seen("regulated finance"))).toBeGreaterThan(0.57);
    expect(rate(seen("DACH industry"))).toBeGreaterThan(0.57);
    expect(truth.kinds.map((kind) => kind.rules)).toEqual(KINDS.map((kind) => kind.rules));
  });

  test("regulated finance wins but leaves", () => {
    const accountByDomain = new Map(accounts.map((account) => [site(account.Website!), account]));
    const accountById = new Map(accounts.map((account) => [account.Id!, account]));
    const matured = customers.filter((row) => dayOf(row.start_date!) <= dayOf(truth.as_of) - 365);
    const stayed = (row: Row) => row.churn_date === "" || dayOf(row.churn_date!) > dayOf(row.start_date!) + 365;
    const retention = (kind: string) => {
      const ofKind = matured.filter((row) => {
        const account = accountById.get(row.account_id!) ?? accountByDomain.get(row.domain!);
        return account !== undefined && observedKind(account) === kind;
      });
      return share(ofKind, stayed);
    };
    expect(retention("regulated finance")).toBeLessThan(share(matured, stayed) - 0.08);
    expect(retention("DACH industry")).toBeGreaterThan(0.9);
  });

  test("the market differs from the pipeline", () => {
    const known = prospects.map((row) =>
      kindOfFacts(kindFacts(row.Industry!, row["# Employees"]!, row["Company Country"]!, row.Technologies!)),
    );
    const poor = truth.kinds.find((kind) => kind.role === "poor")!;
    expect(share(known, (kind) => kind.role === "poor")).toBeGreaterThan(0.15);
    expect(poor.share_of_prospects).toBeGreaterThan(poor.share_of_deals + 0.04);
  });

  test("activity rises before won deals", () => {
    const daysByAccount = new Map<string, number[]>();
    for (const event of events) {
      const days = daysByAccount.get(event.account_id!);
      if (days) days.push(dayOf(event.occurred_at!));
      else daysByAccount.set(event.account_id!, [dayOf(event.occurred_at!)]);
    }
    const before = ({ account, opportunity }: Counted) => {
      const created = dayOf(opportunity.CreatedDate!);
      return (daysByAccount.get(account.Id!) ?? []).filter((day) => day < created && day >= created - 90).length;
    };
    const mean = (deals: readonly Counted[]) => deals.reduce((sum, deal) => sum + before(deal), 0) / deals.length;
    const won = mean(counted.filter((deal) => deal.won));
    const lost = mean(counted.filter((deal) => !deal.won));
    expect(won / lost).toBeGreaterThan(1.25);
  });
});

describe("the leaks", () => {
  const filled = (deals: readonly Counted[], header: string) =>
    share(deals, ({ opportunity, account }) => (opportunity[header] ?? account[header]) !== "");
  const won = () => counted.filter((deal) => deal.won);
  const lost = () => counted.filter((deal) => !deal.won);

  test("are columns of the export", () => {
    const headers = `${headerOf("salesforce/Account.csv")},${headerOf("salesforce/Opportunity.csv")}`.split(",");
    for (const { header } of [...truth.leaks, ...truth.honest_but_suspicious]) expect(headers).toContain(header);
  });

  test("Contract_Tier__c has values only among won, for many of them", () => {
    expect(filled(lost(), "Contract_Tier__c")).toBe(0);
    expect(filled(won(), "Contract_Tier__c")).toBeGreaterThan(0.8);
  });

  test("Closed_Lost_Reason__c is filled for lost only", () => {
    expect(filled(won(), "Closed_Lost_Reason__c")).toBe(0);
    expect(filled(lost(), "Closed_Lost_Reason__c")).toBeGreaterThan(0.9);
  });

  test("Handover_Score__c separates nearly perfectly and is filled for both", () => {
    const auc = aucOf(counted, ({ opportunity }) => numberOf(opportunity.Handover_Score__c!));
    expect(auc).toBeGreaterThan(0.98);
    expect(filled(won(), "Handover_Score__c")).toBeGreaterThan(0.8);
    expect(filled(lost(), "Handover_Score__c")).toBeGreaterThan(0.8);
  });

  test("Kickoff_Region__c is filled for accounts that won and hardly for others", () => {
    const bought = new Set(opportunities.filter((row) => row.IsWon === "true").map((row) => row.AccountId!));
    const customerIds = new Set(customers.map((row) => row.account_id!));
    const customerSites = new Set(customers.map((row) => row.domain!));
    const isFilled = (row: Row) => row.Kickoff_Region__c !== "";
    const buyers = accounts.filter((row) => bought.has(row.Id!));
    const others = accounts.filter(
      (row) => !bought.has(row.Id!) && !customerIds.has(row.Id!) && !customerSites.has(site(row.Website!)),
    );
    expect(share(buyers, isFilled)).toBeGreaterThanOrEqual(0.85);
    expect(share(others, isFilled)).toBeLessThanOrEqual(0.05);
    expect(filled(won(), "Kickoff_Region__c")).toBeGreaterThan(0.8);
    expect(filled(lost(), "Kickoff_Region__c")).toBeLessThan(0.2);
  });

  test("Probability and ForecastCategory repeat the outcome; Days_In_Stage__c follows it, below any numeric bar", () => {
    expect(counted.every(({ won: isWon, opportunity }) => opportunity.Probability === (isWon ? "100" : "0"))).toBe(
      true,
    );
    expect(
      counted.every(({ won: isWon, opportunity }) => opportunity.ForecastCategory === (isWon ? "Closed" : "Omitted")),
    ).toBe(true);
    const auc = aucOf(counted, ({ opportunity }) => -numberOf(opportunity.Days_In_Stage__c!)!);
    expect(auc).toBeGreaterThan(0.8);
    expect(auc).toBeLessThan(0.95);
  });

  test("honest columns only look suspicious", () => {
    const known = (deals: readonly Counted[], header: string) =>
      share(deals, ({ account }) => folded(account[header]!) !== null);
    expect(Math.abs(known(won(), "Certification__c") - 0.76)).toBeLessThan(0.05);
    expect(Math.abs(known(lost(), "Certification__c") - 0.6)).toBeLessThan(0.05);
    const complianceAuc = aucOf(counted, ({ account }) => {
      const cell = folded(account.Compliance_Team__c!);
      return cell === null ? null : Number(cell === "yes");
    });
    expect(Math.abs(complianceAuc - 0.66)).toBeLessThan(0.04);
  });
});

describe("the mess", () => {
  test("counts what a quality report should count", () => {
    const { quality } = truth;
    const closed = (row: Row) => row.IsClosed === "true";
    const created = (row: Row) => row.CreatedDate!.slice(0, 10);
    expect(opportunities).toHaveLength(quality.opportunities);
    expect(rows.length - opportunities.length).toBe(quality.duplicate_opportunity_rows);
    expect(opportunities.filter((row) => row.AccountId === "")).toHaveLength(quality.by_use.no_account!);
    expect(opportunities.filter(isAdministrative)).toHaveLength(quality.by_use.administrative_close!);
    expect(opportunities.filter((row) => row.Type !== "New Customer")).toHaveLength(quality.by_use.existing_business!);
    expect(opportunities.filter((row) => row.Type!.endsWith("Renewal"))).toHaveLength(quality.by_type.renewal!);
    expect(opportunities.filter((row) => !closed(row))).toHaveLength(quality.open_of_any_type);
    expect(opportunities.filter((row) => closed(row) && row.CloseDate! < created(row))).toHaveLength(
      quality.closed_before_creation,
    );
    expect(opportunities.filter((row) => created(row) === "1900-01-01")).toHaveLength(quality.created_1900);
    expect(opportunities.filter((row) => row.CloseDate === "2099-12-31")).toHaveLength(quality.closing_2099);
    expect(counted).toHaveLength(quality.by_use.counted!);
  });

  test("twenty companies are accounts twice, with deals on both", () => {
    const bySite = new Map<string, Row[]>();
    for (const account of accounts.filter((row) => row.Website !== "" && row.ParentId === "")) {
      const domain = site(account.Website!);
      bySite.set(domain, [...(bySite.get(domain) ?? []), account]);
    }
    const twins = [...bySite.values()].filter((group) => group.length > 1);
    const withDeals = new Set(opportunities.map((row) => row.AccountId!));
    expect(twins).toHaveLength(truth.quality.duplicate_accounts);
    expect(twins.flat().every((account) => withDeals.has(account.Id!))).toBe(true);
    expect(twins.every(([first, second]) => first!.Name !== second!.Name && first!.Website !== second!.Website)).toBe(
      true,
    );
  });

  test("a seventh of the account ids is written in the 15-character form", () => {
    expect(shortIds / rows.length).toBeGreaterThan(0.05);
    expect(shortIds / rows.length).toBeLessThan(0.25);
  });

  test("groups of companies name their parent, some share its domain", () => {
    const byId = new Map(accounts.map((account) => [account.Id!, account]));
    const subsidiaries = accounts.filter((account) => account.ParentId !== "");
    expect(subsidiaries.length).toBeGreaterThan(20);
    const shared = subsidiaries.filter(
      (account) => site(account.Website!) === site(byId.get(account.ParentId!)!.Website!),
    );
    expect(shared.length).toBeGreaterThanOrEqual(5);
  });

  test("a heap of deals is closed on one day, and some open deals are forgotten", () => {
    const cleaned = counted.filter(({ opportunity }) => opportunity.CloseDate === "2025-12-31");
    const lost = counted.filter(({ won, inWindow }) => !won && inWindow);
    expect(cleaned.filter(({ won }) => !won).length).toBeGreaterThan(0.05 * lost.length);
    const old = opportunities.filter((row) => row.IsClosed === "false" && row.CreatedDate! < "2025-05-01");
    expect(old.length).toBeGreaterThanOrEqual(14);
  });

  test("no lost deal is re-opened within 90 days, so every deal counts once", () => {
    const bySite = new Map<string, Counted[]>();
    for (const deal of counted) {
      const company =
        deal.account.Website === "" || deal.account.ParentId !== "" ? deal.account.Id! : site(deal.account.Website!);
      bySite.set(company, [...(bySite.get(company) ?? []), deal]);
    }
    for (const deals of bySite.values()) {
      const closes = deals.map((deal) => dayOf(deal.opportunity.CloseDate!)).sort((left, right) => left - right);
      for (let index = 1; index < closes.length; index++) {
        expect(closes[index]! - closes[index - 1]!).toBeGreaterThan(90);
      }
    }
  });

  test("leaves 5 to 25 percent of the cells of each attribute empty, as truth says", () => {
    for (const attribute of truth.attributes) {
      const missing = share(accounts, (row) => folded(row[attribute.salesforce_header]!) === null);
      const inMarket = share(prospects, (row) => folded(row[attribute.prospect_header]!) === null);
      expect(missing, attribute.name).toBeCloseTo(attribute.missing_share_accounts, 4);
      expect(inMarket, attribute.name).toBeCloseTo(attribute.missing_share_prospects, 4);
      expect(missing, attribute.name).toBeGreaterThan(0.04);
      expect(missing, attribute.name).toBeLessThan(attribute.name === "certification" ? 0.4 : 0.26);
    }
    expect(truth.attributes.map((attribute) => attribute.name)).toEqual(
      ACCOUNT_ATTRIBUTES.map((attribute) => attribute.name),
    );
  });

  test("folds to a few values by trimming and lower-casing", () => {
    const values = (header: string) =>
      new Set(accounts.map((row) => folded(row[header]!)).filter((value) => value !== null));
    expect(values("Industry").size).toBe(14);
    expect(values("BillingCountry").size).toBe(12);
    expect(new Set(accounts.map((row) => row.Industry!)).size).toBeGreaterThan(40);
    expect(new Set(accounts.flatMap((row) => tokensOf(row.Tech_Stack__c!) ?? [])).size).toBe(15);
    expect(accounts.every((row) => !Number.isNaN(numberOf(row.AnnualRevenue!)))).toBe(true);
    expect(accounts.every((row) => !Number.isNaN(numberOf(row.NumberOfEmployees!)))).toBe(true);
    expect(accounts.some((row) => /^\d+(\.\d+)?M$/.test(row.AnnualRevenue!))).toBe(true);
  });

  test("has two currencies and converted amounts", () => {
    const euros = opportunities.filter((row) => row.CurrencyIsoCode === "EUR" && row.Amount !== "");
    expect(new Set(opportunities.map((row) => row.CurrencyIsoCode!))).toEqual(new Set(["EUR", "USD"]));
    expect(euros.every((row) => Number(row["Amount (converted)"]) === Math.round(Number(row.Amount) * 1.1))).toBe(true);
  });

  test("has free text with commas, quotes and line breaks", () => {
    const notes = opportunities.map((row) => row.Description!);
    for (const mark of [",", '"', "\n"]) expect(notes.filter((note) => note.includes(mark)).length).toBeGreaterThan(20);
  });

  test("uses only domains that cannot exist", () => {
    const domains = [...accounts.map((row) => site(row.Website!)), ...prospects.map((row) => site(row.Website!))];
    expect(domains.every((domain) => domain === "" || domain.endsWith(".example"))).toBe(true);
  });

  test("repeats some accounts among the prospects", () => {
    const own = new Set(accounts.map((row) => site(row.Website!)).filter((domain) => domain !== ""));
    const repeated = prospects.filter((row) => own.has(site(row.Website!))).length;
    expect(repeated).toBeGreaterThan(truth.quality.prospects_already_accounts * 0.9);
    expect(new Set(prospects.map((row) => site(row.Website!))).size).toBe(prospects.length);
  });
});
