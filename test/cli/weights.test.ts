import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { halfLife } from "../../src/cli/half-life.ts";
import type { RowWeights } from "../../src/icp/row-weights.ts";
import { type Built, built, firstRows, openicp, SAMPLE, scratch } from "./openicp.ts";

const folder = scratch();
const DEALS = firstRows(`${SAMPLE}/flat/deals.csv`, 800, folder);
const FEW = firstRows(`${SAMPLE}/flat/deals.csv`, 250, folder);
const build = (...args: string[]): Promise<Built> => built([DEALS, "--about", "account", "--no-resampling", ...args]);
const weightsOf = ({ icp }: Built): RowWeights => icp.document.input.row_weights as RowWeights;
const countsOf = ({ icp: { document } }: Built): unknown => {
  const { won, lost, base_rate } = document.evidence;
  return { won, lost, base_rate };
};

describe("build --recency and --strategy", () => {
  let plain: Built;
  beforeAll(async () => {
    plain = await build();
  });

  it("without them all deals count the same", () => {
    expect(plain.icp.document.input.row_weights).toBe("none");
  });

  it("--recency: newer deals teach more; counts stay what they are, and the page says so", async () => {
    const out = join(folder, "aged.json");
    const aged = await build("--recency", "6m", "--out", out);
    const { evidence } = aged.icp.document;
    const n = evidence.won + evidence.lost;
    const weights = weightsOf(aged);
    expect(weights).toMatchObject({ kind: "recency", half_life_days: 182.625, rules: [] });
    expect(weights.effective_n).toBeLessThan(0.9 * n);
    expect(weights.effective_n).toBeGreaterThan(0.3 * n);
    expect(countsOf(aged)).toEqual(countsOf(plain));
    expect(aged.icp.document.scorecard).not.toEqual(plain.icp.document.scorecard);
    const words = (await openicp(["show", out])).stdout.replace(/\s+/g, " ");
    expect(words).toContain("Newer deals count more: half as much for every 6 months of age.");
    expect(words).toContain(
      `deals teach as much as ${Math.round(weights.effective_n).toLocaleString("en-US")} of equal weight`,
    );
  });

  it("--strategy: rules multiply, win rates stay plain", async () => {
    const result = await build("--strategy", "Industry=Healthcare:3", "--strategy", "employees>=200:2");
    const weights = weightsOf(result);
    expect(weights).toMatchObject({ kind: "strategy", half_life_days: null, base_rate: null });
    expect(weights.rules).toMatchObject([
      { attribute: "industry", is: { in: ["healthcare"] }, who: "Industry Healthcare", weight: 3 },
      { attribute: "employees", is: { from: 200, below: null }, who: "Employees 200 or more", weight: 2 },
    ]);
    for (const { n } of weights.rules) expect(n).toBeGreaterThan(20);
    expect(countsOf(result)).toEqual(countsOf(plain));
  });

  it("the same half-life in other words is the same", () => {
    expect(halfLife("12m")).toBe(halfLife("1y"));
    expect(halfLife("4w")).toBe(halfLife("28d"));
  });

  it("deals without a close date count as the others do on average", async () => {
    const path = join(folder, "some.csv");
    const rows = Array.from({ length: 200 }, (_, i) => {
      const close = i % 20 === 0 ? "" : `2025-${String(1 + (i % 12)).padStart(2, "0")}-15`;
      return `${i},${i % 3 === 0 ? "Closed Won" : "Closed Lost"},${["Retail", "Energy", "Media"][(i % 7) % 3]},2024-12-01,${close}`;
    });
    writeFileSync(path, ["Id,StageName,Industry,CreatedDate,CloseDate", ...rows].join("\n"));
    const result = await built([path, "--no-resampling", "--recency", "90d"]);
    expect(weightsOf(result)).toMatchObject({ undated: 10, half_life_days: 90 });
    const shorter = await openicp(["build", path, "--no-resampling", "--recency", "1w"]);
    expect(shorter.code).toBe(1);
    expect(shorter.stderr).toMatch(/200 deals are worth 1\d, too few to learn from; give a longer half-life/);
  });

  it.each([
    [["--strategy", "Industy=Healthcare:3"], 'there is no attribute "Industy"; did you mean "Industry"?'],
    [
      ["--strategy", "Industry=Helthcare:3"],
      'no closed deal has "Helthcare" in "Industry"; did you mean "Healthcare"?',
    ],
    [["--strategy", "Industry>=3:3"], '"Industry" holds no numbers; write Industry=VALUE:3'],
    [["--strategy", "Employees=200:3"], "\"Employees\" holds numbers; write 'Employees>=200:2'"],
    [["--strategy", "Employees>=90000000:3"], "no closed deal has Employees 90M or more"],
    [["--strategy", "Days In Stage<3:3"], '"Days In Stage" is in quarantine: '],
  ])("refuses %j", async (asked, sentence) => {
    const ended = await openicp(["build", FEW, "--no-resampling", ...asked]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(sentence);
  });

  it("--recency needs close dates", async () => {
    const path = join(folder, "dateless.csv");
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i},${i % 3 ? "Closed Lost" : "Closed Won"},${i % 2 ? "Retail" : "Energy"}`,
    );
    writeFileSync(path, ["Id,StageName,Industry", ...rows].join("\n"));
    const ended = await openicp(["build", path, "--no-resampling", "--recency", "12m"]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("--recency goes by close dates, and none of the 60 closed deals has one");
  });

  it.each(["12", "3d", "m", "200y"])("--recency %s is wrong usage", async (text) => {
    const ended = await openicp(["build", DEALS, "--recency", text]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("give the time in which a deal's weight halves");
  });
});
