import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { reportHtml } from "../../../src/icp/page/html/report.ts";
import { reportMarkdown } from "../../../src/icp/page/markdown/report.ts";
import { reportTerminal } from "../../../src/icp/page/terminal/report.ts";
import { diffDocuments } from "../../../src/watch/diff/diff.ts";
import { movesOf } from "../../../src/watch/diff/moves.ts";
import { diffReport } from "../../../src/watch/diff/report.ts";
import { documentOf, missing } from "../../compile/documents.ts";
import { anyDocument } from "../../icp/arbitrary.ts";
import { FIXTURES } from "../../icp/fixtures.ts";

const text = { kind: "text", missing } as const;
const number = { kind: "number", missing, decimal: "." } as const;

const before = documentOf({
  id: "before",
  cards: [
    {
      name: "industry",
      rule: text,
      weight: 60,
      bands: [
        [{ in: ["fintech", "insurance"] }, 60],
        [{ in: ["retail"] }, 20],
        [{ missing: true }, 10],
      ],
    },
    {
      name: "employees",
      rule: number,
      weight: 40,
      bands: [
        [{ from: null, below: 100 }, 0],
        [{ from: 100, below: 500 }, 40],
        [{ from: 500, below: null }, 20],
        [{ missing: true }, 5],
      ],
    },
  ],
});
const after = documentOf({
  id: "after",
  cards: [
    {
      name: "industry",
      rule: text,
      weight: 50,
      bands: [
        [{ in: ["fintech"] }, 50],
        [{ in: ["insurance", "retail"] }, 20],
        [{ missing: true }, 10],
      ],
    },
    {
      name: "employees",
      rule: number,
      weight: 40,
      bands: [
        [{ from: null, below: 50 }, 0],
        [{ from: 50, below: 500 }, 40],
        [{ from: 500, below: null }, 20],
        [{ missing: true }, 5],
      ],
    },
    {
      name: "country",
      rule: text,
      weight: 10,
      bands: [
        [{ in: ["sweden"] }, 10],
        [{ missing: true }, 0],
      ],
    },
  ],
  levels: { high: 75, medium: 40 },
});

describe("diffDocuments", () => {
  it("says value by value which points moved", () => {
    const { attributes } = diffDocuments(before, after);
    expect(attributes.map(({ attribute, change }) => [attribute, change])).toEqual([
      ["country", "in"],
      ["industry", "weight"],
      ["employees", "bands"],
    ]);
    expect(attributes[1]!.moves).toEqual([
      { value: "insurance", before: 60, after: 20 },
      { value: "fintech", before: 60, after: 50 },
    ]);
    expect(attributes[2]).toMatchObject({
      weight: { before: 40, after: 40 },
      cuts: { before: [100, 500], after: [50, 500] },
      moves: [{ value: "50 to under 100", before: 0, after: 40 }],
    });
  });

  it("is the other way round the other way round", () => {
    const [there, back] = [diffDocuments(before, after), diffDocuments(after, before)];
    const turned = back.attributes.map(({ attribute, moves }) => [
      attribute,
      moves.map(({ value, before: was, after: is }) => ({ value, before: is, after: was })),
    ]);
    expect(new Map(turned as [string, unknown][])).toEqual(
      new Map(there.attributes.map(({ attribute, moves }) => [attribute, moves])),
    );
    expect(there.facts).toContainEqual({
      name: "Levels",
      before: `high from ${before.scorecard.levels.high}, medium from ${before.scorecard.levels.medium}`,
      after: "high from 75, medium from 40",
    });
  });

  it("sees no difference between a document and itself", () => {
    fc.assert(
      fc.property(anyDocument(), (document: IcpDocument) => {
        const diff = diffDocuments(document, document);
        expect([
          diff.same,
          diff.facts,
          diff.attributes,
          diff.statuses,
          diff.segments,
          diff.disqualifiers,
          diff.heldOut,
        ]).toEqual([true, ...[[], [], [], [], [], []]]);
      }),
      { numRuns: 20 },
    );
    const words = reportTerminal(diffReport(diffDocuments(before, before), null), { width: 100, color: false });
    expect(words).toContain("No difference: both are the same document.");
  });

  it("knows a kind whose rule changed in part, and rules that a person decided on", () => {
    const rich = FIXTURES.kinds!;
    const [first, ...others] = rich.segments;
    const changed = {
      ...first!,
      name: "Renamed",
      rules: [...first!.rules.slice(0, -1), { ...first!.rules.at(-1)!, label: "another", is: { in: ["another"] } }],
    };
    const diff = diffDocuments(rich, { ...rich, id: "next", segments: [changed, ...others.slice(1)] });
    const states = diff.segments.map(({ change }) => change);
    expect(states).toContain(first!.rules.length > 1 ? "changed" : "new");
    if (others.length > 0) expect(states).toContain("gone");
  });
});

describe("the difference as a report", () => {
  const counts = [
    { before: "high", after: "high", by: "Industry", accounts: 50, change: 0, scored: 50 },
    { before: "high", after: "medium", by: "Industry", accounts: 12, change: -240, scored: 12 },
    { before: "low", after: "high", by: "Country", accounts: 3, change: 90, scored: 3 },
    { before: "unknown", after: "low", by: null, accounts: 1, change: 0, scored: 1 },
  ] as const;
  const moves = movesOf(counts, [
    {
      account: "Nyborg <b>Tax</b>",
      before: { fit: 80, level: "high" },
      after: { fit: 40, level: "medium" },
      by: { label: "Industry", points: -40 },
    },
  ]);

  it("adds up", () => {
    expect(moves).toMatchObject({
      accounts: 66,
      moved: 16,
      up: 3,
      down: 12,
      by: [
        { label: "Industry", accounts: 12 },
        { label: "Country", accounts: 3 },
      ],
    });
    expect(moves.matrix.flat().reduce((a, b) => a + b, 0)).toBe(66);
    expect(moves.meanChange).toBeCloseTo(-150 / 66, 10);
  });

  it("reads well", async () => {
    const report = diffReport(diffDocuments(before, after), moves, []);
    const page = reportHtml(report);
    expect(page).not.toMatch(/<script|<link|<img|https?:|NaN|undefined|<b>/);
    await expect(page).toMatchFileSnapshot("../../output/reports/diff.html");
    await expect(reportMarkdown(report)).toMatchFileSnapshot("../../output/reports/diff.md");
    await expect(reportTerminal(report, { width: 100, color: false })).toMatchFileSnapshot(
      "../../output/reports/diff.txt",
    );
  });

  it("says of held-out checks whether both were made", () => {
    const diff = diffDocuments(before, after);
    const check = {
      ...{ verdict: "confirmed", auc: 0.7, auc_interval: [0.6, 0.8], n: 120, levels: [] },
    } as unknown as NonNullable<(typeof diff.heldOut)[number]["before"]>;
    const words = (heldOut: typeof diff.heldOut): string =>
      reportTerminal(diffReport({ ...diff, heldOut }, null), { width: 200, color: false });
    expect(words([{ method: "forward", before: check, after: check }])).toContain("These are different deals");
    const byHand = words([{ method: "forward", before: check, after: null }]);
    expect(byHand).toContain("Only one of the two was checked");
    expect(byHand).not.toContain("different deals");
  });

  it("can be written of any two documents", () => {
    const all = Object.values(FIXTURES);
    for (const [k, document] of all.entries()) {
      const report = diffReport(diffDocuments(all[(k + 1) % all.length]!, document), null);
      expect(`${reportHtml(report)}${reportMarkdown(report)}`).not.toMatch(/NaN|undefined|\[object/);
    }
  });
});
