import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

/** What the CRM calls an industry, how LinkedIn and HubSpot say it, and how often its deals are won. */
const WORDS: readonly (readonly [salesforce: string, linkedin: string, hubspot: string, won: number])[] = [
  ["Technology", "Computer Software", "COMPUTER_SOFTWARE", 0.6],
  ["Finance", "Investment Management", "FINANCIAL_SERVICES", 0.6],
  ["Insurance", "Insurance", "INSURANCE", 0.6],
  ["Healthcare", "Hospital & Health Care", "HOSPITAL_HEALTH_CARE", 0.3],
  ["Not For Profit", "Non-Profit Organization Management", "NON_PROFIT_ORGANIZATION_MANAGEMENT", 0.05],
  ["Manufacturing", "Machinery", "INDUSTRIAL_AUTOMATION", 0.3],
  ["Consulting", "Management Consulting", "MANAGEMENT_CONSULTING", 0.3],
  ["Transportation", "Logistics and Supply Chain", "TRANSPORTATION_TRUCKING_RAILROAD", 0.1],
  ["Food & Beverage", "Food & Beverages", "FOOD_BEVERAGES", 0.1],
  ["Retail", "Supermarkets", "RETAIL", 0.05],
];
const COUNTRIES = [
  ["United States", "USA", 0.1],
  ["Germany", "Deutschland", 0],
  ["United Kingdom", "UK", -0.05],
] as const;

const folder = scratch();
const file = (name: string) => join(folder, name);

function company(i: number) {
  const { next: random } = createRandom(7, i);
  const [salesforce, linkedin, hubspot, won] = WORDS[i % WORDS.length]!;
  const [country, foreign, more] = COUNTRIES[Math.floor(i / WORDS.length) % COUNTRIES.length]!;
  const employees = Math.round(10 * 40 ** random());
  const y = random() < won + more + (employees > 60 ? 0.15 : -0.1);
  return { id: `a${i}`, salesforce, linkedin, hubspot, country, foreign, employees, y };
}

const companies = Array.from({ length: 1200 }, (_, i) => company(i));

function table(name: string, header: string, rows: readonly string[]): string {
  writeFileSync(file(name), `${[header, ...rows].join("\n")}\n`);
  return file(name);
}

const day = (i: number) => new Date(Date.UTC(2024, 0, 1) + i * 43_200_000).toISOString().slice(0, 10);

beforeAll(async () => {
  const header = "Account Id,Industry,Country,Employees";
  table(
    "crm.csv",
    header,
    companies.map((c) => `${c.id},${c.salesforce},${c.country},${c.employees}`),
  );
  table(
    "linkedin.csv",
    header,
    companies.map((c) => `${c.id},"${c.linkedin}",${c.foreign},${c.employees}`),
  );
  table(
    "hubspot.csv",
    header,
    companies.map((c) => `${c.id},${c.hubspot},${c.foreign},${c.employees}`),
  );
  table(
    "deals.csv",
    "Id,Account Id,StageName,Created Date,Close Date",
    companies.map((c, i) => `d${i},${c.id},${c.y ? "Closed Won" : "Closed Lost"},${day(i)},${day(i + 60)}`),
  );
  const built = await openicp([
    "build",
    file("deals.csv"),
    "--accounts",
    file("crm.csv"),
    "--no-resampling",
    "--out",
    file("icp.json"),
    "--quiet",
  ]);
  expect(built).toMatchObject({ code: 0 });
});

async function score(input: string, ...options: readonly string[]) {
  const out = file(`scores-${input}`);
  const ended = await openicp(["score", file(input), "--icp", file("icp.json"), "--out", out, ...options]);
  const rows = ended.code === 0 ? readCsv(out) : [];
  return { ...ended, fits: rows.map((row) => Number(row.fit)) };
}

