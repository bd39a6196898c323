import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Group } from "../../src/engine/audit/table.ts";
import { type AuditRequest, type AuditSummary, auditFile } from "../../src/engine/audit.ts";
import type { HeldOut, IcpDocument } from "../../src/icp/document.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { readCsv } from "../cli/read-csv.ts";
import { documentOf } from "../compile/documents.ts";
import { PROFILE, table } from "./filtering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

function checked(method: HeldOut["method"], verdict: HeldOut["verdict"], wonLow: number, low: number): HeldOut {
  const level = {
    level: "low" as const,
    n: low,
    won: wonLow,
    win_rate: null,
    win_rate_interval: null,
    median_cycle_days: null,
  };
  return {
    method,
    cut: "2026-01-01",
    train: 10,
    n: low,
    won: wonLow,
    auc: null,
    auc_interval: null,
    log_loss: null,
    base_log_loss: null,
    calibration_error: null,
    levels: [level],
    verdict,
    reason: "",
  };
}

const profile: IcpDocument = {
  ...PROFILE,
  validation: { forward: checked("forward", "confirmed", 3, 61), cross_fit: checked("cross-fit", "confirmed", 9, 99) },
};

async function audited(
  text: string,
  more: Partial<Omit<AuditRequest, "files" | "accounts">> & { accounts?: string; document?: IcpDocument } = {},
): Promise<AuditSummary> {
  const { accounts, document = profile, ...rest } = more;
  writeFileSync(at("file.csv"), text);
  writeFileSync(at("icp.json"), JSON.stringify({ created_at: null, approved_by: null, document }));
  if (accounts !== undefined) writeFileSync(at("accounts.csv"), accounts);
  return auditFile(
    {
      files: [at("file.csv")],
      icp: at("icp.json"),
      accounts: accounts === undefined ? [] : [at("accounts.csv")],
      by: null,
      out: null,
      ingest: DEFAULT_OPTIONS,
      reading: {},
      valueMap: null,
      mapFile: "none",
      ...rest,
    },
    { today: "2026-07-01", signal: new AbortController().signal, workers: 1, progress: () => undefined },
  );
}

function level(group: Group, name: string) {
  return group.levels.find((line) => line.level === name)!;
}

const HEADER = [
  "Deal Name",
  "StageName",
  "Type",
  "Amount",
  "CurrencyIsoCode",
  "Owner",
  "Lead Source",
  "Industry",
  "Loss Reason",
];
const deal = (
  stage: string,
  amount: string,
  currency: string,
  industry: string,
  owner = "Ann",
  type = "New Business",
  source = "Web",
  reason = "",
) => [`Deal ${stage} ${amount}`, stage, type, amount, currency, owner, source, industry, reason];
const DEALS = table(
  HEADER,
  deal("Demo", "1,000.10", "USD", "Fintech"),
  deal("Demo", "2,000.20", "USD", "Agency", "Bob"),
  deal("Proposal", "500", "EUR", "Agency", "ann "),
  deal("Proposal", "700", "EUR", "", ""),
  deal("Demo", "9999", "USD", "Fintech", "Ann", "Renewal"),
  deal("Closed Won", "100", "USD", "Fintech"),
  deal("Closed Won", "100", "USD", "Agency"),
  deal("Closed Lost", "100", "USD", "Agency"),
  deal("Closed Lost", "100", "USD", "Agency", "Ann", "New Business", "Web", "Duplicate"),
  deal("Closed Won", "100", "USD", "Fintech", "Ann", "Renewal"),
);

