import { describe, expect, it } from "vitest";
import { declaredCard } from "../../src/declared/card.ts";
import { LOGITS } from "../../src/declared/effects.ts";
import { withDeclared } from "../../src/declared/features.ts";
import { parseDeclared } from "../../src/declared/parse.ts";
import { assembleFeatures, type Feature } from "../../src/features/assemble.ts";
import { readerOf } from "../generators/dictionary.ts";

const industries = ["Fintech", "Fintech", "Retail", "Retail", "Energy", "Insurance", "Banking", "Mining", "", "Retail"];
const COLUMNS = {
  industry: Array.from({ length: 60 }, (_, i) => industries[i % 10]!),
  employees: Array.from({ length: 60 }, (_, i) => String(10 + 9 * i)),
  tech_stack: Array.from({ length: 60 }, (_, i) => ["Salesforce; AWS", "Gong; AWS", "AWS", "SAP; Slack"][i % 4]!),
};

const CARD = declaredCard(
  parseDeclared(
    `score:
  - attribute: Industry
    bands: [{ in: [Fintech, Aerospace], points: 40 }, { in: [Insurance], points: 20 }]
  - attribute: Employees
    bands: [{ from: 123, below: 456, points: 30 }]
  - attribute: Tech Stack
    bands: [{ has: [Salesforce], points: 30 }, { has: [Gong], points: 10 }]
    other: 5
`,
    "icp.yaml",
  ),
);

async function declaredFeatures(): Promise<readonly Feature[]> {
  const source = readerOf(
    Object.fromEntries(Object.entries(COLUMNS).map(([name, cells]) => [name, cells.map((cell) => cell || null)])),
  );
  const columns = Object.keys(COLUMNS).map((name) => ({ name, header: name, about: "account" as const }));
  const { features } = await assembleFeatures(columns, source, () => {});
  return withDeclared(features, CARD, source, ({ source: name }) => name);
}

describe("features that a person declared", () => {
  it("carry what each bin was declared to be worth, in logits; missing nothing", async () => {
    const features = await declaredFeatures();
    const { bins, declared } = features.find(({ name }) => name === "industry")!.coded;
    const worth = new Map(bins.map(({ label }, b) => [label, declared![b]! / LOGITS]));
    expect(worth.get("not known")).toBe(0);
    expect(worth.get("Fintech")).toBeCloseTo(0.4);
    expect(worth.get("Insurance")).toBeCloseTo(0.2);
    expect(worth.get("Retail")).toBe(0);
  });

  it("have a bin for words that no deal has, and codes that say the same as before", async () => {
    const features = await declaredFeatures();
    const { bins, codes, declared } = features.find(({ name }) => name === "industry")!.coded;
    const aerospace = bins.findIndex(({ values }) => values.includes("aerospace"));
    expect([declared![aerospace]! / LOGITS, codes.includes(aerospace)]).toEqual([0.4, false]);
    COLUMNS.industry.forEach((cell, i) => {
      const bin = bins[codes[i]!]!;
      expect(cell === "" ? codes[i] === 0 : bin.values.includes(cell.toLowerCase())).toBe(true);
    });
  });

  it("cut numbers where the declared bands are", async () => {
    const features = await declaredFeatures();
    const { bins, codes, declared } = features.find(({ name }) => name === "employees")!.coded;
    expect(bins.map(({ from }) => from)).toEqual(expect.arrayContaining([123, 456]));
    COLUMNS.employees.forEach((cell, i) => {
      const x = Number(cell);
      const bin = bins[codes[i]!]!;
      expect(x >= bin.from && x < bin.below).toBe(true);
      expect(declared![codes[i]!]! / LOGITS).toBeCloseTo(x >= 123 && x < 456 ? 0.3 : 0);
    });
  });

  it("group a list of tools as declared, beside its tools", async () => {
    const features = await declaredFeatures();
    const { rule, coded } = features.find(({ name }) => name === "tech_stack_declared")!;
    expect(rule.kind).toBe("group");
    expect(Array.from(coded.codes.slice(0, 4), (code) => coded.declared![code]! / LOGITS)).toEqual([
      0.3, 0.1, 0.05, 0.05,
    ]);
    expect(features.map(({ name }) => name)).toContain("tech_stack_has_salesforce");
  });

  it("stay as they are where nothing was declared of them", async () => {
    const features = await declaredFeatures();
    expect(features.filter(({ coded }) => coded.declared !== undefined).map(({ name }) => name)).toEqual([
      "industry",
      "employees",
      "tech_stack_declared",
    ]);
  });
});
