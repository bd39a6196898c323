import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { diffFiles } from "../../src/engine/diff.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { readCsv } from "../cli/read-csv.ts";
import { documentOf, missing, risingByFit } from "../compile/documents.ts";
import { PROFILE, table } from "./filtering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-diff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const put = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};
const icp = (name: string, document: IcpDocument): string =>
  put(name, JSON.stringify({ created_at: null, approved_by: null, document }));

const next = documentOf({
  id: "icp-2",
  cards: [
    {
      name: "industry",
      columns: ["Industry"],
      rule: { kind: "text", missing },
      weight: 80,
      bands: [
        [{ in: ["fintech"] }, 20],
        [{ in: ["retail"] }, 80],
        [{ missing: true }, 30],
      ],
    },
    {
      name: "country",
      columns: ["Country"],
      rule: { kind: "text", missing },
      weight: 20,
      bands: [
        [{ in: ["sweden"] }, 20],
        [{ missing: true }, 0],
      ],
    },
  ],
  byFit: risingByFit,
});
const accounts = table(
  ["Account Name", "Website", "Industry", "Country"],
  ["=Alpha", "alpha.example", "Fintech", "Spain"],
  ["Beta", "beta.example", "Retail", "Spain"],
  ["Gamma", "gamma.example", "Agency", "Sweden"],
  ["Delta", "delta.example", "Agency", "Sweden"],
);
const effects = { today: "2026-07-01", signal: new AbortController().signal, workers: 1, progress: () => undefined };
const asked = {
  before: icp("a.json", PROFILE),
  after: icp("b.json", next),
  accounts: put("accounts.csv", accounts),
  reading: { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } },
  map: [],
  moves: at("moves.csv"),
  top: 2,
};

describe("diffFiles", () => {
  it("says who moves level, where to, and by which attribute", async () => {
    const { moves, file } = await diffFiles(asked, effects);
    expect(file).toMatchObject({ read: 4, rejected: 0 });
    expect(moves).toMatchObject({ accounts: 4, moved: 4, up: 1, down: 1 });
    expect(moves!.top).toEqual([
      {
        account: "=Alpha",
        before: { fit: 90, level: "high" },
        after: { fit: 20, level: "low" },
        by: { label: "Industry", points: -70 },
      },
      expect.objectContaining({ account: "Gamma" }),
    ]);
    const rows = readCsv(at("moves.csv"));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({
      row: "1",
      fit_before: "90",
      fit_after: "20",
      changed_by: "Industry",
      points_changed: "-70",
    });
    expect(Object.values(rows[0]!)).toContain("'=Alpha");
  });

  it("moves nobody between a document and itself", async () => {
    const { diff, moves } = await diffFiles({ ...asked, after: asked.before, moves: null }, effects);
    expect(diff.same).toBe(true);
    expect(moves).toMatchObject({ moved: 0, up: 0, down: 0, top: [] });
  });

  it("refuses what it cannot do", async () => {
    const other = put("other.json", '{"document":{"schema":"openicp/icp@9"}}');
    await expect(diffFiles({ ...asked, after: other }, effects)).rejects.toThrow(/schema openicp\/icp@9/);
    await expect(diffFiles({ ...asked, accounts: null }, effects)).rejects.toThrow(/--moves needs --accounts/);
    const empty = icp("empty.json", { ...PROFILE, scorecard: { ...PROFILE.scorecard, attributes: [] } });
    await expect(diffFiles({ ...asked, after: empty }, effects)).rejects.toThrow(/no scorecard/);
  });
});
