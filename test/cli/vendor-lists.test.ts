import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

/** What the CRM says of a company, how Crunchbase tags it, and how often its deals are won. */
const INDUSTRIES = [
  ["Technology", "Apps, Enterprise Software, SaaS", 0.7],
  ["Finance", "Banking, Financial Services", 0.45],
  ["Manufacturing", "Industrial Automation, Machinery Manufacturing, Manufacturing", 0.2],
  ["Retail", "Retail, Shopping", 0.1],
] as const;
const PLACES = [
  ["United States", "California", "San Francisco, California, United States", "San Francisco Bay Area", "US", 0.15],
  ["United States", "New York", "New York, NY", "New York City Metropolitan Area", "US", 0.1],
  ["Germany", "", "Berlin, Berlin, Germany", "Greater Munich Metropolitan Area", "DE", -0.1],
  ["United Kingdom", "", "London, England, United Kingdom", "Greater London", "GB", 0],
  ["France", "", "Paris, Île-de-France, France", "Greater Paris Metropolitan Region", "FR", -0.15],
] as const;
const SIZES = [
  [6, "1-10 employees", "c_00001_00010", "B"],
  [30, "11-50 employees", "c_00011_00050", "C"],
  [150, "51-200 employees", "c_00101_00250", "D"],
  [700, "501-1,000 employees", "c_00501_01000", "F"],
] as const;

const folder = scratch();
const file = (name: string) => join(folder, name);

function company(i: number) {
  const { next: random } = createRandom(11, i);
  const industry = INDUSTRIES[i % 4]!;
  const place = PLACES[Math.floor(i / 4) % 5]!;
  const size = SIZES[Math.floor(random() * 4)]!;
  const founded = 1990 + Math.floor(random() * 30);
  const y = random() < industry[2] + place[5] + (size[0] > 100 ? 0.25 : -0.2) + (founded > 2005 ? 0.1 : -0.1);
  return { i, industry, place, size, founded, y };
}

const companies = Array.from({ length: 800 }, (_, i) => company(i));
type Company = (typeof companies)[number];

const quoted = (cell: string | number): string => `"${cell}"`;

function table(name: string, header: readonly string[], row: (c: Company) => readonly (string | number)[]): string {
  const lines = companies.map((c) => [`Company ${c.i}`, ...row(c)].map(quoted).join(","));
  writeFileSync(file(name), `${[["Company Name", ...header].map(quoted).join(","), ...lines].join("\n")}\n`);
  return name;
}

const day = (i: number) => new Date(Date.UTC(2024, 0, 1) + i * 43_200_000).toISOString().slice(0, 10);

beforeAll(async () => {
  const own = ["Industry", "Billing Country", "Number of Employees", "Year Founded"];
  table("crm.csv", own, ({ industry, place, size, founded }) => [industry[0], place[0], size[0], founded]);
  table(
    "deals.csv",
    [...own, "Opportunity ID", "StageName", "Created Date", "Close Date"],
    ({ i, industry, place, size, founded, y }) => [
      industry[0],
      place[0],
      size[0],
      founded,
      `d${i}`,
      y ? "Closed Won" : "Closed Lost",
      day(i),
      day(i + 60),
    ],
  );
  const built = await openicp(["build", file("deals.csv"), "--no-resampling", "--out", file("icp.json"), "--quiet"]);
  expect(built).toMatchObject({ code: 0 });
});

async function score(input: string, ...options: readonly string[]) {
  const out = file(`scores-${input}`);
  const ended = await openicp(["score", file(input), "--icp", file("icp.json"), "--out", out, "--json", ...options]);
  expect(ended.code).toBe(0);
  expect(ended.stderr).not.toContain("never saw");
  const rows = readCsv(out);
  const json = JSON.parse(ended.stdout) as {
    guesses: { text: string }[];
    unseen: { label: string; share: number; empty: number }[];
  };
  return {
    rows,
    fits: rows.map((row) => row.fit),
    said: json.guesses.map(({ text }) => text).join("\n"),
    unseen: json.unseen,
  };
}

