import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom } from "../../src/stats/random.ts";
import { openicp, scratch } from "./openicp.ts";

/** Deals of accounts whose luck is their own: attributes tell nothing of a company met for the first time. */
function noise(accounts: number, deals: number, sd: number): string[] {
  const random = createRandom(7);
  const rows: string[] = [];
  for (let a = 0; a < accounts; a++) {
    const luck = sd * normalQuantile(0.001 + 0.998 * random.next());
    const cells = [random.int(6), 10 + random.int(900), random.int(5), 1980 + random.int(40)];
    for (let d = 0; d < deals; d++) {
      const day = Math.floor(random.next() * 700);
      const iso = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
      const won = random.next() < 1 / (1 + Math.exp(0.4 - luck));
      rows.push(`D${a}-${d},Company ${a},${cells.join(",")},${iso(day)},${iso(day + 20)},${won ? "Won" : "Lost"}`);
    }
  }
  return rows;
}

const HEADER = "Deal ID,Account Name,Industry,Employees,Region,Founded,Created Date,Close Date,Stage";

describe("companies that the profile has met", () => {
  const folder = scratch();
  const at = (name: string): string => join(folder, name);
  const closed = (row: string): string => row.split(",")[7]!;

  beforeAll(() => {
    const rows = noise(60, 10, 1.5).map((r) => r.replace(/^(\S+,Company \d+),(\d)/, "$1,kind $2"));
    writeFileSync(at("all.csv"), [HEADER, ...rows].join("\n"));
    writeFileSync(at("old.csv"), [HEADER, ...rows.filter((r) => closed(r) < "2025-06-01")].join("\n"));
  });

  it("confirm nothing: the forward check scores newer deals without the older ones of their accounts", async () => {
    const ended = await openicp(["build", at("all.csv"), "--outcome", "Stage=Won/Lost", "--json", "--workers", "1"]);
    const { document } = JSON.parse(ended.stdout).icp;
    expect(document.validation.forward.verdict).not.toBe("confirmed");
    expect(document.validation.forward.reason).toMatch(/without the older deals of its own account/);
    expect(document.separation.verdict).not.toBe("reliable");
  });

  it("are told of by validate, which claims nothing from them", async () => {
    const force = ["--no-resampling", "--force-score", "--out", at("icp.json"), "--quiet"];
    await openicp(["build", at("old.csv"), "--outcome", "Stage=Won/Lost", ...force]);
    const ended = await openicp(["validate", at("all.csv"), "--icp", at("icp.json")]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/every newer deal is of an account that the profile has met/);
    expect(ended.stdout).not.toMatch(/The score holds on these deals/);
  });

  it("columns that are absent are named, and a check in which most deals have no level confirms nothing", async () => {
    const few = ["Deal ID,Account Name,Industry,Created Date,Close Date,Stage"];
    for (let i = 0; i < 60; i++)
      few.push(
        `N${i},New ${i},kind ${i % 6},2026-01-0${1 + (i % 9)},2026-02-0${1 + (i % 9)},${i % 3 === 0 ? "Won" : "Lost"}`,
      );
    writeFileSync(at("few.csv"), few.join("\n"));
    const ended = await openicp(["validate", at("few.csv"), "--icp", at("icp.json"), "--json"]);
    const result = JSON.parse(ended.stdout);
    expect(result.warnings.join(" ")).toMatch(/no column for/);
    expect(result.check.verdict).toBe("not enough data");
  });

  it("deals without dates may be those it was built with: figures without a verdict, and nothing against another score", async () => {
    const rows = readFileSync(at("all.csv"), "utf8").split("\n");
    const grades = rows.map((row, i) => {
      const cells = row.split(",").filter((_, column) => column !== 6 && column !== 7);
      return [...cells, i === 0 ? "Grade" : "ABC"[i % 3]].join(",");
    });
    writeFileSync(at("undated.csv"), grades.join("\n"));
    const args = ["validate", at("undated.csv"), "--icp", at("icp.json"), "--against", "Grade=A|B|C"];
    const { stdout, stderr } = await openicp(args);
    expect(stdout).toMatch(/: no verdict\n/);
    expect(stdout).toContain("Not a check: neither dates nor --order tell these deals from those");
    expect(stdout).not.toMatch(/confirmed|The score holds|WHAT THE PROFILE PROMISES|Grade/);
    expect(stderr).toContain("--against needs deals that the profile has not seen");
    const json = JSON.parse((await openicp([...args, "--json"])).stdout);
    expect(json).toMatchObject({ claims: [], against: null, sure: false, check: { verdict: "not enough data" } });
    expect(json.doubt).toContain("neither dates nor --order");
  });
});
