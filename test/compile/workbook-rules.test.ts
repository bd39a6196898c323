import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import { workbookSources } from "../../src/compile/workbook/cards.ts";
import { filledCell } from "../../src/compile/workbook/fill.ts";
import type { Cell } from "../../src/compile/workbook/sheet.ts";
import { scoreWorkbook } from "../../src/compile/workbook/workbook.ts";
import type { Disqualifier, FilteringRule } from "../../src/icp/disqualifier.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { xlsxOf } from "../../src/warehouse/files/write-xlsx.ts";
import { scratch } from "../cli/openicp.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { computed, needsLibreOffice } from "../libreoffice.ts";
import { messyCell } from "../normalise/cells.ts";
import { documentOf, missing } from "./documents.ts";

const folder = scratch();
const set = { missing, separators: ";|" };
const number = { kind: "number", missing, decimal: "." } as const;

function documentWith(...disqualifiers: Disqualifier[]): IcpDocument {
  return documentOf({
    cards: [
      {
        name: "industry",
        rule: { kind: "text", missing, aliases: { banks: "bankingsector kreditinstitute" } },
        weight: 60,
        bands: [
          [{ in: ["banks"] }, 60],
          [{ other: true }, 4],
        ],
      },
      {
        name: "tools_has_a",
        source: "tools",
        rule: { kind: "set", ...set, aliases: { a: "alpha thefirst" } },
        weight: 40,
        bands: [[{ has: "a" }, 40]],
      },
    ],
    unscored: [
      { name: "employees", columns: ["Employees"], rule: number },
      { name: "size_eu", rule: { ...number, decimal: "," } },
      { name: "stage", rule: { kind: "scale", missing, order: ["seed", "series a", "series b"] } },
      { name: "tools_has_b", source: "tools", rule: { kind: "set", ...set, aliases: { b: "beta" } } },
      { name: "tools_count", source: "tools", rule: { kind: "count", ...set } },
    ],
    disqualifiers,
  });
}

const confirmed = (who: string, ...rule: FilteringRule["rule"]): Disqualifier =>
  learnedRule(rule, { id: who, who, status: "confirmed" });
const employees = { attribute: "employees", is: { from: null, below: 20 } };

const RULES: readonly Disqualifier[] = [
  learnedRule([employees], { who: "Suggested only" }),
  confirmed('Small "banks"', employees, { attribute: "industry", is: { in: ["banks"] } }),
  confirmed("Mid-size in Europe", { attribute: "size_eu", is: { from: 50, below: 1000 } }),
  confirmed(
    "=Seed",
    { attribute: "stage", is: { from: 0, below: 1 } },
    { attribute: "tools_has_a", is: { lacks: "a" } },
  ),
  confirmed("No stage", { attribute: "stage", is: { missing: true } }, { attribute: "tools_has_b", is: { has: "b" } }),
  confirmed("Many tools", { attribute: "tools_count", is: { from: 3, below: null } }),
  confirmed("Unknown size", { attribute: "employees", is: { missing: true } }),
  confirmed("Unknown industry", { attribute: "industry", is: { missing: true } }),
];

const INDUSTRY = ["Banking & Sector", "Kredit-Institute", " BANKS\u00a0", "retail", "mining", "n/a", ""];
const SIZES = ["5", "12", "19.5", "20", "11-50", "2,300", "2.300", "60,5", "500+", "unknown", "about 7", "", "0"];
const STAGES = ["Seed", "SERIES  A", "series b", "grant", "", "unknown"];
const TOOLS = ["Alpha; c", "The First|x", "beta", "c; BETA ", "b|A", "a;b;c", "a;b;c;d", ";", "n/a", "", "alphabet"];
const LISTS: Readonly<Record<string, readonly string[]>> = {
  industry: INDUSTRY,
  tools: TOOLS,
  employees: SIZES,
  size_eu: SIZES,
  stage: STAGES,
};

async function scored(document: IcpDocument, rows: readonly (readonly Cell[])[], name: string) {
  const filled = rows.map((cells, i) => ({ name: `row ${i}`, cells }));
  const path = join(folder, `${name}.xlsx`);
  writeFileSync(path, await xlsxOf(scoreWorkbook(document, filled, rows.length)));
  const [score = [], rules = []] = await computed(path, ["Score", "Disqualifiers"]);
  return { score, rules };
}

describe("disqualifiers in the workbook", () => {
  beforeEach(needsLibreOffice);
  const document = documentWith(...RULES);
  const sources = workbookSources(document);

  it("apply as in `score`, on filled cells of every kind", async () => {
    expect(sources.map(({ source }) => source)).toEqual(["industry", "tools", "employees", "size_eu", "stage"]);
    const neat = fc.sample(fc.tuple(...sources.map(({ source }) => fc.constantFrom(...LISTS[source]!))), {
      numRuns: 500,
      seed: 5,
    });
    const messy = fc.sample(fc.tuple(messyCell, messyCell, messyCell, messyCell, messyCell), { numRuns: 200, seed: 5 });
    const raw = [...neat, ...messy].map((row) => row.map((cell) => (cell === "" ? null : cell)));
    const cells = raw.map((row) => row.map((cell, k) => filledCell(sources[k]!.rule, cell)));
    const { score, rules } = await scored(document, cells, "rules");
    const wanted = scorer(document);
    const said = score.map((row, i) => {
      const own = wanted(Object.fromEntries(sources.map(({ source }, k) => [source, raw[i]![k]])));
      expect([raw[i], row.disqualified_by, row.fit]).toEqual([raw[i], own.disqualified_by ?? "", String(own.fit)]);
      return own.disqualified_by;
    });
    const filtering = RULES.slice(1).map(({ who }) => who);
    expect(new Set(said)).toEqual(new Set([...filtering, null]));
    expect(score[0]!["not read"]).not.toContain("stage");
    expect(rules.map((row) => row["kind of company"])).toEqual([
      ...filtering,
      "",
      "1 suggested disqualifier applies to no row: a person confirms first (openicp confirm).",
    ]);
  }, 120_000);

  it("apply to no row by what a column that holds nothing does not say", async () => {
    const { score } = await scored(document, [["mining", "a", "50", null, null]], "empty");
    expect(score[0]!.disqualified_by).toBe("");
    const other = await scored(
      document,
      [
        ["mining", "b", "50", null, null],
        ["x", "a", "1", null, "seed"],
      ],
      "known",
    );
    expect(other.score[0]!.disqualified_by).toBe("No stage");
  }, 120_000);
});

it("a workbook without rules that filter has no column for them", () => {
  const [score, ...others] = scoreWorkbook(documentWith(RULES[0]!), [], 1);
  expect(score!.rows[0]).not.toContain("disqualified_by");
  expect(others.map(({ name }) => name)).toEqual(["Scorecard", "Lists", "Reading"]);
});
