import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EditResult } from "../../src/engine/edit/edit-on.ts";
import { type EditRequest, editFile } from "../../src/engine/edit.ts";
import { NO_FILES } from "../../src/engine/input-files.ts";
import { validateFile } from "../../src/engine/validate.ts";
import { InputError } from "../../src/errors.ts";
import { type IcpDocument, icpDocument } from "../../src/icp/document.ts";
import type { EditFigure } from "../../src/icp/edited.ts";
import { printIcp } from "../../src/icp/print.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { createRandom } from "../../src/stats/random.ts";
import { diffDocuments } from "../../src/watch/diff/diff.ts";
import { documentOf, missing, risingByFit } from "../compile/documents.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-edit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const INDUSTRIES = ["Fintech", "Retail", "Agency"] as const;
const COUNTRIES = ["Sweden", "Spain"] as const;
const WINS: Readonly<Record<string, number>> = { Fintech: 0.6, Retail: 0.3, Agency: 0.1 };

/** Deals of two years, one or two per account, closed month by month until the end of 2025. */
function company(deals: number): { readonly deals: string; readonly accounts: string } {
  const random = createRandom(7);
  const accounts = ["Account ID,Account Name,Industry,Country"];
  const rows = ["Deal ID,Account ID,Stage,Created Date,Close Date"];
  for (let i = 0; i < deals; i++) {
    const a = i < deals * 0.9 ? Math.floor(i / 2) : i;
    const industry = INDUSTRIES[a % 3]!;
    if (i === a || i === 2 * a) accounts.push(`A${a},Company ${a},${industry},${COUNTRIES[a % 2]}`);
    const day = Math.floor((i / deals) * 700);
    const close = new Date(Date.UTC(2024, 0, 20 + day)).toISOString().slice(0, 10);
    const created = new Date(Date.UTC(2024, 0, 5 + day)).toISOString().slice(0, 10);
    const won = random.next() < WINS[industry]! + (a % 2 === 0 ? 0.1 : -0.05);
    rows.push(`D${i},A${a},${won ? "Closed Won" : "Closed Lost"},${created},${close}`);
  }
  return { deals: rows.join("\n"), accounts: accounts.join("\n") };
}

const text = { kind: "text", missing } as const;
const base = documentOf({
  cards: [
    {
      name: "industry",
      columns: ["Industry"],
      rule: text,
      weight: 70,
      bands: [
        [{ in: ["fintech"] }, 70],
        [{ in: ["retail", "wholesale"] }, 30],
        [{ in: ["agency"] }, 0],
        [{ missing: true }, 35],
      ],
    },
    {
      name: "country",
      columns: ["Country"],
      rule: text,
      weight: 30,
      bands: [
        [{ in: ["sweden"] }, 30],
        [{ in: ["spain"] }, 0],
        [{ missing: true }, 15],
      ],
    },
  ],
  byFit: risingByFit,
});
const learned = (to: string | null): IcpDocument => ({
  ...base,
  maturity: "data-driven",
  separation: { ...base.separation, p: 0.005, auc: 0.7, auc_interval: [0.6, 0.8], permutations: 200, reason: "" },
  evidence: { ...base.evidence, opportunities: 200, won: 70, lost: 130, window: { from: "2024-01-20", to } },
  breadth: { universe: 100, high: 20, medium: 30, low: 50, unknown: 0, share: 0.2, share_interval: null, verdict: "" },
});

const files = company(300);
const deals = put("deals.csv", files.deals);
const accounts = put("accounts.csv", files.accounts);
const save = (name: string, document: IcpDocument): string =>
  put(name, printIcp({ created_at: null, approved_by: "Kim", document }));
const whole = save("whole.json", learned("2025-12-31"));
const summer = save("summer.json", learned("2025-06-30"));

const effects = { today: "2026-07-01", signal: new AbortController().signal, workers: 1, progress: () => undefined };
const reading = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };
const said = { map: "none", rates: null, typed: [] } as const;

function edit(
  icp: string,
  asked: Partial<EditRequest["wishes"]>,
  given: Partial<EditRequest> = {},
): Promise<EditResult> {
  return editFile(
    {
      icp,
      files: { ...NO_FILES, deals: [deals], accounts: [accounts] },
      ...{ reading, said, why: null, seed: 1, map: [], top: 3, ingest: DEFAULT_OPTIONS },
      wishes: { weights: [], points: [], levels: null, ...asked },
      ...given,
    },
    effects,
  );
}
const of = (all: readonly EditFigure[], measure: EditFigure["measure"]): EditFigure =>
  all.find((one) => one.measure === measure)!;

