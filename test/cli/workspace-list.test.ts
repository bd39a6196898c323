import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, accounts, deals, profile, smallWorkspace } from "../engine/workspace/small-workspace.ts";
import { openicp, scratch } from "./openicp.ts";

const folder = scratch();
const dir = join(folder, "workspace");
const asked = { workspace: process.env.OPENICP_WORKSPACE, database: process.env.DATABASE_URL };

beforeAll(async () => {
  delete process.env.OPENICP_WORKSPACE;
  delete process.env.DATABASE_URL;
  const small = await smallWorkspace(folder);
  await small.bring(
    "accounts",
    accounts(...Array.from({ length: 6 }, (_, i) => account(i + 1)), account(9, { industry: "agency" })),
  );
  await small.bring(
    "deals",
    deals(
      [1, 1, "Open", "2025-12-01", "2026-05-01"],
      [2, 9, "Closed Lost", "2025-01-01", "2025-02-01"],
      [3, 9, "Closed Won", "2025-01-01", "2025-02-01"],
    ),
  );
  await small.inForce(profile("one"));
  await small.workspace.close();
});

afterAll(() => {
  if (asked.workspace !== undefined) process.env.OPENICP_WORKSPACE = asked.workspace;
  if (asked.database !== undefined) process.env.DATABASE_URL = asked.database;
});

describe("openicp list", () => {
  it("makes a list, writes it, and freezes it", async () => {
    const out = join(folder, "list.csv");
    const made = await openicp(["list", "emea", "--capacity", "2,2", "--out", out, "--freeze", "--workspace", dir]);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toContain("emea: 5 of 7 accounts, by version 1");
    expect(made.stdout).toMatch(/A 2 of 2 .* B 2 of 2 .* C 1 /);
    expect(made.stdout).toMatch(/Fitting, and left out:\n\s+1 {2}already open\n/);
    expect(made.stdout).toContain("emea is frozen now.");
    const text = readFileSync(out, "utf8");
    expect(text.split("\n")).toHaveLength(7);
    const refused = await openicp(["list", "emea", "--capacity", "1,1", "--workspace", dir]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("it stays as it is until --thaw")]);
  });

  it("refuses two acts at a time", async () => {
    const both = await openicp(["list", "--history", "firm1.example", "--capacity", "1,1", "--workspace", dir]);
    expect([both.code, both.stderr]).toEqual([
      1,
      expect.stringContaining("--capacity says how a list is made, and --history makes none"),
    ]);
  });
});

describe("openicp validate without files", () => {
  it("says what is missing where nothing is stamped, and without a workspace what to give", async () => {
    const none = await openicp(["validate", "--workspace", dir]);
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringContaining("no opportunity is stamped yet: those created from 2026-01-01 on"),
    ]);
    const bare = await openicp(["validate"]);
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining("required option '--icp <file>'")]);
  });
});
