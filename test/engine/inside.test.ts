import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Deals } from "../../src/buyers/presence.ts";
import { addInside } from "../../src/engine/buyers/add-inside.ts";
import { readHappened } from "../../src/engine/buyers/happened.ts";
import { readKnownPeople } from "../../src/engine/buyers/known-people.ts";
import { gatherFacts } from "../../src/engine/facts.ts";
import { NO_FILES } from "../../src/engine/input-files.ts";
import { readTables } from "../../src/engine/read-tables.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import type { Facts, RawTable } from "../../src/ingest/facts.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { type Database, openDatabase } from "../../src/warehouse/database.ts";
import { none } from "../icp/fixtures/none.ts";
import { csv } from "./gathering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-inside-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string | number | null>>;
type Files = Partial<Record<keyof typeof NO_FILES, readonly Row[]>>;
interface World {
  readonly database: Database;
  readonly tables: readonly RawTable[];
  readonly facts: Facts;
  readonly deals: Deals;
}

let written = 0;
async function inWorld<T>(files: Files, look: (world: World) => Promise<T>): Promise<T> {
  const database = await openDatabase({ threads: 1 });
  try {
    const paths = Object.entries(files).map(([role, rows]) => {
      const path = join(folder, `${written++}-${role}.csv`);
      writeFileSync(path, csv(rows!));
      return [role, [path]];
    });
    const reading = { delimiter: null, encoding: null };
    const tables = await readTables(database, { ...NO_FILES, ...Object.fromEntries(paths) }, reading, {
      progress: () => {},
    });
    const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS, "salt");
    const [y, account] = await database.numbers(`SELECT y, account FROM ${facts.table} ORDER BY deal`);
    return await look({
      database,
      tables,
      facts,
      deals: { y: Uint8Array.from(y!), account: Int32Array.from(account!) },
    });
  } finally {
    database.close();
  }
}

const inside = ({ database, facts, deals, tables }: World, notes: readonly string[] = []): Promise<IcpDocument> => {
  const ignored = facts.candidates
    .filter(({ header }) => notes.includes(header))
    .map((column) => ({ column, reason: "free text" }));
  return addInside(database, none, facts, deals, [], { tables, ignored }, { progress: () => {} });
};

const pad = (n: number): string => String(n).padStart(2, "0");
const won = (i: number): boolean => i % 2 === 0;
const deal = (i: number, more: Row = {}): Row => ({
  Id: `D${i}`,
  AccountId: `A${i}`,
  "Stage Name": won(i) ? "Closed Won" : "Closed Lost",
  "Created Date": `2025-0${1 + (i % 6)}-15`,
  "Close Date": `2025-0${3 + (i % 6)}-20`,
  ...more,
});
const DEALS = Array.from({ length: 80 }, (_, i) => deal(i));
const ACCOUNTS = Array.from({ length: 80 }, (_, i) => ({
  Id: `A${i}`,
  Name: `Firma ${i}`,
  Industry: i % 3 === 0 ? "Retail" : "Software",
}));
const person = (i: number, account: string, title: string, created: string, more: Row = {}): Row => ({
  Id: `P${i}-${account}-${title}`,
  AccountId: account,
  LastName: `Surname${i}`,
  Title: title,
  Email: `p${i}.${title.length}@firma-${account}.example`,
  CreatedDate: created,
  ...more,
});

describe("who was known", () => {
  it("are contacts of the company from before the day of the deal, never those who came later or by the deal alone", async () => {
    const contacts = [
      person(0, "A0", "CFO", "2025-01-14"),
      person(1, "A0", "CEO", "2025-01-15"),
      person(2, "A0", "IT Manager", "2025-03-01"),
      person(3, "A1", "HR Director", "2024-12-01"),
      person(4, "", "Owner", "2024-01-01", { Email: "x@gmail.com", "Associated Deal IDs": "D2" }),
    ];
    await inWorld({ deals: DEALS, accounts: ACCOUNTS, contacts }, async ({ database, facts, deals }) => {
      const known = (await readKnownPeople(database, facts, deals))!;
      expect(known.atCreation).toBe(true);
      expect([...known.size.slice(0, 4)]).toEqual([1, 1, 0, 0]);
      const has = new Map(known.titles.labels.map((label, i) => [label, [...known.titles.rows[i]!]]));
      expect(has.get("finance|c-level")).toEqual([0]);
      expect(has.get("hr|")).toEqual([1]);
      expect([...has.keys()].some((label) => /it\||executive/.test(label))).toBe(false);
    });
  });

  it("count as of today where most have no date, and nothing is claimed then", async () => {
    const contacts = DEALS.flatMap((_, i) =>
      won(i)
        ? [person(i, `A${i}`, "Head of Compliance", "")]
        : [person(i, `A${i}`, "IT Manager", i === 1 ? "2024-01-01" : "")],
    );
    const { buyers } = await inWorld({ deals: DEALS, accounts: ACCOUNTS, contacts }, inside);
    expect(buyers).toMatchObject({ as_of: "today", tested: 0, won: 40, lost: 40 });
    expect(buyers!.titles.find(({ function: job }) => job === "legal")).toMatchObject({
      won: 40,
      lost: 0,
      finding: false,
    });
    expect(buyers!.notes.join(" ")).toContain("may be an effect of the deal, and nothing is claimed");
  });

  it("are told where they set won deals apart, with the same counts that the rows give", async () => {
    const contacts = DEALS.flatMap((_, i) => [
      person(i, `A${i}`, won(i) || i % 8 === 1 ? "Head of Compliance" : "IT Manager", "2024-11-01"),
      ...(won(i) ? [person(i, `A${i}`, "CEO", "2025-12-01")] : []),
    ]);
    const { buyers, triggers, pain_points } = await inWorld({ deals: DEALS, accounts: ACCOUNTS, contacts }, inside);
    expect(buyers).toMatchObject({ as_of: "creation", won: 40, lost: 40, contacts: 120 });
    const legal = buyers!.titles.find(({ label }) => label === "Legal and compliance, director")!;
    expect(legal).toMatchObject({ won: 40, lost: 10, accounts: 50, finding: true });
    expect(buyers!.titles.some(({ function: job }) => job === "executive")).toBe(false);
    expect(buyers!.size.won).toEqual({ deals: 40, nobody: 0, mean: 1, median: 1, single: 40 });
    expect([triggers, pain_points]).toEqual([undefined, undefined]);
  });

  it("take their parts from the roles of deals, as counts", async () => {
    const contacts = DEALS.map((_, i) =>
      person(i, `A${i}`, "CFO", "2024-11-01", {
        "Buying Role": i < 30 ? "Champion" : "",
        "Associated Deal IDs": `D${i}`,
      }),
    );
    const { buyers } = await inWorld({ deals: DEALS, accounts: ACCOUNTS, contacts }, inside);
    expect(buyers!.committee).toEqual([
      {
        role: "champion",
        source: "counted",
        won: 15,
        lost: 15,
        titles: [{ function: "finance", seniority: "c-level", label: "Finance, C-level", won: 15, accounts: 15 }],
      },
    ]);
  });
});

