import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type DriftRequest, driftFile } from "../../src/engine/drift.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { reportHtml } from "../../src/icp/page/html/report.ts";
import { reportMarkdown } from "../../src/icp/page/markdown/report.ts";
import { reportTerminal } from "../../src/icp/page/terminal/report.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { isoOf } from "../../src/watch/drift/days.ts";
import { driftJson } from "../../src/watch/drift/json.ts";
import { driftReport } from "../../src/watch/drift/report.ts";
import { documentOf, missing } from "../compile/documents.ts";
import { type PlantedDeal, plantedDeals } from "../watch/drift/planted.ts";
import { table } from "./filtering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-drift-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const text = { kind: "text", missing } as const;
const plain = documentOf({
  cards: [
    {
      name: "industry",
      columns: ["Industry"],
      rule: text,
      weight: 100,
      bands: [
        [{ in: ["fintech"] }, 90],
        [{ in: ["retail"] }, 50],
        [{ in: ["care"] }, 10],
        [{ missing: true }, 40],
      ],
    },
  ],
  unscored: [
    { name: "country", columns: ["Country"], rule: text },
    {
      name: "employees",
      columns: ["Employees"],
      rule: { kind: "number", missing, decimal: "." },
    },
  ],
  byFit: Array.from({ length: 101 }, (_, fit) => {
    const p = fit >= 70 ? 0.6 : 0.3;
    return { fit, p, low: p, high: p, high_share: null, medium_share: null, low_share: null };
  }),
  levels: { high: 70, medium: 40 },
});
const profile: IcpDocument = {
  ...plain,
  name: "Calvanto",
  attributes: plain.attributes.map((one) =>
    one.name === "employees"
      ? { ...one, kind: "number", status: "unused" }
      : one.name === "country"
        ? { ...one, status: "unused" }
        : one,
  ),
  evidence: {
    ...plain.evidence,
    won: 270,
    lost: 420,
    base_rate: 0.4,
    window: { from: "2025-01-20", to: "2025-12-31" },
  },
  input: { ...plain.input, outcome: "Stage=Closed Won/Closed Lost" },
};

/** The deals as a CRM exports them on a day. */
function exported(
  deals: readonly (Omit<PlantedDeal, "industry"> & { readonly industry: string })[],
  day: string,
): string {
  const last = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const rows = deals
    .filter(({ created }) => created <= last)
    .map(({ company, industry, country, employees, created, closed, won }) => [
      company,
      industry,
      country,
      employees,
      isoOf(created),
      isoOf(closed),
      closed > last ? "Proposal" : won ? "Closed Won" : "Closed Lost",
    ]);
  return table(["Account Name", "Industry", "Country", "Employees", "Created Date", "Close Date", "Stage"], ...rows);
}

function request(deals: string, more: Partial<DriftRequest> = {}): DriftRequest {
  writeFileSync(at("deals.csv"), deals);
  writeFileSync(at("icp.json"), JSON.stringify({ created_at: null, approved_by: null, document: profile }));
  const none = { accounts: [], universe: [], customers: [], contacts: [], leads: [], events: [], history: [] };
  return {
    files: { deals: [at("deals.csv")], ...none },
    icp: at("icp.json"),
    ingest: DEFAULT_OPTIONS,
    reading: { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } },
    wishes: { map: "none", rates: null, typed: [] },
    since: null,
    state: null,
    ...more,
  };
}

const effects = {
  today: "2026-07-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => undefined,
};
const shifted = plantedDeals(1, "2026-02-01");

describe("driftFile", () => {
  it("finds in one file that a kind took over, names it, and reads well", async () => {
    const { result } = await driftFile(request(exported(shifted, "2026-06-30")), effects);
    expect(result.runs.map(({ run }) => isoOf(run.asOf))).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
      "2026-05-31",
      "2026-06-30",
    ]);
    expect(result.runs.slice(0, 2).flatMap(({ alarms }) => alarms)).toEqual([]);
    expect(result.runs.at(-1)!.alarms).toEqual(expect.arrayContaining(["attribute:industry", "wins-at-high"]));
    expect(result.emerging.rising!.name).toContain("Care");
    const report = driftReport(result);
    await expect(reportHtml(report)).toMatchFileSnapshot("../output/reports/drift.html");
    await expect(reportMarkdown(report)).toMatchFileSnapshot("../output/reports/drift.md");
    await expect(reportTerminal(report, { width: 100, color: false })).toMatchFileSnapshot(
      "../output/reports/drift.txt",
    );
    expect(reportHtml(report)).not.toMatch(/<script|<link|<img|https?:|NaN|undefined/);
    expect(driftJson(result)).toMatchObject({
      as_of: "2026-06-30",
      new_since: "2026-01-01",
      learned_from: "2025-01-20",
    });
  });

  it("raises no alarm where nothing moved", async () => {
    const { result } = await driftFile(request(exported(plantedDeals(2, null), "2026-06-30")), effects);
    expect(result.runs.flatMap(({ alarms }) => alarms)).toEqual([]);
    expect(result.emerging).toMatchObject({ kinds: [], rising: null });
    expect(JSON.stringify(driftReport(result).headline)).toContain("No sign that the world has moved");
  });

  it("says above all of what much less is known than before", async () => {
    const blank = plantedDeals(2, null).map((deal) =>
      deal.created >= Date.parse("2026-01-01T00:00:00Z") / 86_400_000 ? { ...deal, industry: "" } : deal,
    );
    const { result } = await driftFile(request(exported(blank, "2026-06-30")), effects);
    const head = JSON.stringify(driftReport(result).support);
    expect(head).toMatch(/industry is not known for 100%[^"]* of new opportunities, before for 0%/i);
  });

  it("remembers the run before where each file holds the new deals only", async () => {
    const state = at("drift.json");
    const fresh = shifted.filter(({ created }) => created >= Date.parse("2026-01-01T00:00:00Z") / 86_400_000);
    const may = await driftFile(request(exported(fresh, "2026-05-31"), { state, since: "2026-05-01" }), effects);
    expect(may.result.runs.flatMap(({ alarms }) => alarms)).toEqual([]);
    const june = await driftFile(request(exported(fresh, "2026-06-30"), { state, since: "2026-06-01" }), effects);
    expect(june.result.runs).toHaveLength(1);
    expect(june.result.runs[0]).toMatchObject({ before: "2026-05-31" });
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({
      schema: "openicp/drift-state@1",
      icp: profile.id,
      runs: [{ as_of: "2026-05-31" }, { as_of: "2026-06-30" }],
    });
  });

  it("says what is missing", async () => {
    const old = exported(shifted, "2025-11-30");
    await expect(driftFile(request(old), effects)).rejects.toThrow(/no deal is newer than 2025-12-31/);
    writeFileSync(at("other.json"), "{}");
    const deals = exported(shifted, "2026-06-30");
    await expect(driftFile(request(deals, { state: at("other.json") }), effects)).rejects.toThrow(
      /not what drift --state keeps/,
    );
  });
});
