import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { FilterSummary } from "../../src/engine/filter.ts";
import { PROFILE } from "../engine/filtering.ts";
import { filesIn, openicp, ROOT, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";
import { sampleDemo } from "./sample.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const SALESFORCE = join(SAMPLE, "salesforce");

beforeAll(async () => {
  copyFileSync((await sampleDemo()).icp, at("icp.json"));
  writeFileSync(at("profile.json"), JSON.stringify({ created_at: null, approved_by: null, document: PROFILE }));
  writeFileSync(at("list.csv"), "Company,Website,Industry\nA,a.com,Fintech\nB,b.com,Agency\n");
});

const out = (name: string): string[] => ["--keep", at(`${name}-keep.csv`), "--drop", at(`${name}-drop.csv`)];

describe("openicp filter on the sample company, as an SDR would", () => {
  it("drops customers, open and lost deals of prospects, and says what is at risk", async () => {
    const args = [
      "filter",
      join(SAMPLE, "prospects.csv"),
      "--icp",
      at("icp.json"),
      ...out("prospects"),
      "--customers",
      join(SAMPLE, "customers.csv"),
      "--open-deals",
      join(SALESFORCE, "Opportunity.csv"),
      "--accounts",
      join(SALESFORCE, "Account.csv"),
      "--ledger",
      at("ledger.csv"),
    ];
    const { code, stdout, stderr } = await openicp(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Looked from 2026-06-30, the newest day on which something happened.");
    expect(stdout).toMatch(/KEPT [\d,]+ of 10,000 rows: high [\d,]+ · medium [\d,]+ · low 0 · too little known \d+/);
    expect(stdout).toMatch(
      /The [\d,]+ dropped for low fit would have won about \d+ \(\d+ to \d+\) if each became an opportunity\./,
    );
    const [keep, drop] = [readCsv(at("prospects-keep.csv")), readCsv(at("prospects-drop.csv"))];
    expect(keep.length + drop.length).toBe(10_000);
    const codes = new Set(drop.map((row) => row.reason_code));
    expect(codes).toEqual(new Set(["customer", "open_deal", "churned", "lost_recently", "low_fit"]));
    expect(keep.every((row) => row.level === "unknown" || Number(row.fit) >= 40)).toBe(true);
    expect(drop.filter((row) => row.reason_code === "low_fit").every((row) => Number(row.fit) < 40)).toBe(true);

    const inLedger = readCsv(at("ledger.csv"));
    expect(inLedger.reduce((sum, line) => sum + Number(line.rows), 0)).toBe(drop.length);

    const json = await openicp([...args, "--json"]);
    const summary = JSON.parse(json.stdout) as FilterSummary;
    expect(summary.kept).toBe(keep.length);
    expect(summary.notes.at(-1)).toContain("holds this batch with these results already");
    expect(readCsv(at("ledger.csv"))).toEqual(inLedger);
  });

  it("says which deals were not found when the accounts are not given", async () => {
    const { stdout } = await openicp([
      "filter",
      join(SAMPLE, "prospects.csv"),
      "--icp",
      at("icp.json"),
      ...out("apart"),
      "--open-deals",
      join(SALESFORCE, "Opportunity.csv"),
    ]);
    expect(stdout).toMatch(
      /2\d\d of 288 open deals in Opportunity\.csv name their company by id only, which prospects\.csv does not have/,
    );
  });
});

describe("openicp filter: codes and sentences", () => {
  const base = (): string[] => ["filter", at("list.csv"), "--icp", at("profile.json")];

  it("keeps quiet when asked, and prints one JSON value with --json", async () => {
    expect(await openicp([...base(), ...out("quiet"), "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    const { stdout } = await openicp([...base(), ...out("json"), "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ read: 2, kept: 1, dropped: 1, rejected: 0, below: 40 });
  });

  it("speaks of one row as of one", async () => {
    const { stdout } = await openicp([...base(), ...out("one")]);
    expect(stdout).toContain(
      "KEPT 1 of 2 rows: high 1 · medium 0 · low 0 · too little known 0\nDROPPED 1\n  1  low fit  (fit below 40)\n",
    );
    expect(stdout).toContain("The 1 dropped for low fit would have won under 1 (0 to 1) if it became an opportunity.");
  });

  it.each([
    ["--below 101", ["--below", "101"], 2, "give a fit from 0 to 100"],
    ["an unknown option", ["--bellow", "1"], 2, "--below"],
  ])("%s is wrong usage", async (_, more, code, says) => {
    const ended = await openicp([...base(), ...out("usage"), ...more]);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(says);
  });

  it("wants both outputs", async () => {
    const ended = await openicp([...base(), "--keep", at("k.csv")]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("--drop");
  });

  it("does not write over what it reads, nor two outputs into one, and then writes nothing", async () => {
    const over = await openicp([...base(), "--keep", at("list.csv"), "--drop", at("d.csv")]);
    expect(over.code).toBe(1);
    expect(over.stderr).toMatch(/cannot write .*list\.csv: it is read by this command/);
    const both = await openicp([...base(), "--keep", at("x.csv"), "--drop", at("x.csv")]);
    expect(both.code).toBe(1);
    expect(both.stderr).toContain("another option writes there too");
    expect(filesIn(folder).filter((name) => /^(d|x)\.csv$|\.part$/.test(name))).toEqual([]);
    expect(readFileSync(at("list.csv"), "utf8")).toContain("A,a.com,Fintech");
  });

  it("one sentence for a batch that is not there, and one for a file that names nobody", async () => {
    const gone = await openicp(["filter", at("gone.csv"), "--icp", at("profile.json"), ...out("gone")]);
    expect(gone.code).toBe(1);
    expect(gone.stderr.trim().split("\n")).toHaveLength(1);
    writeFileSync(at("nameless.csv"), "Stage,Amount\nDemo,3\n");
    const nameless = await openicp([...base(), ...out("nameless"), "--open-deals", at("nameless.csv")]);
    expect(nameless.code).toBe(1);
    expect(nameless.stderr).toContain("nameless.csv has no column with a website, company name, CRM id or e-mail");
    expect(filesIn(folder).filter((name) => name.startsWith("nameless-"))).toEqual([]);
  });
});

describe("openicp audit", () => {
  it("shows where the sample's pipeline stands", async () => {
    const { code, stdout, stderr } = await openicp([
      "audit",
      join(SALESFORCE, "Opportunity.csv"),
      "--accounts",
      join(SALESFORCE, "Account.csv"),
      "--icp",
      at("icp.json"),
      "--out",
      at("audit.csv"),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/PIPELINE 233 open of 2,482 deals/);
    expect(stdout).toMatch(
      /[\d.]+[KM] of [\d.]+M sits in \d+ of 233 open deals at level low, of a kind that won \d+ of \d+ held-out deals: \d+% \(\d+-\d+%\)\./,
    );
    expect(stdout).toContain("BY OWNER.NAME");
    const all = readCsv(at("audit.csv")).filter((line) => line.by === "all");
    expect(all.reduce((sum, line) => sum + Number(line.rows), 0)).toBe(233);
  });

  it("a list by a column, and a column that is not there", async () => {
    const args = ["audit", join(SAMPLE, "prospects.csv"), "--icp", at("icp.json"), "--by"];
    const { code, stdout } = await openicp([...args, "company country"]);
    expect(code).toBe(0);
    expect(stdout).toContain("LIST 10,000 of 10,000 rows");
    expect(stdout).toContain("BY COMPANY COUNTRY");
    const wrong = await openicp([...args, "Compny Country"]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('--by: there is no column "Compny Country"; did you mean');
  });

  it("deals without attributes ask for their accounts", async () => {
    const ended = await openicp(["audit", join(SALESFORCE, "Opportunity.csv"), "--icp", at("profile.json")]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("give its accounts with --accounts FILE");
  });

  it("refuses a file of another kind, with the option that takes it", async () => {
    const list = ["filter", at("list.csv"), "--icp", at("profile.json"), ...out("kind")];
    const given = { "--open-deals": "customers-stripe/subscriptions.csv", "--customers": "salesforce-leads/Lead.csv" };
    for (const [option, file] of Object.entries(given)) {
      const { code, stderr } = await openicp([...list, option, join(ROOT, "test/cases", file)]);
      expect(code).toBe(1);
      expect(stderr).toContain(`is given as ${option} and looks like `);
    }
    expect(filesIn(folder).filter((name) => name.startsWith("kind"))).toEqual([]);
  });
});