describe("what had happened", () => {
  const event = (i: number, account: number, type: string, day: string, topic = ""): Row => ({
    event_id: `e${i}`,
    account_id: `A${account}`,
    type,
    topic,
    occurred_at: day,
  });

  it("are events of the 90 days before, of deals created while events were recorded", async () => {
    const events = [
      event(1, 0, "page_view", "2024-11-16"),
      event(2, 3, "demo_request", "2025-01-15"),
      event(3, 3, "demo_request", "2025-04-15"),
      event(4, 9, "demo_request", "2025-04-14", "suite"),
      event(5, 5, "job_posting", "2025-06-01", "Compliance Manager"),
      event(6, 5, "page_view", "2025-06-02", "Laura Fonettano"),
    ];
    await inWorld({ deals: DEALS, accounts: ACCOUNTS, events }, async ({ database, facts, deals }) => {
      const happened = (await readHappened(database, facts, deals))!;
      const has = new Map(happened.triggers.labels.map((label, i) => [label, [...happened.triggers.rows[i]!]]));
      expect(has.get("demo request")).toEqual([3, 9]);
      expect(has.get("job posting: compliance manager")).toEqual([5]);
      expect(happened.topics.labels).toEqual(["suite"]);
      expect(happened.told.every((row) => row % 6 >= 1)).toBe(true);
      expect(happened.told).toHaveLength(DEALS.filter((_, i) => i % 6 >= 1 && i % 6 <= 4).length);
    });
  });

  it("are told where they set won deals apart", async () => {
    const events = DEALS.flatMap((_, i) => [
      event(2 * i, i, "page_view", "2024-06-01"),
      event(2000 + i, i, "demo_request", "2024-06-01"),
      ...(won(i) || i % 10 === 1
        ? [
            event(2 * i + 1, i, "demo_request", `2025-${pad(1 + (i % 6))}-01`, "core"),
            event(1000 + i, i, "page_view", "2025-08-01"),
          ]
        : []),
    ]);
    const { triggers, intent_topics } = await inWorld({ deals: DEALS, accounts: ACCOUNTS, events }, inside);
    expect(triggers).toMatchObject({ days: 90, won: 40, lost: 40 });
    expect(triggers!.rows[0]).toMatchObject({ label: "demo request", won: 40, lost: 8, accounts: 48, finding: true });
    expect(intent_topics!.rows[0]).toMatchObject({ label: "core", finding: true });
  });
});

describe("what was written", () => {
  const PEOPLE = ["Laura Fonettano", "Bruno Velmora", "Chloe Stavton"];
  const note = (i: number): string =>
    `${won(i) ? "Paper checklists at every site." : "They asked for data residency in their country."} Spoke to ${PEOPLE[i % 3]}, call +44 1632 96012${i % 10}, laura@firma.example, order 4711 at Globex.`;
  const deals = DEALS.map((row, i) => ({
    ...row,
    Description: note(i),
    "Owner Name": PEOPLE[i % 3]!,
    "Closed Lost Reason": won(i)
      ? ""
      : `${["Missing audit trail in the product", "They have no budget for it"][(i >> 1) % 2]} (${i})`,
  }));

  it("are words of five accounts, with counts, and never a person, a company, an address or a number", async () => {
    const { pain_points } = await inWorld({ deals, accounts: ACCOUNTS }, (world) => inside(world, ["Description"]));
    const { columns, rows, losses } = pain_points!;
    expect(columns).toEqual(["Description"]);
    expect(rows.find(({ label }) => label === "data residency")).toMatchObject({
      won: 0,
      lost: 40,
      accounts: 40,
      finding: true,
    });
    expect(rows.find(({ label }) => label === "paper checklists")).toMatchObject({ won: 40, lost: 0, finding: true });
    expect(losses).toMatchObject({ columns: ["Closed Lost Reason"], deals: 40 });
    expect(losses!.rows.map(({ label }) => label)).toContain("audit trail");
    expect(JSON.stringify(pain_points)).not.toMatch(
      /laura|fonettano|velmora|stavton|chloe|bruno|globex|firma|1632|4711|@/i,
    );
  });

  it("are left out where nobody writes", async () => {
    expect((await inWorld({ deals: DEALS, accounts: ACCOUNTS }, inside)).pain_points).toBeUndefined();
  });
});
