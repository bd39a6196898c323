import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { gatherFacts } from "../../../src/engine/facts.ts";
import { customersAlone, factsFor, readingFor } from "../../../src/engine/goals/for-goal.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import type { Facts, RawTable } from "../../../src/ingest/facts.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../../src/ingest/options.ts";
import { type Database, openDatabase } from "../../../src/warehouse/database.ts";
import { readFile } from "../../../src/warehouse/files/read.ts";
import { csv } from "../gathering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-goals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Cells = Readonly<Record<string, string | number | null>>;

function file(name: string, rows: readonly Cells[]): string {
  const path = join(folder, name);
  writeFileSync(path, csv(rows));
  return path;
}

/** Deals of one account each: how they ended, when, for how much. */
const ENDS: readonly (readonly [stage: "Won" | "Lost", closed: string, amount: number | null])[] = [
  ["Won", "2023-03-01", 10],
  ["Won", "2023-03-02", 20],
  ["Won", "2023-03-03", 30],
  ["Won", "2023-03-04", 40],
  ["Won", "2023-03-05", 50],
  ["Won", "2023-03-06", null],
  ["Won", "2024-06-01", 60],
  ["Lost", "2023-04-01", 900],
  ["Lost", "2023-04-02", 5],
  ["Lost", "2023-04-03", null],
  ["Lost", "2023-04-04", 15],
  ["Lost", "2023-04-05", 25],
  ["Lost", "2024-05-01", 35],
  ["Won", "2023-03-07", 45],
  ["Won", "2023-03-08", 55],
  ["Won", "2023-03-09", 65],
  ["Won", "2020-01-01", 75],
];

const id = (i: number): string => `acct-${String(i).padStart(3, "0")}`;
const deals = file(
  "deals.csv",
  ENDS.map(([stage, closed, amount], i) => ({
    "Deal ID": `D${i}`,
    "Account ID": id(i),
    "Account Name": `Firm ${i} GmbH`,
    Stage: stage,
    "Create Date": "2019-12-01",
    "Close Date": closed,
    Amount: amount,
    "Lead Source": i % 2 === 0 ? "Web" : "Fair",
  })),
);
const accounts = file(
  "accounts.csv",
  ENDS.map((_, i) => ({
    "Account ID": id(i),
    "Account Name": `Firm ${i} GmbH`,
    Industry: i % 3 === 0 ? "Retail" : "Steel",
  })),
);

/** Who became a customer, and when it left: 0 stays, 1 left within the year, 2 left after it, 5 had left before, the others stay. */
const customers = file("customers.csv", [
  { "Account ID": id(0), "Start Date": "2023-03-01", MRR: 10, "Churn Date": null },
  { "Account ID": id(1), "Start Date": "2023-03-02", MRR: 10, "Churn Date": "2023-12-01" },
  { "Account ID": id(2), "Start Date": "2023-03-03", MRR: 10, "Churn Date": "2024-04-01" },
  { "Account ID": id(3), "Start Date": "2023-03-04", MRR: 10, "Churn Date": "2024-03-04" },
  { "Account ID": id(4), "Start Date": "2023-03-05", MRR: 10, "Churn Date": null },
  { "Account ID": id(5), "Start Date": "2022-01-01", MRR: 10, "Churn Date": "2022-08-01" },
  { "Account ID": id(6), "Start Date": "2024-06-01", MRR: 10, "Churn Date": null },
  { "Account ID": id(13), "Start Date": "2023-03-07", MRR: 10, "Churn Date": null },
  { "Account ID": id(14), "Start Date": "2023-03-08", MRR: 10, "Churn Date": null },
  { "Account ID": id(16), "Start Date": "2020-01-01", MRR: 10, "Churn Date": null },
  ...Array.from({ length: 8 }, (_, i) => ({
    "Account ID": `old-${i}`,
    "Start Date": "2021-05-01",
    MRR: 10,
    "Churn Date": i < 2 ? "2021-11-01" : null,
  })),
]);

type Row = Readonly<Record<string, unknown>>;

interface Found {
  readonly facts: Facts;
  readonly rows: readonly Row[];
  /** Per deal, in order, the id of a customer of its account. */
  readonly customers: readonly string[];
}

