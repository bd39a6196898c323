import { expect, it } from "vitest";
import { importFiles } from "../../../src/engine/workspace/import.ts";
import { buildOptions } from "../../../src/engine/workspace/said.ts";
import { sourcesOf } from "../../../src/engine/workspace/workspace-source.ts";
import { checkKept } from "../../../src/warehouse/kept/check.ts";
import { effects, ground } from "./workspace.ts";

const ACCOUNTS =
  "Id,Name,Website,Industry,NumberOfEmployees\n0015g000004C6GUAA0,Acme,acme.com,Fintech,50\n0015g000004C6GVAA0,Bolt,bolt.io,Retail,20\n";

it("a sound file has no faults; each fault has its sentence", async () => {
  const self = await ground();
  const check = async () => {
    const database = await self.warehouse.work();
    const faults = await checkKept(database);
    database.close();
    return faults;
  };
  expect(await check()).toEqual([]);
  await self.take("Account.csv", ACCOUNTS);
  await self.take(
    "Account.csv",
    ACCOUNTS.replace("Retail", "Media").replace("Employees", "Employees,Tier").replaceAll(/0\n/g, "0,A\n"),
  );
  await self.take(
    "Account.csv",
    "Id,Name,Website,Industry,Region\n0015g000004C6GUAA0,Acme,acme.com,Insurance,EMEA\n",
    undefined,
    { whole: true },
  );
  expect(await check()).toEqual([]);
  await self.warehouse.turn((database) =>
    database.run(`UPDATE kept.raw.accounts_1 SET "Name" = 'Other', __last = 9 WHERE __seq = 1`),
  );
  expect(await check()).toEqual([
    "accounts_1: rows that do not hold what they were written with: 1.",
    "accounts_1: rows that bear the mark of no import: 1.",
  ]);
});

it("an import that is interrupted leaves nothing, and what was said of sources makes the options of a build", async () => {
  const self = await ground();
  const controller = new AbortController();
  const files = [{ path: self.write("a.csv", ACCOUNTS) }];
  const stopping = { ...effects(self), signal: controller.signal, progress: () => controller.abort() };
  await expect(importFiles(self.warehouse, files, {}, stopping)).rejects.toThrow("interrupted");
  expect(await self.rows("SELECT import FROM kept.meta.imports")).toEqual([]);
  await self.import(files, { ingest: { map: ["Name=account_name"], ignore: ["Industry"], currency: "EUR" } });
  await self.take("deals.csv", "Id,Name,StageName,CloseDate\n006000000000001,One,Closed Won,2026-01-01\n", "deals", {
    ingest: { map: ["StageName=stage"], currency: "USD", outcome: "StageName=Closed Won" },
  });
  expect(buildOptions(await sourcesOf(self.warehouse), { hierarchy: "ultimate-parent" })).toMatchObject({
    map: ["StageName=stage", "Name=account_name"],
    ignore: ["Industry"],
    currency: "USD",
    outcome: "StageName=Closed Won",
    hierarchy: "ultimate-parent",
    merge: true,
  });
});
