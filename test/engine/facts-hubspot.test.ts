import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { IngestOptions } from "../../src/ingest/options.ts";
import { ROOT } from "../source.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { csv, type Gathered, gathered } from "./gathering.ts";

const file = scratchFiles();
let files = 0;

type Row = Readonly<Record<string, string | number | null>>;

async function of(deals: readonly Row[], companies?: readonly Row[], options: Partial<IngestOptions> = {}) {
  const path = file(`deals${files++}.csv`, csv(deals));
  if (companies === undefined) return gathered({ deals: path }, options);
  return gathered({ deals: path, accounts: file(`companies${files++}.csv`, csv(companies)) }, options);
}

const ENDS = ["Closed Won", "Closed Lost", "Proposal"];

/** Thirty deals of ten companies: won, lost and open by turns. */
function deals(n = 30): Record<string, string | number | null>[] {
  return Array.from({ length: n }, (_, i) => ({
    "Record ID": String(18_600_000_000 + i * 7),
    "Deal Name": `Plan ${i} for ${i % 10}`,
    Pipeline: "Sales Pipeline",
    "Deal Stage": ENDS[i % 3]!,
    "Deal Type": "newbusiness",
    Amount: 1000 + i,
    "Create Date": `2026-0${1 + (i % 3)}-1${i % 9} 14:05`,
    "Close Date": `2026-0${4 + (i % 2)}-2${i % 9} 09:30`,
    "Is Closed Won": String(i % 3 === 0),
    "Is Deal Closed?": String(i % 3 !== 2),
    "Associated Company IDs (Primary)": String(9_400_000_000 + (i % 10)),
  }));
}

function companies(n = 10): Record<string, string | number | null>[] {
  return Array.from({ length: n }, (_, i) => ({
    "Record ID": String(9_400_000_000 + i),
    "Company name": `Company ${i}`,
    "Company Domain Name": `company-${i}.example`,
    Industry: ["COMPUTER_SOFTWARE", "BANKING"][i % 2]!,
    "Number of Employees": 10 * (i + 1),
    "Country/Region": "Germany",
    "Create Date": "2025-12-01 10:00",
  }));
}

function without(rows: readonly Row[], ...headers: string[]): Row[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([header]) => !headers.includes(header))));
}

function guess({ facts }: Gathered, what: string): string {
  return facts.guesses.find((one) => one.what === what)!.text;
}

function names({ facts }: Gathered): string[] {
  return facts.candidates.map(({ name }) => name);
}

describe("HubSpot's export labels", () => {
  it("are read without an option: ids, dates with a time, true and false, the company's columns", async () => {
    const result = await of(deals(), companies());
    const { facts, rows } = result;
    expect(facts.evidence).toMatchObject({ opportunities: 20, won: 10, lost: 10, open: 10 });
    expect(guess(result, "outcome")).toBe(
      "Outcome from Is Closed Won and Is Deal Closed?: won where Is Closed Won is true (10), open where Is Deal Closed? is false (10), lost the rest (10).",
    );
    expect(guess(result, "join")).toMatch(/^Matched 30 of 30 deals to companies\d+\.csv by account id\.$/);
    expect(guess(result, "columns")).toBe(
      "Read deal id from Record ID, creation from Create Date, close from Close Date, amount from Amount.",
    );
    expect(names(result)).toEqual(expect.arrayContaining(["industry", "employees", "country"]));
    expect(rows[0]).toMatchObject({ created: "2026-01-10", closed: "2026-04-20", amount: 1000, employees: "10", y: 1 });
    expect(rows[1]).toMatchObject({ industry: "BANKING", employees: "20", y: 0 });
  });

  it("are read in any case, and so are true and false", async () => {
    const shout = (rows: readonly Row[]) =>
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([header, cell]) => [
            header.toUpperCase(),
            cell === "true" ? "TRUE" : cell === "false" ? "False" : cell,
          ]),
        ),
      );
    const [plain, loud] = [await of(deals(), companies()), await of(shout(deals()), shout(companies()))];
    expect(loud.rows).toEqual(plain.rows);
    expect(names(loud)).toEqual(names(plain));
  });
});

