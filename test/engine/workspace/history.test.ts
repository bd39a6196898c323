import { describe, expect, it } from "vitest";
import { gatherFacts } from "../../../src/engine/facts.ts";
import { keptTables } from "../../../src/engine/workspace/kept-tables.ts";
import { DEFAULT_OPTIONS } from "../../../src/ingest/options.ts";
import { type Ground, ground } from "./workspace.ts";

const id = (i: number) => `0015g000004C6${String(i).padStart(2, "0")}`;

function accounts(industry: (i: number) => string): string {
  const rows = Array.from({ length: 12 }, (_, i) => `${id(i)},Firm ${i},firm${i}.com,${industry(i)},${i * 10 + 5}`);
  return `Id,Name,Website,Industry,NumberOfEmployees\n${rows.join("\n")}\n`;
}

const DEALS = `Id,AccountId,Name,StageName,CreatedDate,CloseDate\n${Array.from(
  { length: 24 },
  (_, i) =>
    `006${String(i).padStart(12, "0")},${id(i % 12)},Deal ${i},${i % 3 === 0 ? "Closed Won" : "Closed Lost"},${i < 12 ? "2026-01-10" : "2026-03-10"},${i < 12 ? "2026-02-10" : "2026-04-10"}`,
).join("\n")}\n`;

async function industries({ warehouse }: Ground): Promise<readonly { row: number; industry: string }[]> {
  const database = await warehouse.work();
  try {
    const facts = await gatherFacts(database, await keptTables(database), DEFAULT_OPTIONS);
    return await database.rows(`SELECT "row", industry FROM ${facts.table} ORDER BY "row"`);
  } finally {
    database.close();
  }
}

describe("what repeated imports tell of the past", () => {
  it("a deal learns from what was known when it was created, not from what a later import says", async () => {
    const self = await ground();
    self.today = "2026-02-20";
    await self.take(
      "Account.csv",
      accounts(() => "Retail"),
    );
    await self.take("Opportunity.csv", DEALS);
    expect((await industries(self)).every(({ industry }) => industry === "Retail")).toBe(true);
    self.today = "2026-03-01";
    await self.take(
      "Account.csv",
      accounts((i) => (i < 6 ? "Fintech" : "Retail")),
    );
    const found = await industries(self);
    expect(found).toHaveLength(24);
    // Deals of January precede the first import: the oldest known value stands for theirs.
    for (const { row, industry } of found) expect(industry).toBe(row > 12 && (row - 1) % 12 < 6 ? "Fintech" : "Retail");
    // Of several changes each deal has the one before it.
    self.today = "2026-05-01";
    await self.take(
      "Account.csv",
      accounts(() => "Media"),
    );
    expect(await industries(self)).toEqual(found);
  });

  it("is told like a CRM's field history, and adds up", async () => {
    const self = await ground();
    await self.take(
      "Account.csv",
      accounts(() => "Retail"),
    );
    await self.take("Opportunity.csv", DEALS);
    self.today = "2026-03-01";
    await self.take(
      "Account.csv",
      accounts((i) => (i === 0 ? "Fintech" : "Retail")),
    );
    const database = await self.warehouse.work();
    const tables = await keptTables(database);
    expect(tables.find(({ role }) => role === "history")).toMatchObject({
      file: "earlier imports (accounts)",
      rowsRead: 1,
    });
    const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS);
    expect(facts.guesses.find(({ what }) => what === "history")?.text).toBe(
      "Industry is read as it was when each deal was created (of 24 deals 1 had another value then, 0 none yet).",
    );
    const history = facts.totals.find(({ role }) => role === "history")!;
    expect(history).toMatchObject({ read: 1, taken: 1 });
    database.close();
  });
});
