import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FilterSummary, filterFile } from "../../../src/engine/filter.ts";
import { activate } from "../../../src/engine/workspace/activate.ts";
import { auditKept } from "../../../src/engine/workspace/audit.ts";
import { eraseEverywhere } from "../../../src/engine/workspace/erase-everywhere.ts";
import { filterBatch } from "../../../src/engine/workspace/filter.ts";
import { scoreGiven } from "../../../src/engine/workspace/score-file.ts";
import { printIcp } from "../../../src/icp/print.ts";
import { DEFAULT_OPTIONS } from "../../../src/ingest/options.ts";
import { readCsv } from "../../cli/read-csv.ts";
import { account, accounts, deals, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

let folder: string;
let small: SmallWorkspace;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => cells.join(",")).join("\n");
const put = (name: string, rows: readonly (readonly (string | number)[])[]): string => {
  writeFileSync(join(folder, name), csv(rows));
  return join(folder, name);
};

const ACCOUNTS = accounts(...range(1, 12).map((i) => account(i, i > 10 ? { industry: "agency", country: "US" } : {})));
const DEALS = deals(
  ...range(1, 10).map(
    (i) => [i, 20 + i, i % 2 === 0 ? "Closed Won" : "Closed Lost", "2025-01-10", "2025-02-10"] as const,
  ),
  [11, 1, "Open", "2026-01-02", "2026-05-01"],
  [12, 2, "Closed Lost", "2025-10-01", "2025-12-01"],
  [13, 4, "Closed Won", "2025-10-01", "2025-12-20"],
);
const CUSTOMERS = [
  ["Account ID", "Start Date", "End Date"],
  ["acc-000005", "2025-03-01", ""],
  ["acc-000006", "2024-03-01", "2025-06-01"],
];
/** Names and websites alone: what is known of them stands in the workspace. */
const BATCH = [["Company Name", "Website"], ...range(1, 14).map((i) => [`Firm ${i}`, `firm${i}.example`])];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openicp-in-force-"));
  small = await smallWorkspace(folder);
  await small.bring("accounts", ACCOUNTS);
  await small.bring("deals", DEALS);
  await small.bring("customers", CUSTOMERS);
  await small.inForce(profile("one"));
  await small.inForce(profile("two", 48));
});

