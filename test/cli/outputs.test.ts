import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";
import { SALESFORCE, sampleProfile } from "./sample.ts";

describe("the way back out", () => {
  const folder = scratch();
  const at = (name: string): string => join(folder, name);
  const icp = at("icp.json");

  beforeAll(async () => {
    copyFileSync((await sampleProfile()).icp, icp);
  });

  it("says on the page what no provider has, and --findable-only leaves it out", async () => {
    const { stdout } = await openicp(["show", icp, "--format", "md"]);
    expect(stdout).toContain("Not to be found for prospects elsewhere: Compliance team.");
    const only = ["--no-resampling", "--findable-only", "--page", at("findable.md")];
    const { document } = (await built([...SALESFORCE, ...only])).icp;
    expect(document.scorecard.attributes.map(({ attribute }) => attribute)).not.toContain("compliance_team");
    expect(document.attributes.find(({ name }) => name === "compliance_team")).toMatchObject({
      status: "ignored",
      findable_in: ["crm"],
      reason: expect.stringContaining("in your CRM only"),
    });
    expect(readFileSync(at("findable.md"), "utf8")).not.toContain("Not to be found for prospects");
  });

  it("gives Salesforce and HubSpot the same scores of the same companies", async () => {
    const files = { salesforce: "salesforce/Account.csv", hubspot: "hubspot/companies.csv" };
    for (const [crm, file] of Object.entries(files)) {
      const day = ["--as-of", "2026-06-30"];
      const out = ["--out", at(`${crm}.csv`)];
      const ended = await openicp(["score", join(SAMPLE, file), "--icp", icp, "--for", crm, ...out, ...day, "--json"]);
      expect(ended.code).toBe(0);
      expect(JSON.parse(ended.stdout).for_crm).toMatchObject({ crm, written: 1505, without_id: 0, repeated: 0 });
    }
    const [salesforce, hubspot] = [readCsv(at("salesforce.csv")), readCsv(at("hubspot.csv"))];
    const day = "2026-06-30";
    expect(salesforce.map((row) => [row.OpenICP_Fit__c, row.OpenICP_Level__c, row.OpenICP_Scored_At__c])).toEqual(
      hubspot.map((row) => [row.openicp_fit, row.openicp_level, row.openicp_scored_at]),
    );
    expect(new Set(salesforce.map((row) => row.OpenICP_Scored_At__c))).toEqual(new Set([day]));
  });

  it("prints the fields to create, and the filters of a tool as text and as JSON", async () => {
    const accounts = join(SAMPLE, "salesforce/Account.csv");
    const fields = ["--fields", at("fields.zip")];
    const said = await openicp([
      "score",
      accounts,
      "--icp",
      icp,
      "--for",
      "salesforce",
      "--out",
      at("s.csv"),
      ...fields,
    ]);
    expect(said.stdout).toMatch(/OpenICP_Reasons__c +OpenICP Reasons +Text\(255\)/);
    expect(said.stdout).toContain(`Written: ${at("s.csv")}, ${at("fields.zip")}`);
    expect(existsSync(at("fields.zip"))).toBe(true);
    const text = await openicp(["show", icp, "--format", "filters", "--for", "apollo", "--quiet"]);
    expect(text.stdout).toContain("# Employees (custom range)");
    const json = await openicp(["show", icp, "--format", "filters", "--for", "apollo", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ tool: "apollo", fit: { high: 70 } });
  });

  it.each([
    ["--format filters needs --for", ["show", "ICP", "--format", "filters"]],
    ["--for goes with --format filters", ["show", "ICP", "--for", "apollo"]],
    ["--json gives the document as it is, with its names", ["show", "ICP", "--anonymous", "--json"]],
    ["--anonymous goes with pages", ["validate", "ACCOUNTS", "--icp", "ICP", "--anonymous", "--json"]],
    ["--fields goes with --for", ["score", "ACCOUNTS", "--icp", "ICP", "--out", "OUT", "--fields", "f.csv"]],
    [
      "--hubspot-native goes with --for hubspot",
      ["score", "ACCOUNTS", "--icp", "ICP", "--out", "OUT", "--for", "salesforce", "--hubspot-native"],
    ],
    [
      "must end in .zip",
      ["score", "ACCOUNTS", "--icp", "ICP", "--out", "OUT", "--for", "salesforce", "--fields", "f.json"],
    ],
    ["--to xlsx needs --out", ["compile", "ICP", "--to", "xlsx"]],
    ["more than a workbook takes", ["compile", "ICP", "--to", "xlsx", "--out", "OUT", "--rows", "30000"]],
  ])("refuses in one sentence: %s", async (sentence, args) => {
    const real: Readonly<Record<string, string>> = {
      ICP: icp,
      OUT: at("out.file"),
      ACCOUNTS: join(SAMPLE, "salesforce/Account.csv"),
    };
    const ended = await openicp(args.map((arg) => real[arg] ?? arg));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(at("out.file"))).toBe(false);
  });
});
