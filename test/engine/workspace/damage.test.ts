import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { sealed } from "../../../src/engine/document.ts";
import { doctor } from "../../../src/engine/workspace/doctor.ts";
import { openWorkspace } from "../../../src/engine/workspace/open.ts";
import { account, accounts, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

const options = { databaseUrl: null, doing: "a test", threads: 1 };

describe("a workspace", () => {
  let small: SmallWorkspace;
  let dir: string;
  beforeAll(async () => {
    small = await smallWorkspace(mkdtempSync(join(inject("runFolder"), "damage-")));
    await small.bring("accounts", accounts(account(1), account(2)));
    await small.inForce(sealed(profile("a")));
    const database = await small.workspace.warehouse.work();
    await database.run(`UPDATE kept.raw.accounts_1 SET "Account Name" = 'another' WHERE __seq = 1`);
    database.close();
    const { checks } = await doctor(small.workspace);
    expect(checks.flatMap(({ faults }) => faults)).toEqual([
      "accounts_1: rows that do not hold what they were written with: 1.",
    ]);
    await small.workspace.close();
    dir = small.workspace.dir;
  });

  it.each<readonly [string, (dir: string) => void, RegExp]>([
    [
      "whose warehouse is missing",
      (at) => rmSync(join(at, "warehouse.duckdb")),
      /^the warehouse of .* is missing .*restore/,
    ],
    [
      "whose warehouse is empty",
      (at) => truncateSync(join(at, "warehouse.duckdb")),
      /^the warehouse of .* is empty .*restore/,
    ],
    [
      "whose warehouse is damaged",
      (at) => writeFileSync(join(at, "warehouse.duckdb"), readFileSync(join(at, "warehouse.duckdb")).fill(7, 0, 9000)),
      /warehouse\.duckdb is damaged and cannot be read: put a backup in its place/,
    ],
    [
      "whose store is missing",
      (at) => renameSync(join(at, "store"), join(at, "elsewhere")),
      /^the store of .* is missing .*restore/,
    ],
    [
      "whose store is damaged",
      (at) => truncateSync(join(at, "store/global/pg_control"), 100),
      /^the store in .* cannot be opened, its files are damaged: restore the workspace from a backup/,
    ],
    [
      "whose workspace.json is damaged",
      (at) => writeFileSync(join(at, "workspace.json"), "{"),
      /workspace\.json is damaged: restore/,
    ],
    [
      "whose workspace.json is missing",
      (at) => rmSync(join(at, "workspace.json")),
      /is no workspace: make one with openicp init/,
    ],
  ])("%s is refused with a sentence, and nothing is made in its place", async (_, damage, says) => {
    const at = join(mkdtempSync(join(inject("runFolder"), "damaged-")), "workspace");
    cpSync(dir, at, { recursive: true });
    damage(at);
    const before = readdirSync(at);
    await expect(openWorkspace(at, options, small.effects)).rejects.toThrow(says);
    expect(readdirSync(at).filter((name) => !["lock.json", "tmp"].includes(name))).toEqual(
      before.filter((name) => name !== "lock.json"),
    );
  });
});