afterAll(async () => {
  await small.workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const reading = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };
const none = { customers: [], openDeals: [], accounts: [], contacts: [], contacted: [], exclude: [] };
const common = { ingest: DEFAULT_OPTIONS, reading, mapFile: "none", valueMap: null } as const;
const asked = { product: "main", version: null, typed: {} };

describe("filter by the version in force", () => {
  it("drops whom the workspace says, to the byte as the same files do", async () => {
    const batch = [put("batch.csv", BATCH)];
    const request = (keep: string, drop: string) => ({
      ...{ batch, keep: join(folder, keep), drop: join(folder, drop), ledger: null, below: 40, files: none },
      ...{ readmitChurned: false, raw: false, ...common },
    });
    const kept = await filterBatch(small.workspace, { ...request("k1.csv", "d1.csv"), ...asked }, small.effects);
    const icp = join(folder, "icp.json");
    writeFileSync(icp, printIcp({ created_at: null, approved_by: null, document: profile("two", 48) }));
    const files = {
      ...none,
      customers: [put("customers.csv", CUSTOMERS)],
      openDeals: [put("deals.csv", DEALS)],
      accounts: [put("accounts.csv", ACCOUNTS)],
    };
    const given = await filterFile({ ...request("k2.csv", "d2.csv"), icp, files }, small.effects);
    const told = ({ read, kept: n, dropped, reasons, as_of }: FilterSummary) => ({ read, n, dropped, reasons, as_of });
    expect(told(kept)).toEqual(told(given));
    expect([kept.number, kept.icp]).toEqual([2, "two"]);
    expect(kept.reasons.map(({ code, rows }) => `${rows} ${code}`)).toEqual([
      "2 customer",
      "1 open_deal",
      "1 churned",
      "1 lost_recently",
      "2 low_fit",
    ]);
    for (const name of ["k", "d"])
      expect(readFileSync(join(folder, `${name}1.csv`), "utf8")).toBe(
        readFileSync(join(folder, `${name}2.csv`), "utf8"),
      );
  });

  it("takes files beside, and another version where one is named", async () => {
    const request = {
      ...{ batch: [put("batch.csv", BATCH)], keep: join(folder, "k3.csv"), drop: join(folder, "d3.csv"), ledger: null },
      ...{ below: 40, readmitChurned: true, raw: false, ...common, ...asked, version: "1" },
      files: { ...none, exclude: [put("rivals.csv", [["website"], ["firm7.example"]])] },
    };
    const { icp, number, reasons } = await filterBatch(small.workspace, request, small.effects);
    expect([icp, number]).toEqual(["one", 1]);
    expect(reasons.map(({ code }) => code)).toEqual(["customer", "open_deal", "excluded", "lost_recently", "low_fit"]);
    const fits = new Map(readCsv(request.keep).map(({ Website: website, fit }) => [website, fit]));
    expect(fits.get("firm3.example")).toBe("100");
  });
});

describe("audit by the version in force", () => {
  const request = { accounts: [], by: null, out: null, ...common, ...asked };

  it("without a file holds the open deals that are kept against it", async () => {
    const { kind, audited, read, all, number } = await auditKept(
      small.workspace,
      { ...request, files: [] },
      small.effects,
    );
    expect([kind, audited, read, number]).toEqual(["pipeline", 1, 13, 2]);
    expect(all.levels.find(({ level }) => level === "high")!.rows.n).toBe(1);
  });

  it("reads the attributes of a file's companies from the accounts that are kept", async () => {
    const files = [put("batch.csv", BATCH)];
    const { kind, audited, all } = await auditKept(small.workspace, { ...request, files }, small.effects);
    expect([kind, audited]).toEqual(["list", 14]);
    expect(Object.fromEntries(all.levels.map(({ level, rows }) => [level, rows.n]))).toEqual({
      ...{ high: 10, medium: 0, low: 2, unknown: 2 },
    });
  });
});

describe("what a CRM is to be told", () => {
  const deliver = async (name: string | null, all = false) => {
    const out = name === null ? null : join(folder, name);
    const request = { icp: "main", crm: "hubspot", out, id: null, native: false, raw: false, all } as const;
    const plan = await activate(small.workspace, request, small.effects);
    const { added, changed, same, gone, written } = plan;
    return { counts: [added, changed, same, gone, written], rows: out === null ? [] : readCsv(out), plan };
  };

  it("is everything at first, then what changed since, and everything again after an erasure", async () => {
    expect((await deliver(null)).counts).toEqual([12, 0, 0, 0, 12]);
    const first = await deliver("first.csv");
    expect([first.counts, first.plan.since]).toEqual([[12, 0, 0, 0, 12], null]);
    expect(first.rows[0]).toMatchObject({
      "Company domain name": "firm1.example",
      openicp_fit: "88",
      openicp_action: "",
    });
    small.day("2026-02-01");
    expect((await deliver("second.csv")).counts).toEqual([0, 0, 12, 0, 0]);
    await small.bring("accounts", accounts(account(3, { industry: "agency" }), account(50)));
    const third = await deliver("third.csv");
    expect([third.counts, third.plan.since]).toEqual([[1, 1, 11, 0, 2], "2026-02-01"]);
    expect(third.rows.map((row) => [row["Company domain name"], row.openicp_fit])).toEqual([
      ["firm3.example", "45"],
      ["firm50.example", "88"],
    ]);
    expect((await deliver("all.csv", true)).counts).toEqual([0, 0, 13, 0, 13]);
    await eraseEverywhere(small.workspace, { kind: "account", key: "firm50.example" }, small.effects);
    expect((await deliver("after.csv")).counts).toEqual([12, 0, 0, 0, 12]);
  });

  it("says nothing of a delivery that failed", async () => {
    await small.bring("accounts", accounts(account(51)));
    await expect(deliver(join("no", "such", "folder.csv"))).rejects.toThrow();
    expect((await deliver("next.csv")).counts).toEqual([1, 0, 12, 0, 1]);
  });
});

describe("a file scored by the version in force", () => {
  it("is not imported, and customers of the workspace are not pursued", async () => {
    const out = join(folder, "scores.csv");
    const rows = accounts(...[4, 1, 7, 99].map((i) => account(i)));
    const request = {
      ...({
        accounts: put("given.csv", rows),
        out,
        reading,
        map: [],
        mapFile: "none",
        valueMap: null,
        raw: false,
      } as const),
      ...{ crm: null, product: "main", version: null },
    };
    const { number } = await scoreGiven(small.workspace, request, small.effects);
    expect(number).toBe(2);
    const told = readCsv(out).map(({ Website: website, fit, already, action }) => [website, fit, already, action]);
    expect(told.map(([website, fit, already]) => [website, fit, already])).toEqual([
      ["firm4.example", "88", "customer"],
      ["firm1.example", "88", "open deal"],
      ["firm7.example", "88", ""],
      ["firm99.example", "88", ""],
    ]);
    expect(told[0]![3]).toBe("");
    expect(told[2]![3]).not.toBe("");
  });
});
