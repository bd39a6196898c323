import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readHappened } from "../../../src/engine/buyers/happened.ts";
import type { Facts } from "../../../src/ingest/facts.ts";
import { type Database, openDatabase } from "../../../src/warehouse/database.ts";

let database: Database;

beforeAll(async () => {
  database = await openDatabase({ threads: 1 });
  await database.run(
    `CREATE TABLE facts AS SELECT i::INTEGER AS deal, DATE '2023-01-01' + (2 * i)::INTEGER AS created FROM range(400) t(i)`,
  );
  await database.run("CREATE TABLE units AS SELECT deal, deal AS unit FROM facts");
  await database.run(
    `CREATE TABLE visits AS SELECT (i % 400)::INTEGER AS unit, DATE '2024-01-01' + (i % 400)::INTEGER AS day, 'page_view' AS type, 'pricing' AS topic FROM range(2000) t(i)`,
  );
});

afterAll(() => database.close());

const deals = {
  y: Uint8Array.from({ length: 400 }, (_, i) => i % 3 && 1),
  account: Int32Array.from({ length: 400 }, (_, i) => i),
};

async function happened(name: string, more: string) {
  await database.run(`CREATE TABLE ${name} AS SELECT * FROM visits UNION ALL ${more}`);
  const facts = { table: "facts", events: { table: name }, units: "units" } as unknown as Facts;
  return (await readHappened(database, facts, deals))!;
}

const FIRST_TOLD = (365 + 3 + 90) / 2;

describe("deals of which it can be told what happened before", () => {
  it("were created 90 days after events began, whatever the day of a stray one", async () => {
    const { told, later, triggers } = await happened("stray", "SELECT 1, DATE '2016-05-01', 'page_view', NULL");
    expect(told[0]).toBe(FIRST_TOLD);
    // The last visit is of 2025-02-03: of deals created two days later nothing can be told.
    expect(told.at(-1)).toBe(382);
    expect(later).toEqual([]);
    expect(triggers.labels).toEqual(["page view"]);
  });

  it("are not held against a kind of event that began later", async () => {
    const begun = `SELECT (i % 400)::INTEGER, DATE '2024-09-01' + (i % 100)::INTEGER, 'demo_request', NULL FROM range(200) t(i)`;
    const { told, later, triggers } = await happened("late", begun);
    expect(told[0]).toBe(FIRST_TOLD);
    expect(later).toEqual(["demo request"]);
    expect(triggers.labels).toEqual(["page view"]);
  });

  it("begin with the kinds that most events are of", async () => {
    const long = `SELECT (i % 400)::INTEGER, DATE '2022-12-25' + (2 * (i % 400) - 700 * (i // 400))::INTEGER, 'download', NULL FROM range(900) t(i)`;
    const { told, later, triggers } = await happened("long", long);
    expect(told[0]).toBe(FIRST_TOLD);
    expect(later).toEqual([]);
    expect([...triggers.labels].sort()).toEqual(["download", "page view"]);
  });
});