async function read(database: Database, withAccounts: boolean, withDeals: boolean): Promise<readonly RawTable[]> {
  const all: [string, RawTable["role"]][] = [
    ...(withDeals ? [[deals, "deals"] as [string, RawTable["role"]]] : []),
    ...(withAccounts ? [[accounts, "accounts"] as [string, RawTable["role"]]] : []),
    [customers, "customers"],
  ];
  const tables: RawTable[] = [];
  for (const [path, role] of all) tables.push(await readFile(database, path, role, `raw_${role}`));
  return tables;
}

async function inDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ threads: 2 });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

const OPTIONS: IngestOptions = { ...DEFAULT_OPTIONS, asOf: "2024-12-31", outcome: "Stage=Won/Lost" };

function reached(goal: IcpDocument["goal"], options: IngestOptions = OPTIONS): Promise<Found> {
  return inDatabase(async (database) => {
    const tables = await read(database, true, true);
    const gathered = await gatherFacts(database, tables, readingFor(goal, options));
    const facts = await factsFor(database, goal, gathered, tables);
    const joined = await database.rows<{ name: string }>(
      `SELECT lower(c.id_key) AS name FROM ${facts.table} f JOIN ${facts.customersTable!} c ON c.account = f.account ORDER BY f.deal`,
    );
    const rows = await database.rows<Row>(`SELECT * FROM ${facts.table} ORDER BY deal`);
    return { facts, rows, customers: joined.map(({ name }) => name) };
  });
}

const left = ({ facts }: Found) => Object.fromEntries(facts.goal!.leftOut.map(({ reason, rows }) => [reason, rows]));

describe("the goal good-win", () => {
  it("takes deals won and lost of the same months, and of the won those whose customer is known", async () => {
    const found = await reached("good-win");
    // Account 0, 2, 4, 13, 14 stayed; 1 and 3 left within the year, 3 on its last day; the lost ones closed in time.
    expect(found.rows.map(({ row, y }) => [Number(row) - 1, y])).toEqual([
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 1],
      [7, 0],
      [8, 0],
      [9, 0],
      [10, 0],
      [11, 0],
      [13, 1],
      [14, 1],
    ]);
    expect(left(found)).toEqual({
      "closed less than 12 months before 2024-12-31": 2,
      "won by a customer that had left before": 1,
      "won, but in no file of customers": 1,
    });
    expect(found.facts.evidence).toMatchObject({
      opportunities: 12,
      won: 5,
      lost: 7,
      from: "2023-03-01",
      to: "2023-04-05",
    });
    expect(found.facts.goal!.wonDeals).toBe(7);
    // Deals and accounts are numbered anew, also where customers refer to them.
    expect(found.rows.map(({ deal, account }) => [deal, account])).toEqual(found.rows.map((_, i) => [i, i]));
    expect(found.customers).toEqual([0, 1, 2, 3, 4, 13, 14].map(id));
    expect(found.facts.evidence.excluded).toContainEqual({ reason: "closed before 2022-01-01", rows: 1 });
  });

  it("says what is missing without customers, and where none of the won deals can tell", async () => {
    await inDatabase(async (database) => {
      const tables = (await read(database, true, true)).filter(({ role }) => role !== "customers");
      const facts = await gatherFacts(database, tables, OPTIONS);
      for (const goal of ["good-win", "retention"] as const)
        await expect(factsFor(database, goal, facts, tables)).rejects.toThrow(/--customers customers\.csv/);
    });
    await expect(reached("good-win", { ...OPTIONS, asOf: "2023-06-30" })).rejects.toThrow(
      /of none of the \d+ won deals is it known whether the customer stayed 12 months: .*closed less than 12 months before/,
    );
  });
});

describe("the goal value", () => {
  it("counts wins of at least the median amount of won deals, and leaves out those without an amount", async () => {
    const found = await reached("value", { ...OPTIONS, windowMonths: null });
    expect(found.facts.goal!.threshold).toEqual({ amount: 47.5, n: 10 });
    expect(left(found)).toEqual({ "won, without an amount": 1 });
    const big = found.rows.filter(({ y }) => y === 1).map(({ row }) => Number(row) - 1);
    expect(big).toEqual([4, 6, 14, 15, 16]);
    // What a lost deal was hoped to bring plays no part.
    expect(found.rows.find(({ row }) => Number(row) === 8)).toMatchObject({ y: 0, __won: 0 });
    expect(found.facts.evidence).toMatchObject({ won: 5, lost: 11, opportunities: 16 });
  });
});

