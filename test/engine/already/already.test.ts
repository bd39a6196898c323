import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { AlreadyFiles } from "../../../src/engine/already/from-files.ts";
import { alreadyFromFiles } from "../../../src/engine/already/from-files.ts";
import { layAlready } from "../../../src/engine/already/lay-already.ts";
import { lookAt } from "../../../src/engine/match/list.ts";
import { DEFAULT_OPTIONS } from "../../../src/ingest/options.ts";
import { openDatabase } from "../../../src/warehouse/database.ts";
import { readFile } from "../../../src/warehouse/files/read.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-already-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const accounts = file("accounts.csv", [
  "Id,Name,Website",
  "0015g000004C6G1AAA,Alder Works,alder.example",
  "0015g000004C6G2AAA,Birch Foods,birch.example",
  "0015g000004C6G3AAA,Cedar Bank,cedar.example",
  "0015g000004C6G4AAA,Dogwood Media,dogwood.example",
  "0015g000004C6G5AAA,Elm Tools,elm.example",
  "0015g000004C6G6AAA,Fir Freight,fir.example",
  "0015g000004C6G7AAA,Gum Labs,gum.example",
]);
/** 1 won, 2 open, 3 lost, 4 won and open, 5 won and left, 6 open and left; 7 is on the free tier. */
const deals = file("deals.csv", [
  "Opportunity Name,AccountId,StageName,CreatedDate,CloseDate",
  "a,0015g000004C6G1AAA,Closed Won,2026-01-02,2026-02-02",
  "b,0015g000004C6G2AAA,Proposal,2026-03-02,2026-09-02",
  "c,0015g000004C6G3AAA,Closed Lost,2026-01-02,2026-02-02",
  "d,0015g000004C6G4AAA,Closed Won,2025-01-02,2025-02-02",
  "e,0015g000004C6G4AAA,Negotiation,2026-04-02,2026-09-02",
  "f,0015g000004C6G5AAA,Closed Won,2025-01-02,2025-02-02",
  "g,0015g000004C6G6AAA,Proposal,2026-04-02,2026-09-02",
]);
const customers = file("customers.csv", [
  "account_id,company,domain,start_date,mrr,churn_date",
  "0015g000004C6G4AAA,Dogwood Media,dogwood.example,2025-02-02,400,",
  "0015g000004C6G5AAA,Elm Tools,elm.example,2025-02-02,300,2026-01-01",
  "0015g000004C6G6AAA,Fir Freight,fir.example,2024-02-02,300,2025-01-01",
]);

async function already(files: AlreadyFiles): Promise<readonly (string | null)[] | null> {
  const database = await openDatabase({ threads: 1 });
  try {
    const list = await readFile(database, accounts, "accounts", "raw_accounts", {});
    const found = await alreadyFromFiles(database, list, files, {}, null, "");
    if (found === null) return null;
    const [told] = await database.texts(
      `SELECT y.already FROM raw_accounts r LEFT JOIN ${found.table} y USING (__row) ORDER BY r.__row`,
    );
    return told!;
  } finally {
    database.close();
  }
}

it("won deals make customers, open ones are open, of the same company the customer goes first", async () => {
  expect(await already({ customers: [], openDeals: [deals] })).toEqual([
    "customer",
    "open deal",
    null,
    "customer",
    "customer",
    "open deal",
    null,
  ]);
});

it("a list of customers knows better who has left; who comes back with an open deal is open", async () => {
  expect(await already({ customers: [customers], openDeals: [deals] })).toEqual([
    "customer",
    "open deal",
    null,
    "customer",
    "churned",
    "open deal",
    null,
  ]);
  expect(await already({ customers: [customers], openDeals: [] })).toEqual([
    null,
    null,
    null,
    "customer",
    "churned",
    "churned",
    null,
  ]);
});

it("without files nobody is anything, and a list that names nobody is refused", async () => {
  expect(await already({ customers: [], openDeals: [] })).toBeNull();
  const database = await openDatabase({ threads: 1 });
  try {
    const list = await readFile(database, file("plain.csv", ["Employees", "12", "40"]), "accounts", "raw_plain", {});
    const files = { customers: [customers], openDeals: [] };
    await expect(alreadyFromFiles(database, list, files, {}, null, "")).rejects.toThrow("its rows cannot be matched");
  } finally {
    database.close();
  }
});

it("rows of a list of deals are told by their own outcome, and by the other deals of their company", async () => {
  const database = await openDatabase({ threads: 1 });
  try {
    const raw = await readFile(database, deals, "deals", "raw_deals", {});
    const telling = { deals: [await lookAt(database, raw, "deals", DEFAULT_OPTIONS)], customers: null };
    const found = await layAlready(database, raw, telling, DEFAULT_OPTIONS, "");
    const [told] = await database.texts(
      `SELECT y.already FROM raw_deals r LEFT JOIN ${found!.table} y USING (__row) ORDER BY r.__row`,
    );
    expect(told).toEqual(["customer", "open deal", null, "customer", "customer", "customer", "open deal"]);
  } finally {
    database.close();
  }
});

it("of a long list only rows that may be matched are looked at closely, and the result is the same", async () => {
  const long = file("long.csv", [
    "Account ID,Account Name,Website,Email",
    // Known by the website of the other row of its id, by its name, by its own website and by an address there.
    "0015g000004C6G1AAA,Alder Works,,",
    "0015g000004C6G1AAA,Alder Holding,https://www.alder.example/en,",
    ",BIRCH Foods Inc.,,",
    ",Birch Foods,birch-of-another.example,",
    ",Cedar,CEDAR.example,",
    ",Dogwood,,ann@dogwood.example",
    "0015g000004C6G5AAA,Elm Tools,elm.example,",
    ",Nobody,nobody.example,",
    ",,,",
  ]);
  const open = file("open.csv", [
    "Opportunity Name,AccountId,Account Name,Website,StageName,CreatedDate,CloseDate",
    "a,,Other,alder.example,Proposal,2026-01-02,2026-02-02",
    "b,,Birch Foods,birch.example,Proposal,2026-01-02,2026-02-02",
    "c,,Cedar Bank,cedar.example,Closed Won,2026-01-02,2026-02-02",
    "d,,,dogwood.example,Proposal,2026-01-02,2026-02-02",
    "e,0015g000004C6G5AAA,,,Closed Won,2026-01-02,2026-02-02",
  ]);
  const database = await openDatabase({ threads: 1 });
  try {
    const list = await readFile(database, long, "accounts", "raw_accounts", {});
    const raw = await readFile(database, open, "deals", "raw_deals", {});
    const telling = { deals: [await lookAt(database, raw, "deals", DEFAULT_OPTIONS)], customers: null };
    const told: unknown[] = [];
    for (const many of [list.rowsRead, 0]) {
      const found = await layAlready(database, list, telling, DEFAULT_OPTIONS, "", null, many);
      told.push(await database.rows(`SELECT __row, already FROM ${found!.table} ORDER BY __row`));
      await database.run(`DROP TABLE ${found!.table}`);
    }
    expect(told[0]).toEqual(
      [1, "open deal", 2, "open deal", 3, "open deal", 5, "customer", 6, "open deal", 7, "customer"].flatMap(
        (row, i, all) => (i % 2 === 0 ? [{ __row: row, already: all[i + 1] }] : []),
      ),
    );
    expect(told[1]).toEqual(told[0]);
  } finally {
    database.close();
  }
});
