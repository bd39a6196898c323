import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompareRequest, compareLists } from "../../src/engine/compare.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";

let folder: string;
const EFFECTS = {
  today: "2026-11-22",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => {},
  warn: () => {},
};

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join("\n")}\n`);
  return path;
}

const compared = (request: Partial<CompareRequest> & Pick<CompareRequest, "list" | "outcomes">) =>
  compareLists(
    {
      control: null,
      since: null,
      until: null,
      ingest: DEFAULT_OPTIONS,
      reading: { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } },
      ...request,
    },
    EFFECTS,
  );

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openicp-compare-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a list against a control", () => {
  it("counts each company once, whoever is on both sides on neither, by websites however they are spelled", async () => {
    const list = await file("list.csv", [
      "Website,Company",
      ...numbers(0, 40).map((i) => `https://www.Firm${i}.com/about,Firm ${i}`),
      "firm3.com,Firm 3",
      ",",
    ]);
    const control = await file("control.csv", ["domain,name", ...numbers(38, 80).map((i) => `firm${i}.com,Firm ${i}`)]);
    const outcomes = await file("outcomes.csv", [
      "domain,Replied,Meeting Date",
      ...numbers(0, 20).map((i) => `firm${i}.com,yes,${i < 5 ? "2026-03-0".concat(String(i + 1)) : ""}`),
      ...numbers(40, 44).map((i) => `firm${i}.com,1,`),
      "firm39.com,yes,",
      "firm60.com,no,",
      "elsewhere.com,yes,",
    ]);
    const found = await compared({ list, control, outcomes: [outcomes] });
    expect(found).toMatchObject({
      unit: "companies",
      list: { read: 42, nameless: 1, repeated: 1, both: 2 },
      control: { read: 42, nameless: 0, repeated: 0, both: 2 },
      elsewhere: 2,
    });
    expect(
      found.outcomes.map(({ outcome, list, control }) => [outcome, list.reached, list.n, control.reached, control.n]),
    ).toEqual([
      ["reply", 20, 38, 4, 40],
      ["meeting", 5, 38, 0, 40],
    ]);
    expect(found.outcomes[0]!.verdict).toBe("better");
  });

  it("refuses a list against itself: nobody is left to compare", async () => {
    const list = await file("same.csv", ["domain", ...numbers(0, 12).map((i) => `firm${i}.com`)]);
    const control = await file("same-again.csv", ["website", ...numbers(0, 12).map((i) => `www.firm${i}.com`)]);
    const outcomes = await file("replies.csv", ["domain,Replied", "firm1.com,yes"]);
    await expect(compared({ list, control, outcomes: [outcomes] })).rejects.toThrow(
      "nobody is left on the side of the list: of its 12 rows 12 are on both sides and 0 name nobody",
    );
  });

  it("reads a log about people with the control marked in the list, and deals about their companies", async () => {
    const list = await file("people.csv", [
      "email,company,control",
      ...numbers(0, 30).flatMap((i) =>
        ["ann", "bob"].map((who) => `${who}@firm${i}.com,Firm ${i},${i >= 15 ? "yes" : ""}`),
      ),
    ]);
    const log = await file("log.csv", [
      "email,type,date",
      ...numbers(0, 9).map((i) => `Ann@firm${i}.com,Email replied,2026-02-0${i + 1}`),
      "bob@firm20.com,auto reply,2026-02-01",
      "bob@firm21.com,email opened,2026-02-01",
    ]);
    const deals = await file("deals.csv", [
      "Opportunity ID,Account Name,Website,Stage,Created Date,Close Date,Amount",
      ...numbers(0, 6).map(
        (i) => `d${i},Firm ${i},firm${i}.com,${i < 2 ? "Closed Won" : "Closed Lost"},2026-02-1${i},2026-03-1${i},900`,
      ),
      "d9,Firm 20,firm20.com,Closed Won,2025-02-10,2025-03-10,900",
    ]);
    const found = await compared({ list, outcomes: [log, deals], since: "2026-01-01", until: "2026-03-31" });
    const counts = Object.fromEntries(
      found.outcomes.map(({ outcome, list, control }) => [outcome, [list.reached, list.n, control.reached, control.n]]),
    );
    // Both people of a company with a deal have reached it; last year's deal lies before the test.
    expect(counts).toEqual({
      open: [0, 30, 1, 30],
      reply: [9, 30, 0, 30],
      opportunity: [12, 30, 0, 30],
      win: [4, 30, 0, 30],
    });
    expect(found.outcomes.find(({ outcome }) => outcome === "opportunity")!.list.effect).toBeGreaterThan(1.8);
    expect(found).toMatchObject({ unit: "people", as_of: "2026-03-11" });
    expect(found.elapsed).toBeCloseTo(70 / 90, 6);
  });

  it("refuses what it cannot compare, and says what to give", async () => {
    const list = await file("plain.csv", ["domain", "a.com", "b.com"]);
    const nothing = await file("nothing.csv", ["domain,colour", "c.com,red"]);
    await expect(compared({ list, outcomes: [nothing] })).rejects.toThrow('has no column "control"');
    await expect(compared({ list, control: nothing, outcomes: [list] })).rejects.toThrow(
      "tells no outcome: give a column each for opens",
    );
    const replies = await file("replies.csv", ["domain,replies", "a.com,1"]);
    await expect(compared({ list, control: nothing, outcomes: [replies], until: "2026-03-31" })).rejects.toThrow(
      "say today with --as-of",
    );
  });
});