describe("an edited document", () => {
  let found: EditResult;
  beforeAll(async () => {
    found = await edit(
      whole,
      { weights: ["Industry=40"], points: ["industry:Wholesale=35"] },
      { why: "We sell to shops" },
    );
  });

  it("has the card as typed, and leaves the other as it was", () => {
    const { document, before, warnings } = found;
    expect(
      document.scorecard.attributes.map(({ attribute, bands }) => [attribute, bands.map((b) => b.points)]),
    ).toEqual([
      ["country", [60, 0, 30]],
      ["industry", [40, 35, 0, 20]],
    ]);
    expect(icpDocument.parse(document)).toEqual(document);
    expect(before).toEqual(learned("2025-12-31"));
    expect(readFileSync(whole, "utf8")).toContain('"approved_by": "Kim"');
    expect(warnings).toContain(
      'Wholesale is in the band "{"in":["retail","wholesale"]}" of Industry, all of which earns 35 now',
    );
  });

  it("claims nothing that was measured with the card before", () => {
    const { document } = found;
    expect([document.maturity, document.separation.verdict]).toEqual(["interim", "weak"]);
    expect(document.separation).toMatchObject({ p: null, auc: null, auc_interval: null, permutations: 0 });
    expect(document.separation.reason).toContain(
      "which was edited by hand. At least 20 of each outcome among deals closed after 2025-12-",
    );
    expect(document.validation).toEqual({ forward: null, cross_fit: null });
    expect(document.breadth).toBeNull();
    expect(document.notes.at(-1)).toContain("left out");
    expect(document.scorecard.by_fit).toHaveLength(101);
    for (const [f, { p, low, high, ...shares }] of document.scorecard.by_fit.entries()) {
      expect(low! <= p && p <= high!).toBe(true);
      expect(p).toBeGreaterThanOrEqual(document.scorecard.by_fit[Math.max(0, f - 1)]!.p);
      expect(shares).toEqual({ fit: f, high_share: null, medium_share: null, low_share: null });
    }
  });

  it("says what changed, on what, and who moves", () => {
    const { edited } = found.document;
    expect(edited).toMatchObject({
      from: "icp-1",
      why: "We sell to shops",
      earlier: [],
      changes: [
        { kind: "weight", attribute: "industry", before: 70, after: 40, typed: true },
        { kind: "weight", attribute: "country", before: 30, after: 60, typed: false },
        { kind: "points", attribute: "industry", before: 30, after: 35 },
      ],
      seen: { deals: 300, order_to: null },
    });
    const { known, newer, newer_reason } = edited!.effect!;
    expect([known.n, newer]).toEqual([300, null]);
    expect(newer_reason).toContain("No newer deals yet");
    expect(of(known.figures, "auc").difference).toBeLessThan(0);
    expect(known.levels.before.reduce((sum, { n }) => sum + n, 0)).toBe(300);
    const { moves } = edited!;
    expect(moves!.accounts).toBe(165);
    expect(moves!.moved).toBe(found.moves!.moved);
    expect(moves!.moved).toBeGreaterThan(0);
    expect(diffDocuments(found.before, found.document).facts).toContainEqual({
      name: "Edited by hand",
      before: "no",
      after: 'Industry 70 → 40; Industry “{"in":["retail","wholesale"]}” 30 → 35 points; other weights gave way',
    });
  });

  it("is the same again", async () => {
    const again = await edit(
      whole,
      { weights: ["Industry=40"], points: ["industry:Wholesale=35"] },
      { why: "We sell to shops" },
    );
    expect(again.document).toEqual(found.document);
  });

  it("cannot be proven by the deals that were in view", async () => {
    const path = save("again.json", found.document);
    const request = { icp: path, ingest: DEFAULT_OPTIONS, reading, valueMap: null, against: null };
    const checked = validateFile(
      { ...request, files: { ...NO_FILES, deals: [deals], accounts: [accounts] }, wishes: said },
      effects,
    );
    await expect(checked).rejects.toThrow("none of the 300 deals is newer");
  });
});

