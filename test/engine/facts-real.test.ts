import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { foldText } from "../../src/normalise/fold.ts";
import { MISSING_TEXTS } from "../../src/normalise/rule.ts";
import { datasetPath, needsDataset } from "../need.ts";
import { ROOT } from "../source.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { csv, gathered } from "./gathering.ts";

const sample = (path: string) => join(ROOT, "examples/calvanto", path);

describe("the sample company", () => {
  it("gives the same deals from the Salesforce export and from the flat table", async () => {
    const two = await gathered({
      deals: sample("salesforce/Opportunity.csv"),
      accounts: sample("salesforce/Account.csv"),
    });
    const one = await gathered({ deals: sample("flat/deals.csv") });
    const named = ({ facts }: typeof one) => facts.candidates.map(({ name, about }) => [name, about]);
    expect(named(one)).toEqual(named(two));
    // Where a company is in the files twice its cells may come from either record, written otherwise; what is known is the same.
    const merged = new Set(one.facts.merges.flatMap(({ kept, merged }) => [kept.name, merged.name]));
    expect(merged.size).toBe(40);
    expect(two.facts.merges).toHaveLength(20);
    const differing = one.rows.filter((row, i) => JSON.stringify(row) !== JSON.stringify(two.rows[i]));
    expect(differing.length).toBeLessThan(80);
    const own = new Set(differing.map(({ account }) => account));
    expect(own.size).toBeLessThanOrEqual(20);
    expect(one.rows.filter(({ account }) => !own.has(account))).toEqual(
      two.rows.filter(({ account }) => !own.has(account)),
    );
    const missing = (row: (typeof one.rows)[number], name: string) =>
      MISSING_TEXTS.includes(foldText(String(row[name] ?? "")));
    const lost = two.rows.filter((row, i) =>
      named(two).some(([name]) => missing(row, name!) && !missing(one.rows[i]!, name!)),
    );
    expect(lost).toEqual([]);
    const { from, to, asOf, ...counts } = one.facts.evidence;
    expect(two.facts.evidence).toEqual({ from, to, asOf, ...counts });
    expect(one.facts.totals[0]!.outOfScope).toEqual(two.facts.totals[0]!.outOfScope);
    expect(asOf).toBe("2026-06-30");
  });

  it("has its leak columns among the candidates, for the audit to see", async () => {
    const { facts } = await gathered({ deals: sample("flat/deals.csv") });
    const names = facts.candidates.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["probability", "forecast_category", "days_in_stage", "next_step", "handover_score"]),
    );
  });
});

describe("maven-crm", () => {
  beforeEach(needsDataset("maven-crm"));

  it("joins by name: 4,238 won, 2,473 lost, 1,425 open without an account", async () => {
    const files = {
      deals: datasetPath("maven-crm/sales_pipeline.csv"),
      accounts: datasetPath("maven-crm/accounts.csv"),
    };
    const { facts, rows } = await gathered(files, { outcome: "deal_stage=Won/Lost" });
    expect(facts.evidence).toMatchObject({
      opportunities: 6711,
      won: 4238,
      lost: 2473,
      open: 2089,
      openWithoutAccount: 1425,
      asOf: "2017-12-31",
    });
    expect(facts.guesses.find(({ what }) => what === "join")!.text).toBe(
      "Matched 7,375 of 8,800 deals to accounts.csv by account name.",
    );
    expect(facts.candidates.map(({ name }) => name)).toEqual([
      "industry",
      "year_founded",
      "annual_revenue",
      "employees",
      "office_location",
      "product",
      "close_value",
    ]);
    expect(rows[0]).toMatchObject({
      created: "2016-10-20",
      closed: "2017-03-01",
      industry: "retail",
      product: "GTX Plus Basic",
    });
    expect((await gathered(files)).facts.outcome).toBe("deal_stage=Won/Lost");
  });
});

describe("ibm-win-loss", () => {
  beforeEach(needsDataset("ibm-win-loss"));

  it("keeps all 78,025 rows, sets the number aside and leaves the late columns to the audit", async () => {
    const deals = datasetPath("ibm-win-loss/sales_win_loss.csv.gz");
    const { facts, rows } = await gathered(
      { deals },
      { outcome: "Opportunity Result=Won", order: "Opportunity Number" },
    );
    expect(facts.evidence).toMatchObject({
      opportunities: 78_025,
      won: 17_627,
      lost: 60_398,
      accounts: 0,
      asOf: null,
    });
    expect(facts.setAside.map(({ header }) => header)).toEqual(["Opportunity Number", "Opportunity Result"]);
    expect(facts.candidates.length).toBe(17);
    expect(rows[0]!.ord).toBe(1641984);
    expect(facts.notes).toEqual([
      "196 rows share their Opportunity Number with another: all are kept as deals of their own.",
    ]);
  });
});

describe("salvirt-b2b", () => {
  beforeEach(needsDataset("salvirt-b2b"));

  it("sets aside nothing but the seller and the outcome", async () => {
    const { facts } = await gathered(
      { deals: datasetPath("salvirt-b2b/Salvirt_B2B_ML_dataset.csv") },
      { outcome: "Status=Won" },
    );
    expect(facts.evidence).toMatchObject({ opportunities: 448, won: 227, lost: 221 });
    expect(facts.setAside.map(({ header }) => header)).toEqual(["Seller", "Status"]);
    expect(facts.newBusiness).toMatch(/^every deal counts/);
  });
});

describe("totals", () => {
  const file = scratchFiles();
  const cell = <T>(...values: T[]) => fc.constantFrom(...values);
  const row = fc.record({
    "Deal ID": cell("", "1", "2", "3", "4", "5", "6", "7"),
    "Account Name": cell("", "Acme", "Acme Inc", "Bolt", "Core"),
    Name: cell("", "New plan", "Renewal"),
    Stage: cell("Closed Won", "Closed Lost", "Demo", ""),
    "Loss Reason": cell("", "Duplicate", "Price"),
    "Created Date": cell("", "2024-01-01", "1900-01-01", "x"),
    "Close Date": cell("", "2021-01-01", "2024-02-01", "2024-03-01", "2099-01-01"),
    Type: cell("New", "Existing business", ""),
  });

  it("account for every row, whatever the rows (property)", async () => {
    const plenty = Array.from({ length: 24 }, (_, i) => ({
      "Deal ID": `p${i}`,
      "Account Name": `Firm ${i}`,
      Name: `Plan ${i}`,
      Stage: i % 2 ? "Closed Won" : "Closed Lost",
      "Loss Reason": "",
      "Created Date": "2024-01-15",
      "Close Date": "2024-03-15",
      Type: "New",
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 15 }), fc.nat(4), async (rows, broken) => {
        const text = `${csv([...plenty, ...rows])}\n${"too,few\n".repeat(broken)}`;
        const { facts, rows: taken } = await gathered({ deals: file("totals.csv", text) });
        const [totals] = facts.totals;
        const outside = totals!.outOfScope.reduce((sum, { rows }) => sum + rows, 0);
        expect(totals!.read).toBe(24 + rows.length + broken);
        expect(totals!.rejected.length).toBe(broken);
        expect(totals!.taken + totals!.merged + outside + broken).toBe(totals!.read);
        expect(taken.length).toBe(totals!.taken);
        expect(taken.map(({ deal }) => deal)).toEqual(taken.map((_, i) => i));
        const kin = taken.map(({ account }) => account);
        expect(kin.every((account, i) => account <= Math.max(-1, ...kin.slice(0, i)) + 1)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
