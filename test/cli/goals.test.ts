import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { datasetPath, needsDataset } from "../need.ts";
import { built, firstRows, headersOf, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const ACCOUNTS = join(SAMPLE, "salesforce/Account.csv");
const CUSTOMERS = join(SAMPLE, "customers.csv");

describe("the sample company's customers", () => {
  const folder = scratch();
  const at = (name: string): string => join(folder, name);

  it("make a profile of who stays, which finds the planted kinds and says p_goal, and is checked on later ones", async () => {
    // The file is in the order of the starts: these are the first customers.
    const first = firstRows(CUSTOMERS, 200, folder);
    const result = await built([
      ...["--customers", first, "--accounts", ACCOUNTS, "--goal", "retention"],
      ...["--no-resampling", "--out", at("icp.json"), "--scores", at("scores.csv"), "--save-map", at("map.yaml")],
    ]);
    const { icp, files } = result;
    const { document } = icp;
    expect(document.goal).toBe("retention");
    expect(document.goal_outcome).toMatchObject({ threshold: null, won_deals: null });
    expect(document.evidence).toMatchObject({ open: 0, lost_by_reason: {} });
    for (const { read, taken, merged, rejected, outOfScope } of files)
      expect(taken + merged + rejected.length + outOfScope.reduce((a, one) => a + one.rows, 0)).toBe(read);
    // Planted: regulated finance leaves, industry in the German-speaking countries stays.
    const industry = document.scorecard.attributes.find(({ attribute }) => attribute === "industry")!;
    const rateOf = (name: string): number =>
      industry.bands.find(({ match }) => "in" in match && match.in.includes(name))!.rate;
    expect(rateOf("manufacturing")).toBeGreaterThan(0.9);
    expect(rateOf("fintech")).toBeLessThan(0.8);
    // Nothing that tells who stayed.
    const names = document.attributes
      .filter(({ status }) => status === "used" || status === "unused")
      .map(({ name }) => name);
    expect(names.filter((name) => /churn|mrr|nps|ticket|time_to_value|start/.test(name))).toEqual([]);
    expect(document.disqualifier_search!.map(({ aim }) => aim)).toEqual(["churn"]);
    const [row] = readCsv(at("scores.csv"));
    expect(Object.keys(row!)).toEqual(expect.arrayContaining(["p_goal", "p_goal_low", "p_goal_high"]));
    expect(Object.keys(row!)).not.toContain("p_win");
    expect(readFileSync(at("map.yaml"), "utf8")).toContain("goal: retention");

    const later = await openicp([
      "validate",
      "--customers",
      CUSTOMERS,
      "--accounts",
      ACCOUNTS,
      "--icp",
      at("icp.json"),
      "--json",
    ]);
    expect(later.stderr).toBe("");
    const { check, goal, deals } = JSON.parse(later.stdout);
    expect({ goal, deals }).toEqual({ goal: "retention", deals: "new" });
    expect(check.cut).toMatch(/^customers who began after 202\d-/);
    expect(check).toMatchObject({ verdict: "confirmed", n: 178, won: 154 });
    expect(check.reason).not.toMatch(/deals|lost/i);
    const without = await openicp(["validate", join(SAMPLE, "flat/deals.csv"), "--icp", at("icp.json")]);
    expect(without.code).toBe(1);
    expect(without.stderr).toMatch(/for the goal retention: .*--customers customers\.csv/);
  });

  it("is asked for where the goal needs them", async () => {
    const ended = await openicp(["build", join(SAMPLE, "flat/deals.csv"), "--goal", "good-win", "--no-resampling"]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/good-win needs to know who stayed: give your customers/);
  });

  it("names no goal that was declared only", async () => {
    const own = at("two.csv");
    writeFileSync(own, "Account Name,Stage,Close Date\nAcme,Won,2024-01-01\nBolt,Lost,2024-02-01\n");
    const ended = await openicp(["build", own, "--declared", join(SAMPLE, "../declared.yaml"), "--goal", "value"]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/--goal value is learned from deals/);
  });
});

describe("RavenStack, whose churn nothing tells", () => {
  beforeEach(needsDataset("ravenstack-saas"));
  const file = (name: string): string => datasetPath(`ravenstack-saas/ravenstack_${name}.csv`);

  it("does not separate who stays from who leaves, and nothing of the leaving is learned from", async () => {
    const result = await built([
      "--customers",
      file("accounts"),
      "--customers",
      file("churn_events"),
      "--goal",
      "retention",
    ]);
    const { document } = result.icp;
    expect(document.evidence.won).toBeGreaterThan(20);
    expect(document.evidence.lost).toBeGreaterThan(20);
    expect(document.separation.verdict).toBe("none");
    expect(document.scorecard.attributes).toEqual([]);
    const unused = headersOf(result, "unused");
    expect(unused).toEqual(expect.arrayContaining(["industry", "country", "referral_source"]));
    for (const late of ["churn_flag", "reason_code", "refund_amount_usd", "feedback_text", "plan_tier"])
      expect(unused).not.toContain(late);
  });
});
