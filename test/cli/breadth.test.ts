import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { IcpDocument } from "../../src/icp/document.ts";
import { built, firstRows, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const deals = firstRows(join(SAMPLE, "salesforce/Opportunity.csv"), 1200, folder);
const accounts = join(SAMPLE, "salesforce/Account.csv");
/** A thousand companies; the first forty stand there again. */
const prospects = firstRows(join(SAMPLE, "prospects.csv"), 1000, folder);
const rows = readFileSync(prospects, "utf8").trimEnd().split("\n");
writeFileSync(prospects, `${[...rows, ...rows.slice(1, 41)].join("\n")}\n`);
const files = [deals, "--accounts", accounts, "--universe", prospects, "--no-resampling", "--no-map-file"];

let document: IcpDocument;

beforeAll(async () => {
  const outputs = ["--out", at("icp.json"), "--page", at("icp.md"), "--scores", at("scores.csv")];
  const room = ["--levels", "data", "--capacity", "10,30", "--sellers", "2", "--accounts-per-seller", "25"];
  document = (await built([...files, ...room, ...outputs])).icp.document;
}, 60_000);

describe("a build with a universe", () => {
  it("takes the levels that the data suggests, and everything goes by them", () => {
    const { levels } = document.scorecard;
    expect(levels).not.toEqual({ high: 70, medium: 40 });
    expect(document.engine.parameters.levels).toBe("data");
    expect(document.breadth!.share).toBeGreaterThan(0.15);
    expect(document.breadth!.share).toBeLessThan(0.35);
    const [high, medium, low] = document.validation.cross_fit!.levels;
    expect(high!.win_rate!).toBeGreaterThan(medium!.win_rate!);
    expect(medium!.win_rate!).toBeGreaterThan(low!.win_rate!);
    for (const { fit, level, known } of readCsv(at("scores.csv")))
      if (Number(known) >= 0.5)
        expect(level).toBe(Number(fit) >= levels.high ? "high" : Number(fit) >= levels.medium ? "medium" : "low");
  });

  it("counts each company of the market once, and says so", () => {
    expect(document.breadth!.universe).toBe(1000);
    expect(document.notes.join(" ")).toContain(
      "40 rows of first-1000-prospects.csv are of a company that stands above",
    );
  });

  it("counts the market, its money, its tiers and what there is room for", () => {
    const { breadth, tam, tiers } = document;
    expect(breadth!.high + breadth!.medium + breadth!.low + breadth!.unknown).toBe(breadth!.universe);
    expect(breadth!.capacity).toEqual({ accounts: 50, sellers: 2, accounts_per_seller: 25 });
    const high = tam!.levels[0]!;
    expect(high.accounts).toBe(breadth!.high);
    expect(high.value).toBeCloseTo(high.accounts * high.acv, -3);
    expect(high.value_interval[0]).toBeLessThan(high.value);
    expect(tiers).toMatchObject({ of: "universe", capacity: [10, 30] });
    expect(tiers!.tiers.reduce((sum, one) => sum + one.accounts, 0)).toBe(breadth!.high);
    expect(tiers!.tiers.map((one) => one.accounts).slice(0, 2)).toEqual([10, 30]);
  });

  it("says where the open deals stand: all of them, and all of their money", () => {
    const { pipeline, evidence } = document;
    expect(pipeline!.open).toBe(evidence.open);
    expect(pipeline!.levels.reduce((sum, { deals: n }) => sum + n, 0)).toBe(evidence.open);
    expect(pipeline!.levels.reduce((sum, { amount }) => sum + amount!, 0)).toBeCloseTo(pipeline!.amount!, 2);
  });

  it("writes the same tiers beside the scores of the accounts, none over its capacity", () => {
    const rows = readCsv(at("scores.csv"));
    const of = (tier: string) => rows.filter((row) => row.tier!.startsWith(tier));
    expect([of("A").length, of("B").length]).toEqual([10, 30]);
    expect(Object.keys(rows[0]!).indexOf("tier")).toBe(Object.keys(rows[0]!).indexOf("already") + 1);
    // Who buys already, or has a deal open, is in no tier and met with no action.
    const known = rows.filter(({ already }) => already !== "");
    expect(new Set(known.map(({ already }) => already))).toEqual(new Set(["customer", "open deal"]));
    expect(known.some(({ level }) => level === "high")).toBe(true);
    expect(known.every(({ tier, action }) => tier === "" && action === "")).toBe(true);
    expect(of("C").every(({ level }) => level === "high")).toBe(true);
  });

  it("keeps ids of six accounts, and names them on the page only", () => {
    const ids = document.sample_accounts;
    expect(ids).toHaveLength(6);
    const rows = readCsv(at("scores.csv"));
    const names = ids.map((id) => rows.find((row) => row.Id === id)!.Name!);
    const [page, json] = [readFileSync(at("icp.md"), "utf8"), readFileSync(at("icp.json"), "utf8")];
    for (const name of names) {
      expect(page).toContain(name.replace(/\.$/, "").split(/[.&]/)[0]);
      expect(json).not.toContain(name);
    }
  });
});

describe("show", () => {
  it("names the sample accounts from the file of accounts", async () => {
    const { stdout } = await openicp(["show", at("icp.json"), "--format", "md", "--accounts", accounts]);
    const section = (text: string): string => text.split("point by point")[1]!.split("\n## ")[0]!;
    expect(section(stdout)).toBe(section(readFileSync(at("icp.md"), "utf8")));
  });
});

describe("what does not go together", () => {
  it.each([
    [["build", deals, "--levels", "data"], "--levels data goes by the companies you could sell to"],
    [
      ["score", accounts, "--icp", "x.json", "--out", "y.csv", "--for", "salesforce", "--control", "5"],
      "tiers stand in a table of scores",
    ],
  ])("%j", async (args, said) => {
    const { code, stderr } = await openicp(args);
    expect(code).not.toBe(0);
    expect(stderr).toContain(said);
  });
});