describe("audit: a pipeline", () => {
  it("counts open new business by level, money per currency, and wins of the closed deals", async () => {
    const { kind, all, audited: rows, left_out, read, rejected } = await audited(DEALS);
    expect({ kind, rows, read }).toEqual({ kind: "pipeline", rows: 4, read: 10 });
    expect(rows + left_out.reduce((sum, one) => sum + one.rows, 0) + rejected).toBe(read);
    expect(left_out).toEqual([
      { reason: "won", rows: 2 },
      { reason: "lost", rows: 1 },
      { reason: "open, but not new business", rows: 1 },
      { reason: "closed, and not new business", rows: 1 },
      { reason: "closed as duplicate, test or error", rows: 1 },
    ]);
    expect(all.money).toEqual([
      { currency: "EUR", amount: 1200, share: 1 },
      { currency: "USD", amount: 3000.3, share: 1 },
    ]);
    const low = level(all, "low");
    expect(low.rows).toMatchObject({ n: 2, of: 4, value: 0.5 });
    expect(low.rows.interval![0]).toBeCloseTo(0.15, 2);
    expect(low.money.map(({ amount }) => amount)).toEqual([500, 2000.2]);
    expect(low.won).toMatchObject({ n: 1, of: 2 });
    expect(level(all, "high").won).toMatchObject({ n: 1, of: 1 });
    expect(all.levels.reduce((sum, line) => sum + line.rows.n, 0)).toBe(4);
  });

  it("breaks down by owner and source, spellings that differ in case and blanks as one", async () => {
    const { by } = await audited(DEALS);
    expect(by.map(({ column }) => column)).toEqual(["Owner", "Lead Source"]);
    expect(by[0]!.groups.map(({ name, rows }) => [name, rows])).toEqual([
      ["Ann", 2],
      ["Bob", 1],
      [null, 1],
    ]);
    expect(by[1]!.groups.map(({ name, rows }) => [name, rows])).toEqual([["Web", 4]]);
    const typed = await audited(DEALS, { by: "stagename" });
    expect(typed.by.map(({ column }) => column)).toEqual(["StageName"]);
    await expect(audited(DEALS, { by: "Stag" })).rejects.toThrow('--by: there is no column "Stag"; did you mean');
  });

  it("takes what each level won from the profile's own check: forward where it is enough, else in turn", async () => {
    const forward = await audited(DEALS);
    expect(forward.held_out).toMatchObject({ method: "forward", levels: [{ level: "low", won: { n: 3, of: 61 } }] });
    const few = {
      ...profile,
      validation: { ...profile.validation, forward: checked("forward", "not enough data", 0, 2) },
    };
    expect((await audited(DEALS, { document: few })).held_out).toMatchObject({
      method: "cross-fit",
      levels: [{ level: "low", won: { n: 9, of: 99 } }],
    });
    expect((await audited(DEALS, { document: PROFILE })).held_out).toBeNull();
  });

  it("converted amounts go before raw ones", async () => {
    const text = table(
      ["Deal Name", "StageName", "Amount", "Amount (converted)", "CurrencyIsoCode", "Industry"],
      ["a", "Demo", "100", "110", "EUR", "Fintech"],
      ["b", "Demo", "200", "200", "USD", "Fintech"],
    );
    expect((await audited(text)).all.money).toEqual([{ currency: null, amount: 310, share: 1 }]);
  });

  it("takes attributes, and the column to break down by, from the accounts", async () => {
    const deals = table(
      ["Deal Name", "StageName", "AccountId", "Amount"],
      ["a", "Demo", "0015g000004C6PYAA0", "5"],
      ["b", "Demo", "0015g000004C6PZ", "7"],
    );
    await expect(audited(deals)).rejects.toThrow("give its accounts with --accounts FILE");
    const accounts = table(["Id", "Name", "Industry", "Country"], ["0015g000004C6PY", "A", "Fintech", "DE"]);
    const { all, by, notes } = await audited(deals, { accounts, by: "Country" });
    expect(level(all, "high").rows.n).toBe(1);
    expect(level(all, "unknown").rows.n).toBe(1);
    expect(by[0]!.groups.map(({ name, rows }) => [name, rows])).toEqual([
      ["DE", 1],
      [null, 1],
    ]);
    expect(notes[0]).toBe(
      "1 of 2 rows of file.csv have no account in accounts.csv (looked for by id): only their own columns count.",
    );
  });
});

describe("audit: a list", () => {
  const LIST = table(
    ["Company", "Industry", "Campaign"],
    ["A", "Fintech", "x"],
    ["B", "Agency", "=cmd"],
    ["C", "", "x"],
  );

  it("counts every row, without money or wins", async () => {
    const { kind, audited: rows, all, by } = await audited(LIST);
    expect({ kind, rows }).toEqual({ kind: "list", rows: 3 });
    expect(all.levels.map((line) => [line.level, line.rows.n, line.won.of])).toEqual([
      ["high", 1, 0],
      ["medium", 0, 0],
      ["low", 1, 0],
      ["unknown", 1, 0],
    ]);
    expect(by.map(({ column }) => column)).toEqual(["Campaign"]);
  });

  it("breaks down by a column of any name", async () => {
    for (const name of ["Row", "cell", "level", "folded"]) {
      const { by } = await audited(table(["Company", "Industry", name], ["A", "Fintech", "x"], ["B", "Agency", "y"]), {
        by: name,
      });
      expect(by.map(({ column, groups }) => [column, groups.map((group) => group.name)])).toEqual([[name, ["x", "y"]]]);
    }
  });

  it("--outcome makes it a file of deals", async () => {
    const text = table(
      ["Company", "Industry", "Converted"],
      ["A", "Fintech", "yes"],
      ["B", "Agency", "no"],
      ["C", "Agency", "later"],
    );
    const {
      kind,
      all,
      audited: rows,
    } = await audited(text, { ingest: { ...DEFAULT_OPTIONS, outcome: "Converted=yes/no" } });
    expect({ kind, rows }).toEqual({ kind: "pipeline", rows: 1 });
    expect(level(all, "high").won).toMatchObject({ n: 1, of: 1 });
    expect(level(all, "low").won).toMatchObject({ n: 0, of: 1 });
  });

  it("writes its tables as CSV whose rows add up, without formulas", async () => {
    const { written } = await audited(LIST, { out: at("out.csv") });
    expect(written).toEqual([at("out.csv")]);
    const lines = readCsv(at("out.csv"));
    const sum = (by: string): number =>
      lines.filter((line) => line.by === by).reduce((n, line) => n + Number(line.rows), 0);
    expect([sum("all"), sum("Campaign")]).toEqual([3, 3]);
    expect(new Set(lines.map((line) => line.value))).toEqual(new Set(["", "x", "'=cmd"]));
    expect(lines[0]).toMatchObject({ by: "all", level: "high", rows: "1", share: "0.3333", won: "0", decided: "0" });
  });

  it("without a scorecard: rows alone, and a sentence", async () => {
    const none = documentOf({ cards: [] });
    const document = { ...none, separation: { ...none.separation, verdict: "none" as const } };
    const { all, warnings } = await audited(LIST, { document });
    expect(all.levels.map((line) => [line.level, line.rows.n])).toEqual([["none", 3]]);
    expect(warnings[0]).toContain("this profile has no scorecard");
  });
});
