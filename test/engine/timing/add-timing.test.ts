import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gatherFacts } from "../../../src/engine/facts.ts";
import { NO_FILES } from "../../../src/engine/input-files.ts";
import { readTables } from "../../../src/engine/read-tables.ts";
import { addTiming } from "../../../src/engine/timing/add-timing.ts";
import { readHistories } from "../../../src/engine/timing/read-histories.ts";
import type { Timing } from "../../../src/icp/timing.ts";
import { DEFAULT_OPTIONS } from "../../../src/ingest/options.ts";
import type { Histories } from "../../../src/timing/histories.ts";
import { openDatabase } from "../../../src/warehouse/database.ts";
import { scratch } from "../../cli/openicp.ts";
import { none } from "../../icp/fixtures/none.ts";
import { csv } from "../gathering.ts";

const folder = scratch();
type Row = Readonly<Record<string, string>>;

function day(at: number): string {
  return new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
}

/** Sixty deals of as many companies, created 150 days and more after events began to be recorded. */
const deals: Row[] = Array.from({ length: 60 }, (_, i) => ({
  "Opportunity ID": `d${i}`,
  "Account ID": `account-${i}`,
  Stage: i % 2 === 0 ? "Closed Won" : "Closed Lost",
  "Created Date": day(150 + i),
  "Close Date": day(250 + i),
}));

/** Something at every company from the first day on, so that all deals were created while events were recorded. */
const usual: Row[] = Array.from({ length: 400 }, (_, i) => event(i % 60, "page view", i));

function event(account: number, type: string, at: number): Row {
  return { account_id: `account-${account}`, type, topic: "", date: day(at) };
}

async function timed(events: readonly Row[]): Promise<{ readonly histories: Histories; readonly timing: Timing }> {
  const path = (name: string, rows: readonly Row[]): string => {
    writeFileSync(join(folder, name), csv(rows));
    return join(folder, name);
  };
  const database = await openDatabase({ threads: 1 });
  try {
    const files = { ...NO_FILES, deals: [path("deals.csv", deals)], events: [path("events.csv", events)] };
    const effects = { progress: () => {} };
    const tables = await readTables(database, files, {}, effects);
    const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS);
    const histories = await readHistories(database, none, facts);
    const source = { tables, scored: null, already: null, options: DEFAULT_OPTIONS };
    const { document } = await addTiming(database, none, facts, source, effects);
    return { histories, timing: document.timing! };
  } finally {
    database.close();
  }
}

const ofType = ({ lines }: Histories, type: string): (readonly number[])[] =>
  lines
    .filter(({ about }) => about.type === type)
    .flatMap(({ deal, age, times }) => Array.from(deal, (at, k) => [at, age[k]!, times[k]!]));

describe("what is learned from", () => {
  it("is what happened in the 90 days before the day on which the deal was created, never that day or later", async () => {
    const { histories } = await timed([
      ...usual,
      ...[149, 149, 60, 59, 150, 151, 249].map((at) => event(0, "demo request", at)),
    ]);
    expect(histories.y).toHaveLength(60);
    expect(ofType(histories, "demo_request")).toEqual([
      [0, 1, 2],
      [0, 90, 1],
    ]);
  });

  it("is not what only follows the outcome: demo requests after creation at every won deal teach nothing", async () => {
    const late = deals.flatMap((_, i) =>
      i % 2 === 0 ? [event(i, "demo request", 150 + i), event(i, "demo request", 170 + i)] : [],
    );
    const { timing } = await timed([...usual, ...late]);
    expect(timing.source).toBe("default");
    expect(timing.events.every(({ evidence }) => evidence === null)).toBe(true);
  });

  it("is not what sellers write down, and is what goes by a name of its own", async () => {
    const before = deals.flatMap((_, i) => [event(i, "meeting", 140 + i), event(i, "Report Exported", 145 + i)]);
    const early = ["meeting", "Report Exported"].map((type) => event(0, type, 0));
    const { histories } = await timed([...usual, ...early, ...before]);
    const types = histories.lines.map(({ about }) => about.type);
    expect(types).toContain("report_exported");
    expect(types).not.toContain("meeting");
  });
});