describe("the effect of an edit", () => {
  it("is held against newer deals of companies that the card has not met, and they are known from then on", async () => {
    const first = await edit(summer, { weights: ["Industry=40"] });
    const { known, newer, newer_reason } = first.document.edited!.effect!;
    expect(known.n + newer!.n).toBeLessThanOrEqual(300);
    expect(newer!.n).toBeGreaterThan(20);
    expect(newer_reason).toContain("deals closed after 2025-06-30");
    const { seen } = first.document.edited!;
    expect(seen.to! > "2025-11").toBe(true);
    const second = await edit(save("second.json", first.document), { levels: { high: 65, medium: 35 } });
    expect(second.document.edited).toMatchObject({
      earlier: [{ from: "icp-1", changes: first.document.edited!.changes }],
      effect: { newer: null, known: { n: 300 } },
    });
    expect(second.document.edited!.effect!.newer_reason).toContain(seen.to);
  });

  it("is nothing in ranking and loss where only levels change", async () => {
    const { document } = await edit(whole, { levels: { high: 60, medium: 20 } });
    const { figures } = document.edited!.effect!.known;
    for (const measure of ["auc", "log_loss", "top_wins"] as const)
      expect(of(figures, measure)).toMatchObject({ difference: 0, interval: [0, 0] });
    expect(of(figures, "high_share").difference).toBeGreaterThan(0);
  });

  it("counts again how broad the card is where the market is given, and keeps levels as set by hand", async () => {
    const market = put(
      "market.csv",
      [
        "Company,Industry,Country",
        ...["Fintech,Sweden", "Retail,Spain", "Retail,Sweden", "Agency,Spain"].map((cells, i) => `C${i},${cells}`),
      ].join("\n"),
    );
    const given = { files: { ...NO_FILES, deals: [deals], accounts: [accounts], universe: [market] } };
    const { document } = await edit(whole, { levels: { high: 30, medium: 10 } }, given);
    expect(document.breadth).toMatchObject({ universe: 4, high: 3, medium: 0, low: 1, share: 0.75 });
    expect(document.tiers).toMatchObject({ of: "universe" });
    expect(document.engine.parameters.levels).toBe("by hand");
  });

  it("takes all deals as known where nothing tells newer ones", async () => {
    const { document } = await edit(save("undated.json", learned(null)), { weights: ["Industry=40"] });
    expect(document.edited!.effect).toMatchObject({ known: { n: 300 }, newer: null });
    expect(document.edited!.effect!.newer_reason).toContain("Neither dates nor --order");
  });
});

describe("a declared card", () => {
  const declared = { file: "icp.yaml", from: "people", customers: null, contrast: null, scores: true } as const;
  const believed: IcpDocument = {
    ...base,
    maturity: "hypothesis",
    separation: { ...base.separation, verdict: "untested" },
    scorecard: { ...base.scorecard, by_fit: [] },
    declared: { ...declared, logits: 4, support: null, attributes: [], personas: [] },
    evidence: { ...base.evidence, opportunities: 0, won: 0, lost: 0 },
  };

  it("needs no deals, and stays a hypothesis without a win rate", async () => {
    const { document } = await edit(save("declared.json", believed), { weights: ["Industry=40"] }, { files: NO_FILES });
    expect([document.maturity, document.separation.verdict]).toEqual(["hypothesis", "untested"]);
    expect(document.scorecard.by_fit).toEqual([]);
    expect(document.edited).toMatchObject({ effect: null, moves: null, seen: { deals: 0, to: null } });
  });

  it("is held against deals where there are some, by ranking alone", async () => {
    const { document } = await edit(save("declared.json", believed), { weights: ["Industry=40"] });
    const { figures } = document.edited!.effect!.known;
    expect(of(figures, "log_loss")).toMatchObject({ before: null, after: null });
    expect(of(figures, "auc").difference).toBeLessThan(0);
    expect(document.scorecard.by_fit).toEqual([]);
  });
});

describe("editFile refuses", () => {
  const refused: readonly (readonly [string, Partial<EditRequest["wishes"]>, Partial<EditRequest>, string])[] = [
    ["nothing to change", {}, {}, "there is nothing to change"],
    ["an attribute that is not there", { weights: ["Indstry=40"] }, {}, 'did you mean "Industry"?'],
    ["a band that is not there", { points: ["Industry:fintec=4"] }, {}, 'or "fintech"?'],
    ["points without a band", { points: ["Industry=4"] }, {}, "names no band"],
    ["what is no number", { weights: ["Industry=lots"] }, {}, "is not understood"],
    [
      "a learned card without deals",
      { weights: ["Industry=40"] },
      { files: NO_FILES },
      "give the deals that this profile was built from",
    ],
    [
      "deals without the card's columns",
      { weights: ["Industry=40"] },
      { files: { ...NO_FILES, deals: [deals] } },
      "none of the columns that this profile scores by",
    ],
  ];
  it("deals that are all newer than the card, as nothing tells what it was fitted to", async () => {
    const failing = edit(save("old.json", learned("2023-12-31")), { weights: ["Industry=40"] });
    await expect(failing).rejects.toThrow("at least 10 with both outcomes");
  });

  it.each(refused)("%s", async (_, asked, given, sentence) => {
    const failing = edit(whole, asked, given);
    await expect(failing).rejects.toThrow(InputError);
    await expect(failing).rejects.toThrow(sentence);
  });
});
