import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const file = (name: string) => join(folder, name);

const companies = Array.from({ length: 400 }, (_, i) => {
  const { next: random } = createRandom(5, i);
  const growth = Math.round(-20 + 60 * random());
  return { i, growth, y: random() < (growth > 15 ? 0.65 : 0.2) };
});
type Company = (typeof companies)[number];

function table(name: string, header: readonly string[], row: (c: Company) => readonly (string | number)[]): string {
  const lines = companies.map((c) => [`Company ${c.i}`, ...row(c)].join(","));
  writeFileSync(file(name), `${[["Company Name", ...header].join(","), ...lines].join("\n")}\n`);
  return name;
}

async function build(icp: string, header: string, cell: (growth: number) => string | number): Promise<void> {
  const day = (i: number) => new Date(Date.UTC(2024, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
  const columns = [header, "Opportunity ID", "StageName", "Created Date", "Close Date"];
  table("deals.csv", columns, ({ i, growth, y }) => {
    return [cell(growth), `d${i}`, y ? "Closed Won" : "Closed Lost", day(i), day(i + 60)];
  });
  const ended = await openicp(["build", file("deals.csv"), "--no-resampling", "--out", file(icp), "--quiet"]);
  expect(ended).toMatchObject({ code: 0 });
}

async function score(icp: string, header: string, cell: (growth: number) => string | number) {
  table("list.csv", [header], ({ growth }) => [cell(growth)]);
  const out = file("scores.csv");
  const ended = await openicp(["score", file("list.csv"), "--icp", file(icp), "--out", out, "--json"]);
  expect(ended).toMatchObject({ code: 0 });
  const { guesses } = JSON.parse(ended.stdout) as { guesses: { text: string }[] };
  return { fits: readCsv(out).map(({ fit }) => fit), said: guesses.map(({ text }) => text).join("\n") };
}

const percent = (growth: number) => `${growth}%`;
const share = (growth: number) => growth / 100;

beforeAll(async () => {
  await build("percent.json", "Headcount growth 12m", percent);
  await build("share.json", "organization_headcount_twelve_month_growth", share);
});

describe("a list whose growth is written otherwise", () => {
  it("has the same fits under every spelling of the same year", async () => {
    const own = await score("percent.json", "Headcount growth 12m", percent);
    expect(new Set(own.fits).size).toBeGreaterThan(1);
    expect(own.said).toBe("");
    for (const header of ["12-month employee growth %", "Employee Growth (YoY)", "1 Year Employee Growth Rate"]) {
      expect(await score("percent.json", header, (growth) => growth)).toEqual(own);
    }
  });

  it("in shares is read as percent and told, even under the build's own header", async () => {
    const own = await score("percent.json", "Headcount growth 12m", percent);
    const shares = await score("percent.json", "employee_growth_rate.12_month", share);
    expect(shares.fits).toEqual(own.fits);
    expect(shares.said).toMatch(
      /Headcount growth 12m is read from the shares in "employee_growth_rate\.12_month", for 400 of 400 rows that fill it, such as "-?0\.\d+": -?\d+/,
    );
    expect((await score("percent.json", "Headcount growth 12m", share)).fits).toEqual(own.fits);
  });

  it("in percent is read as shares", async () => {
    const own = await score("share.json", "organization_headcount_twelve_month_growth", share);
    expect(new Set(own.fits).size).toBeGreaterThan(1);
    const percents = await score("share.json", "Headcount growth 12m", percent);
    expect(percents.fits).toEqual(own.fits);
    expect(percents.said).toContain("the percentages in");
  });

  it("over no time that is said is that of a year, which is told; over another time it is another attribute", async () => {
    const own = await score("percent.json", "Headcount growth 12m", percent);
    const linkedin = await score("percent.json", "Company Headcount Growth", percent);
    expect(linkedin.fits).toEqual(own.fits);
    expect(linkedin.said).toContain('Headcount growth 12m is read from "Company Headcount Growth".');
    const out = file("scores.csv");
    table("other.csv", ["Headcount growth 6m"], ({ growth }) => [percent(growth)]);
    const ended = await openicp(["score", file("other.csv"), "--icp", file("percent.json"), "--out", out]);
    expect(ended.stderr).toContain(
      "other.csv has none of the columns that this profile scores by (Headcount growth 12m)",
    );
  });
});
