import { describe, expect, it } from "vitest";
import { gatherFacts } from "../../src/engine/facts.ts";
import { NO_FILES } from "../../src/engine/input-files.ts";
import { readTables } from "../../src/engine/read-tables.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { built } from "../cli/openicp.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { csv, type FactRow } from "./gathering.ts";

const file = scratchFiles();
let files = 0;
type Row = Record<string, string | number | null>;

const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

/** Deals created on day i and closed a month later, one of two won, each with today's `Plan`. */
function deals(n: number, plan: (i: number) => string | null = () => "gold"): Row[] {
  return Array.from({ length: n }, (_, i) => ({
    "Record ID": 7000 + i,
    "Company ID": 90 + (i % 5),
    "Deal Stage": i % 2 ? "closedwon" : "closedlost",
    "Create Date": day(i),
    "Close Date": day(i + 30),
    Plan: plan(i),
    Region: ["north", "south", "west"][i % 3]!,
  }));
}

async function withHistory(rows: readonly Row[], ...histories: (readonly Row[])[]) {
  const database = await openDatabase({ threads: 1 });
  try {
    const paths = {
      ...NO_FILES,
      deals: [file(`deals${files++}.csv`, csv(rows))],
      history: histories.map((history) => file(`history${files++}.csv`, csv(history))),
    };
    const tables = await readTables(database, paths, {}, { progress: () => {} });
    const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS);
    return { facts, rows: await database.rows<FactRow>(`SELECT * FROM ${facts.table} ORDER BY deal`) };
  } finally {
    database.close();
  }
}

const change = (deal: number, when: number, to: string | null, from?: string | null): Row => ({
  "Object ID": 7000 + deal,
  Property: "plan",
  Timestamp: `${day(when)}T08:00:00Z`,
  Value: to,
  ...(from === undefined ? {} : { "Old Value": from }),
});

describe("a field history", () => {
  it("gives the last value up to the day of creation, else the one before the first change after it, else today's", async () => {
    const history = [
      change(0, -5, "tin", null),
      change(0, 0, "bronze", "tin"),
      change(0, 9, "gold", "bronze"),
      change(1, 20, "gold", "silver"),
      change(1, 10, "silver", "iron"),
      change(2, -50, null, "lead"),
      change(2, 15, "gold", null),
    ];
    const { rows, facts } = await withHistory(deals(12), history);
    expect(rows.slice(0, 4).map(({ plan }) => plan)).toEqual(["bronze", "iron", null, "gold"]);
    expect(rows.map(({ region }) => region)).toEqual(deals(12).map(({ Region }) => Region));
    expect(facts.guesses.find(({ what }) => what === "history")!.text).toBe(
      "Plan is read as it was when each deal was created (of 12 deals 2 had another value then, 1 none yet).",
    );
    expect(facts.totals.at(-1)).toMatchObject({ role: "history", read: 7, taken: 7, outOfScope: [] });
  });

  it("without old values, as of HubSpot, knows nothing before the first value", async () => {
    const { rows } = await withHistory(deals(12), [
      change(0, 9, "gold"),
      change(1, -1, "silver"),
      change(1, 9, "gold"),
    ]);
    expect(rows.slice(0, 3).map(({ plan }) => plan)).toEqual([null, "silver", "gold"]);
  });

  it("of an account holds for each of its deals as of that deal", async () => {
    const history = [
      { "Account ID": 90, Field: "Plan", "Edit Date": day(3), "Old Value": "iron", "New Value": "gold" },
    ];
    const { rows } = await withHistory(deals(12), history);
    expect(rows.filter(({ row }) => (row - 1) % 5 === 0).map(({ plan }) => plan)).toEqual(["iron", "gold", "gold"]);
  });

  it("of other columns changes nothing, and that is told; one without dates or columns is refused", async () => {
    const other = [{ ...change(0, 9, "x"), Property: "dealstage" }];
    const { facts, rows } = await withHistory(deals(12), other);
    expect(facts.guesses.find(({ what }) => what === "history")!.text).toMatch(/tracks no column that could take part/);
    expect(rows[0]!.plan).toBe("gold");
    await expect(withHistory(deals(12), [{ ...change(0, 9, "x"), Timestamp: "yesterday" }])).rejects.toThrow(
      /holds no dates/,
    );
    await expect(withHistory(deals(12), [{ "Object ID": 7000, Value: "x" }])).rejects.toThrow(
      /has no column for the field, the day of the change/,
    );
  });

  it("finds leakage: filled in later, and more so for won deals", async () => {
    const later = (i: number) => change(i, i + 10, "gold", null);
    const won = Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 2 === 1 || i % 4 === 0);
    const { facts, rows } = await withHistory(
      deals(60, (i) => (won.includes(i) ? "gold" : null)),
      won.map(later),
    );
    expect(facts.late).toEqual([
      {
        name: "plan",
        reason:
          "its history shows that 100% of its values were filled in after the deal was created, for 100% of won and 50% of lost deals",
        quarantined: true,
      },
    ]);
    expect(rows.filter(({ plan }) => plan === "gold")).toHaveLength(won.length);
    const half = won.filter((_, i) => i % 3 > 0);
    const some = await withHistory(
      deals(60, (i) => (won.includes(i) ? "gold" : null)),
      half.map(later),
    );
    expect(some.facts.late).toMatchObject([{ name: "plan", quarantined: false }]);
    expect(some.rows.filter(({ plan }) => plan === "gold")).toHaveLength(won.length - half.length);
  });

  it("is told in the document: quarantined with its reason, unless a person allows it", async () => {
    const rows = deals(120, (i) => (i % 10 < (i % 2 ? 8 : 5) ? ["gold", "silver"][Math.floor(i / 3) % 2]! : null));
    const history = rows.flatMap(({ Plan }, i) => (Plan === null ? [] : [change(i, i + 10, String(Plan), null)]));
    const paths = [
      file("told.csv", csv(rows)),
      "--history",
      file("told-history.csv", csv(history)),
      "--no-resampling",
      "--about",
      "all",
    ];
    const plan = async (...more: string[]) =>
      (await built([...paths, ...more])).icp.document.attributes.find(({ name }) => name === "plan")!;
    expect(await plan()).toMatchObject({
      status: "quarantined",
      reason: expect.stringContaining("its history shows that 100%"),
    });
    expect((await plan("--allow", "Plan")).status).not.toBe("quarantined");
  });
});