describe("HubSpot's associated companies", () => {
  it("joined by ; count with the first, which is the primary one", async () => {
    const plain = await of(deals(), companies());
    const joined = deals().map((row, i) => {
      const primary = row["Associated Company IDs (Primary)"];
      return { ...row, "Associated Company IDs (Primary)": i % 4 ? primary! : `${primary};9400000009` };
    });
    const result = await of(joined, companies());
    expect(result.rows).toEqual(plain.rows);
    expect(guess(result, "join")).toMatch(/^Matched 30 of 30 deals/);
  });

  it("the column of the primary one goes before the list of all, whichever comes first", async () => {
    const listed = deals().map((row, i) => ({
      "Associated Company IDs": `${9_400_000_000 + ((i + 3) % 10)};${row["Associated Company IDs (Primary)"]}`,
      "Associated Company": `Company ${(i + 3) % 10};Company ${i % 10}`,
      ...row,
      "Associated Contact": `Ada Lovelace ${i};Bob Byron ${i}`,
      "Associated Contact IDs": `${i};${i + 1}`,
    }));
    const result = await of(listed, companies());
    expect(result.rows).toEqual((await of(deals(), companies())).rows);
    const aside = new Map(result.facts.setAside.map(({ header, reason }) => [header, reason]));
    for (const header of ["Associated Company IDs", "Associated Contact", "Associated Contact IDs"])
      expect(aside.get(header), header).toBe("names records tied to this one");
    const alone = await of(without(listed, "Associated Company IDs (Primary)", "Associated Company"), companies());
    expect(alone.rows.map((row) => row.employees)).not.toEqual(result.rows.map((row) => row.employees));
    expect(guess(alone, "join")).toMatch(/^Matched 30 of 30 deals to companies\d+\.csv by account id\.$/);
  });
});

describe("HubSpot's pipelines", () => {
  const renewals = (row: Row): Row => ({ ...row, Pipeline: "Renewals", "Deal Type": "existingbusiness" });

  it("with the same stage labels are told apart by deal type, and by pipeline where no type is given", async () => {
    const rows = deals(60).map((row, i) => (i % 5 === 0 ? renewals(row) : row));
    const gaps = rows.map((row, i) => (i % 4 === 0 ? { ...row, "Deal Type": "" } : row));
    const [full, silent] = [await of(rows, companies()), await of(gaps, companies())];
    expect(silent.rows).toEqual(full.rows.map(({ pipeline: _told, ...row }) => row));
    expect(full.facts.newBusiness).toBe("Deal Type is not existingbusiness");
    expect(silent.facts.newBusiness).toBe(
      "Deal Type is not existingbusiness; where Deal Type is empty, Pipeline is not Renewals",
    );
    expect(guess(silent, "new business")).toBe(
      "New business by Deal Type: counted newbusiness (36); left out existingbusiness (9). In the 15 rows without one, by Pipeline (all rows: Sales Pipeline (48); left out Renewals (12)).",
    );
    expect(names(silent)).not.toEqual(expect.arrayContaining(["pipeline"]));
    expect(names(silent)).not.toEqual(expect.arrayContaining(["opportunity_type"]));
  });

  it("tell new business alone where no deal has a type", async () => {
    const rows = deals(60).map((row, i) => ({ ...(i % 5 === 0 ? renewals(row) : row), "Deal Type": "" }));
    const { facts } = await of(rows, companies());
    expect(facts.newBusiness).toBe("Pipeline is not Renewals");
    expect(facts.totals[0]!.outOfScope).toContainEqual({ reason: "not new business", rows: 12 });
  });

  it("named in the stage itself, as in Closed Won (Sales Pipeline), are understood without flags", async () => {
    const rows = without(deals(), "Is Closed Won", "Is Deal Closed?").map((row) => ({
      ...row,
      "Deal Stage": `${row["Deal Stage"]} (Sales Pipeline)`,
    }));
    expect((await of(rows, companies())).facts.evidence).toMatchObject({ won: 10, lost: 10, open: 10 });
  });
});

