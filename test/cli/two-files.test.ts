import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { datasetPath, needsDataset } from "../need.ts";
import { openicp, scratch } from "./openicp.ts";

describe("built on older deals, checked on newer ones, as two files", () => {
  beforeEach(needsDataset("ibm-win-loss"));
  const folder = scratch();
  const at = (name: string): string => join(folder, name);

  it("IBM: the older 75% by Opportunity Number give AUC .785 or more on the newest 25%", async () => {
    const text = gunzipSync(readFileSync(datasetPath("ibm-win-loss/sales_win_loss.csv.gz"))).toString();
    const [header, ...rows] = text.trim().split("\n");
    const number = (row: string): number => Number(row.slice(0, row.indexOf(",")));
    const cut = rows.map(number).sort((a, b) => a - b)[Math.floor(0.75 * rows.length)]!;
    writeFileSync(at("old.csv"), [header, ...rows.filter((r) => number(r) < cut)].join("\n"));
    writeFileSync(at("new.csv"), [header, ...rows.filter((r) => number(r) >= cut)].join("\n"));
    writeFileSync(at("all.csv"), [header, ...rows].join("\n"));
    const order = ["--order", "Opportunity Number", "--outcome", "Opportunity Result=Won"];
    const build = await openicp([
      "build",
      at("old.csv"),
      ...order,
      "--no-resampling",
      "--out",
      at("icp.json"),
      "--quiet",
    ]);
    expect(build).toEqual({ code: 0, stdout: "", stderr: "" });

    const newer = JSON.parse((await openicp(["validate", at("new.csv"), "--icp", at("icp.json"), "--json"])).stdout);
    expect(newer.check.n).toBeGreaterThan(19_000);
    expect(newer.check.auc).toBeGreaterThanOrEqual(0.785);
    expect(newer.warnings).toEqual([]);

    const all = JSON.parse((await openicp(["validate", at("all.csv"), "--icp", at("icp.json"), "--json"])).stdout);
    expect(all.check.auc, "deals learned from are left out by the order").toBe(newer.check.auc);
    expect(all.seen).toBeGreaterThan(58_000);

    const own = JSON.parse((await openicp(["validate", at("old.csv"), "--icp", at("icp.json"), "--json"])).stdout);
    expect(own.deals).toBe("build");
    expect(own.check.method).toBe("forward");
  });
});