describe("a list of another system", () => {
  it("of LinkedIn's exporters: the country of its headquarters, the size in words", async () => {
    table("navigator.csv", ["Industry", "Headquarters", "Company size", "Founded"], (c) => [
      c.industry[0],
      c.i % 2 ? c.place[2] : c.place[3],
      c.size[1],
      c.founded,
    ]);
    const [own, foreign] = await Promise.all([score("crm.csv"), score("navigator.csv")]);
    expect(new Set(own.fits).size).toBeGreaterThan(5);
    expect(foreign.rows.map((row) => row.points_country)).toEqual(own.rows.map((row) => row.points_country));
    expect(foreign.said).toContain(
      'Billing Country is read from the place in "Headquarters", for 800 of 800 rows that fill it',
    );
  });

  it("of Crunchbase: one industry of several, its codes of sizes, the year of a date", async () => {
    table("crunchbase.csv", ["Industries", "Headquarters Location", "Number of Employees", "Founded Date"], (c) => [
      c.industry[1],
      c.place[2],
      c.size[2],
      `${c.founded}-03-01`,
    ]);
    const [own, foreign] = await Promise.all([score("crm.csv"), score("crunchbase.csv")]);
    expect(foreign.unseen.every(({ share, empty }) => share === 0 && empty === 0)).toBe(true);
    const same = foreign.fits.filter((fit, i) => fit === own.fits[i]).length;
    expect(same / companies.length).toBeGreaterThan(0.9);
    expect(foreign.said).toContain('Industry is read from the several in "Industries"');
  });

  it("in LinkedIn's letters of company size", async () => {
    table("letters.csv", ["Industry", "Country", "Company Size", "Founded"], (c) => [
      c.industry[0],
      c.place[0],
      c.size[3],
      c.founded,
    ]);
    const [own, foreign] = await Promise.all([score("crm.csv"), score("letters.csv")]);
    expect(foreign.fits).toEqual(own.fits);
    expect(foreign.said).toContain(`"B" (2-10), "C" (11-50) and 2 more are read as LinkedIn's letters`);
  });

  it("of Clay: its Size", async () => {
    table("clay.csv", ["Industry", "Location", "Size", "Domain"], (c) => [
      c.industry[0],
      c.place[2],
      c.size[1],
      `company${c.i}.com`,
    ]);
    const foreign = await score("clay.csv");
    expect(foreign.said).toContain('Number of Employees is read from "Size"');
    expect(foreign.said).toContain('the place in "Location"');
  });

  it("of people: their company's country and not their own", async () => {
    table(
      "apollo.csv",
      ["First Name", "Last Name", "Title", "Country", "Industry", "# Employees", "Company Country"],
      (c) => ["Ann", "Lee", "CFO", "France", c.industry[0], c.size[0], c.place[0]],
    );
    const [own, foreign] = await Promise.all([score("crm.csv"), score("apollo.csv")]);
    expect(foreign.rows.map((row) => row.points_country)).toEqual(own.rows.map((row) => row.points_country));
  });

  it("of people: a country without a company's is told and left alone, unless a person says it is the company's", async () => {
    const header = ["Vorname", "Nachname", "Job Title", "Country", "Industry", "# Employees", "Founded"];
    const row = (c: Company) => ["Ann", "Lee", "CFO", c.place[0], c.industry[0], c.size[0], c.founded];
    table("people.csv", header, row);
    const people = await score("people.csv");
    const said =
      "\"Country\" of a list of people is the person's, not the company's: it is not read as Billing Country.";
    expect(people.said).toContain(said);
    expect(new Set(people.rows.map((one) => one.points_country)).size).toBe(1);
    table("meant.csv", header, row);
    const [own, meant] = await Promise.all([score("crm.csv"), score("meant.csv", "--map", "Country=country")]);
    expect(meant.fits).toEqual(own.fits);
    expect(meant.said).not.toContain("the person's");
  });

  it("of deals that name a contact: the country is the account's", async () => {
    const header = ["First Name", "Last Name", "Country", "Industry", "Employees", "Opportunity Name", "Close Date"];
    table("contacts.csv", [...header, "Founded"], (c) => {
      return ["Ann", "Lee", c.place[0], c.industry[0], c.size[0], `Deal ${c.i}`, day(c.i), c.founded];
    });
    const [own, deals] = await Promise.all([score("crm.csv"), score("contacts.csv")]);
    expect(deals.fits).toEqual(own.fits);
  });

  it("whose column is named by hand", async () => {
    table("named.csv", ["Industry", "Seat", "Location", "Employees"], (c) => [
      c.industry[0],
      "x",
      c.place[2],
      c.size[0],
    ]);
    const foreign = await score("named.csv", "--map", "Location=country");
    expect(foreign.said).toContain('the place in "Location"');
  });

  it("leaves what it cannot read as never seen", async () => {
    table("remote.csv", ["Industry", "Headquarters", "Employees"], (c) => [
      c.industry[0],
      c.i % 4 ? c.place[2] : "Remote",
      c.size[0],
    ]);
    const out = file("scores-remote.csv");
    const ended = await openicp(["score", file("remote.csv"), "--icp", file("icp.json"), "--out", out]);
    expect(ended.stderr).toContain("Billing Country: the build never saw what 25% of the rows say (Remote)");
  });
});