describe("HubSpot's internal names", () => {
  const NAMES: Readonly<Record<string, string>> = {
    "Record ID": "hs_object_id",
    "Deal Name": "dealname",
    Pipeline: "pipeline",
    "Deal Stage": "dealstage",
    "Deal Type": "dealtype",
    Amount: "amount",
    "Amount in company currency": "amount_in_home_currency",
    Currency: "deal_currency_code",
    "Create Date": "createdate",
    "Close Date": "closedate",
    "Closed Lost Reason": "closed_lost_reason",
    "Is Closed Won": "hs_is_closed_won",
    "Is Deal Closed?": "hs_is_closed",
    "Deal probability": "hs_deal_stage_probability",
    "Forecast category": "hs_manual_forecast_category",
    "Last Activity Date": "notes_last_updated",
    "Next step": "hs_next_step",
    "Deal Description": "description",
    "Deal owner": "hubspot_owner_id",
    "Associated Company IDs (Primary)": "associatedcompanyid",
    "Associated Company (Primary)": "associated_company_name",
    "Company name": "name",
    "Company Domain Name": "domain",
    Industry: "industry",
    "Number of Employees": "numberofemployees",
    "Annual Revenue": "annualrevenue",
    "Country/Region": "country",
    "Year Founded": "founded_year",
    "Lifecycle Stage": "lifecyclestage",
  };

  const internal = (header: string) => NAMES[header] ?? header.toLowerCase().replaceAll(" ", "_");

  function renamed(path: string): string {
    const text = readFileSync(join(ROOT, "examples/calvanto/hubspot", path), "utf8");
    const end = text.indexOf("\n");
    return file(`internal-${path}`, text.slice(0, end).split(",").map(internal).join(",") + text.slice(end));
  }

  it("give the sample company's facts exactly as the labels do", async () => {
    const folder = join(ROOT, "examples/calvanto/hubspot");
    const labels = await gathered({ deals: join(folder, "deals.csv"), accounts: join(folder, "companies.csv") });
    const coded = await gathered({ deals: renamed("deals.csv"), accounts: renamed("companies.csv") });
    expect(coded.facts.evidence).toEqual(labels.facts.evidence);
    const accounts = (result: Gathered) =>
      result.facts.candidates.filter(({ about }) => about === "account").map(({ name }) => name);
    expect(accounts(coded)).toEqual(accounts(labels));
    const kept = ["deal", "row", "account", "y", "created", "closed", "amount", ...accounts(labels)];
    const cells = (result: Gathered) => result.rows.map((row) => kept.map((name) => row[name]));
    expect(cells(coded)).toEqual(cells(labels));
  });

  it("with stages of one's own, which are numbers, need the flags: won and lost, or won and closed", async () => {
    const coded = deals().map((row, i) => {
      const { "Deal Stage": _stage, "Is Closed Won": won, "Is Deal Closed?": _closed, ...rest } = row;
      return { ...rest, dealstage: String(98_765_432 + (i % 3)), hs_is_closed_won: won! };
    });
    const result = await of(
      coded.map((row, i) => ({ ...row, hs_is_closed_lost: String(i % 3 === 1) })),
      companies(),
    );
    expect(result.facts.evidence).toMatchObject({ won: 10, lost: 10, open: 10 });
    expect(guess(result, "outcome")).toBe(
      "Outcome from hs_is_closed_won and hs_is_closed_lost: won where hs_is_closed_won is true (10), lost where hs_is_closed_lost is true (10), the rest is open.",
    );
    expect(names(result)).not.toContain("is_lost");
    const blank = coded.map((row, i) => ({
      ...row,
      hs_is_closed_won: i % 3 === 0 ? "true" : "",
      hs_is_closed_lost: i % 3 === 1 ? "true" : "",
    }));
    expect((await of(blank, companies())).facts.evidence).toMatchObject({ won: 10, lost: 10, open: 10 });
  });

  it("a stage that is only an id beside closedwon and closedlost is open, and what to export is said", async () => {
    const stages = ["closedwon", "closedlost", "98765432"];
    const rows = without(deals(), "Is Closed Won", "Is Deal Closed?", "Deal Stage").map((row, i) => ({
      ...row,
      dealstage: stages[i % 3]!,
    }));
    const result = await of(rows, companies());
    expect(result.facts.evidence).toMatchObject({ won: 10, lost: 10, open: 10 });
    expect(guess(result, "outcome")).toBe(
      "Outcome from dealstage: won is closedwon (10); lost is closedlost (10); still open: 98765432 (10); 98765432 is the id of a stage and says no outcome: export Is Closed Won and Is Deal Closed? too.",
    );
  });
});

it("HubSpot's amount in company currency goes before amounts in several currencies", async () => {
  const rows = deals().map((row, i) => ({
    ...row,
    Currency: i % 2 ? "EUR" : "USD",
    "Amount in company currency": i % 2 ? 2000 + i : 1000 + i,
  }));
  const { facts, rows: facted } = await of(rows, companies());
  expect(facted[1]).toMatchObject({ amount: 2001 });
  expect(facts.setAside.find(({ header }) => header === "Amount")!.reason).toBe(
    "in 2 currencies (EUR, USD); Amount in company currency is used",
  );
});

it("ids that a spreadsheet turned into 9.4E+09 are not used, and that is told", async () => {
  const damaged = companies().map((row, i) => ({ ...row, "Record ID": "9.4E+09", "Company name": `Company ${i}` }));
  const rows = deals().map((row, i) => ({ ...row, "Associated Company (Primary)": `Company ${i % 10}` }));
  const result = await of(rows, damaged);
  expect(guess(result, "join")).toMatch(/^Matched 30 of 30 deals to companies\d+\.csv by account name\.$/);
  expect(result.facts.notes.join(" ")).toMatch(/Record ID was damaged by a spreadsheet/);
});