describe("a profile built on the words of one CRM", () => {
  it.each(["linkedin.csv", "hubspot.csv"])("scores the same companies alike in the words of %s", async (name) => {
    const [own, foreign] = await Promise.all([score("crm.csv"), score(name)]);
    expect(own.fits).toHaveLength(companies.length);
    expect(new Set(own.fits).size).toBeGreaterThan(5);
    const same = foreign.fits.filter((fit, i) => fit === own.fits[i]).length;
    expect(same / companies.length).toBeGreaterThanOrEqual(0.95);
    expect(foreign.stdout).toMatch(/WORDS THE BUILD NEVER SAW\n +never seen +empty\n(.*\n)*? +Industry +none +none\n/);
    expect(foreign.stderr).toBe("");
  });

  it("tells what it never saw, before anything is written, and takes a value map", async () => {
    const odd = companies.map(
      (c, i) =>
        `${c.id},${i % 3 === 0 ? "Space tourism" : c.linkedin.replaceAll(",", "")},${c.foreign},${i % 4 ? "many" : 12}`,
    );
    table("odd.csv", "Account Id,Industry,Country,Employees", odd);
    const unmapped = await score("odd.csv");
    expect(unmapped.stderr).toContain(
      "Industry: the build never saw what 33% of the rows say (Space tourism), so they count as not known",
    );
    expect(unmapped.stderr).toContain("Employees: the build never saw what 75% of the rows say (many)");
    expect(unmapped.stdout).toMatch(/Industry +33% +none +Space tourism \(400\)/);
    table("map.csv", "field,from,to", ["Industry,space-tourism,Technology"]);
    const mapped = await score("odd.csv", "--value-map", file("map.csv"));
    expect(mapped.stderr).not.toContain("Industry");
    table(
      "plain.csv",
      "Account Id,Industry,Country,Employees",
      odd.map((line) => line.replace("Space tourism", "Technology")),
    );
    expect(mapped.fits).toEqual((await score("plain.csv")).fits);
  });

  it.each([
    [
      "field,from,to\nIndustri,x,Retail\n",
      'map.csv, row 1: this profile has no field "Industri"; did you mean "industry"?',
    ],
    [
      "field,from,to\nIndustry,x,Retail\nIndustry,y,Retial\n",
      'map.csv, row 2: the profile knows no Industry "Retial"; did you mean "retail"?',
    ],
    ["field,from,to\nIndustry,,Retail\n", 'map.csv, row 1: "from" is empty'],
    ["field,word,to\nIndustry,x,Retail\n", 'map.csv has no column "from": a value map has the columns field, from, to'],
    ["field,from,to\nEmployees,lots,500\n", 'map.csv, row 1: "Employees" is read as a number'],
  ])("refuses a value map that cannot be: %j", async (text, message) => {
    writeFileSync(file("map.csv"), text);
    const { code, stderr } = await score("crm.csv", "--value-map", file("map.csv"));
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  it("validates newer deals in other words, and builds with a value map", async () => {
    const newer = companies
      .slice(0, 300)
      .map(
        (c, i) =>
          `n${i},"${c.linkedin}",${c.foreign},${c.employees},${c.y ? "Closed Won" : "Closed Lost"},${day(1300 + i)},${day(1360 + i)}`,
      );
    table("newer.csv", "Id,Industry,Country,Employees,StageName,Created Date,Close Date", newer);
    const ended = await openicp(["validate", file("newer.csv"), "--icp", file("icp.json"), "--json"]);
    const { check } = JSON.parse(ended.stdout);
    expect(check.auc).toBeGreaterThan(0.65);
    table("merge.csv", "field,from,to", ["Industry,Insurance,Finance"]);
    const built = await openicp([
      "build",
      file("deals.csv"),
      "--accounts",
      file("crm.csv"),
      "--no-resampling",
      "--value-map",
      file("merge.csv"),
      "--json",
    ]);
    const { icp } = JSON.parse(built.stdout);
    const card = icp.document.scorecard.attributes.find((a: { attribute: string }) => a.attribute === "industry");
    const values = card.bands.flatMap(({ match }: { match: { in?: string[] } }) => match.in ?? []);
    expect(values).toContain("finance");
    expect(values).not.toContain("insurance");
  });
});