describe("the goal retention", () => {
  it("takes customers who began a year ago or earlier, whether they stayed or left", async () => {
    const found = await reached("retention", { ...OPTIONS, windowMonths: null });
    expect(left(found)).toEqual({ "began less than 12 months before 2024-12-31": 1 });
    const { evidence, goal, candidates } = found.facts;
    // Left within the year: 1, 3, 5 and two of the old ones.
    expect(evidence).toMatchObject({ opportunities: 17, won: 12, lost: 5, open: 0, from: "2020-01-01" });
    expect(goal).toMatchObject({ goal: "retention", won: null });
    expect(candidates.map(({ name }) => name)).toEqual(["industry"]);
    const firm = found.rows.find(({ row }) => Number(row) === 1);
    expect(firm).toMatchObject({ industry: "Retail", y: 1, amount: 120 });
  });

  it("is the same from customers and accounts alone", async () => {
    const beside = await reached("retention", { ...OPTIONS, windowMonths: null });
    const alone = await inDatabase(async (database) => {
      const tables = await read(database, true, false);
      const facts = await customersAlone(database, tables, OPTIONS);
      return { facts, rows: await database.rows<Row>(`SELECT * FROM ${facts.table} ORDER BY deal`), customers: [] };
    });
    const told = ({ rows }: Found) =>
      rows.map(({ y, industry, created, closed }) => ({ y, industry, created, closed }));
    expect(told(alone)).toEqual(told(beside));
    expect(
      alone.facts.totals.every(({ read: all, taken, merged, rejected }) => all === taken + merged + rejected.length),
    ).toBe(true);
  });

  it("sets aside what tells of purchases and leaving, and quarantines what only customers have", async () => {
    await inDatabase(async (database) => {
      const own = file(
        "own.csv",
        Array.from({ length: 24 }, (_, i) => ({
          "Account ID": `c-${i}`,
          "Start Date": "2021-05-01",
          "Churn Date": i % 3 === 0 ? "2021-12-01" : null,
          MRR: 10 + i,
          NPS: i % 10,
        })),
      );
      const all = file(
        "all.csv",
        Array.from({ length: 54 }, (_, i) => ({
          "Account ID": i < 24 ? `c-${i}` : `p-${i}`,
          Industry: i % 2 === 0 ? "Retail" : "Steel",
          "Kickoff Region": i < 24 || i > 50 ? "North" : null,
        })),
      );
      const tables = [
        await readFile(database, own, "customers", "raw_customers"),
        await readFile(database, all, "accounts", "raw_accounts"),
      ];
      const { candidates, late } = await customersAlone(database, tables, OPTIONS);
      expect(candidates.map(({ name }) => name)).toEqual(["industry", "kickoff_region"]);
      expect(late).toEqual([
        {
          name: "kickoff_region",
          quarantined: true,
          reason:
            "filled for 100% of customers and 10% of the other accounts, so it is written down because one is a customer",
        },
      ]);
      const alone = await readFile(database, own, "customers", "raw_again");
      await expect(customersAlone(database, [alone], OPTIONS)).resolves.toMatchObject({ candidates: [] });
    });
  });

  it("needs customers of both kinds", async () => {
    await inDatabase(async (database) => {
      const stay = file(
        "stay.csv",
        Array.from({ length: 12 }, (_, i) => ({
          "Account ID": `s-${i}`,
          Company: `Co ${i}`,
          "Start Date": "2021-05-01",
          MRR: 5,
          Size: i,
        })),
      );
      const tables = [await readFile(database, stay, "customers", "raw_customers")];
      await expect(customersAlone(database, tables, OPTIONS)).rejects.toThrow(
        /needs at least 10 customers, of both kinds: 12 customers can tell, of which 12 still a customer/,
      );
    });
  });
});
