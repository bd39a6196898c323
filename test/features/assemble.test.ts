import { describe, expect, test } from "vitest";
import { assembleFeatures } from "../../src/features/assemble.ts";
import { matrixOf } from "../../src/features/matrix-of.ts";
import type { SourceColumn } from "../../src/features/source-column.ts";
import { codedMatrix } from "../generators/coded.ts";
import { cycle, readerOf } from "../generators/dictionary.ts";

const account = (name: string): SourceColumn => ({ name, header: name.toUpperCase(), about: "account" });
const silent = (): void => {};

const TABLE = {
  industry: cycle(["Fintech", "Retail", "retail ", null, "Unknown"], 100),
  employees: cycle(["12", "250 people", "1,200", "n/a"], 100),
  // Zig stands in 4 rows of 100: too rare for a flag of its own.
  tech_stack: cycle(["AWS; C++", "C;AWS", "SAP; C 2", "AWS", null], 100).map((v, i) =>
    i < 20 && v === "AWS" ? "AWS; Zig" : v,
  ),
  account_owner: cycle(["Ann", "Bob"], 100),
  first_seen: cycle(["2024-01-05", "2024-02-11"], 100),
  same: cycle(["x"], 100),
  rare_tools: cycle(["a;b", "c;d", "e;f"], 100).map((v, i) => (i < 6 ? v : null)),
};

async function assembled() {
  return assembleFeatures(Object.keys(TABLE).map(account), readerOf(TABLE), silent);
}

describe("assembleFeatures", () => {
  test("columns become features, sets one flag per frequent token, the rest is ignored with its reason", async () => {
    const { features, ignored } = await assembled();
    expect(features.map((f) => [f.name, f.kind, f.family])).toEqual([
      ["industry", "category", "firmographic"],
      ["employees", "number", "firmographic"],
      ["tech_stack_has_aws", "flag", "technographic"],
      ["tech_stack_has_c", "flag", "technographic"],
      ["tech_stack_has_c_2", "flag", "technographic"],
      ["tech_stack_has_c_3", "flag", "technographic"],
      ["tech_stack_has_sap", "flag", "technographic"],
    ]);
    expect(ignored.map(({ column, reason }) => [column.name, reason])).toEqual([
      ["account_owner", "a person, not a property of the company"],
      ["first_seen", "a date"],
      ["same", "the same everywhere (x)"],
      ["rare_tools", "no value is frequent enough to learn from"],
    ]);
  });

  test("every column is a feature's source or ignored, names are unique, codes stay inside the bins", async () => {
    const { features, ignored } = await assembled();
    const seen = new Set([...features.map((f) => f.source), ...ignored.map((i) => i.column.name)]);
    expect([...seen].sort()).toEqual(Object.keys(TABLE).sort());
    expect(new Set(features.map((f) => f.name)).size).toBe(features.length);
    for (const f of features) {
      expect(f.coded.name).toBe(f.name);
      expect(f.coded.codes).toHaveLength(100);
      expect(Math.max(...f.coded.codes)).toBeLessThan(f.coded.bins.length);
    }
  });

  test("categories know what they are a part of, where a vocabulary does", async () => {
    const { features } = await assembled();
    const [missing, ...known] = features.find((f) => f.name === "industry")!.coded.bins;
    expect(missing).not.toHaveProperty("within");
    expect(known.find(({ label }) => label === "Fintech")!.within).toContain("Financial services");
    expect(known.find(({ label }) => label === "Retail")!.within![0]).toBe("Retail");
  });

  test("missing cells and texts that mean missing are code 0; filled is the share of the rest", async () => {
    const { features } = await assembled();
    const of = (name: string) => features.find((f) => f.name === name)!;
    const industry = of("industry");
    TABLE.industry.forEach((text, i) => {
      expect(industry.coded.codes[i] === 0).toBe(text === null || text === "Unknown");
    });
    expect(industry.filled).toBe(0.6);
    expect(of("employees").filled).toBe(0.75);
    expect(of("tech_stack_has_sap").filled).toBe(0.8);
  });

  test("a flag is 2 with the token, 1 without, whatever stands beside it", async () => {
    const { features } = await assembled();
    const aws = features.find((f) => f.name === "tech_stack_has_aws")!;
    expect([...aws.coded.codes.slice(0, 5)]).toEqual([2, 2, 1, 2, 0]);
  });

  test("progress counts every column, the ignored ones too", async () => {
    const done: number[] = [];
    await assembleFeatures(Object.keys(TABLE).map(account), readerOf(TABLE), (d) => done.push(d));
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

test("matrixOf: the deals' columns beside the features' codes, in order", async () => {
  const { features } = await assembled();
  const { attributes: _, ...deals } = codedMatrix([], new Uint8Array(100));
  const matrix = matrixOf(deals, features);
  expect(matrix.attributes).toEqual(features.map((f) => f.coded));
  expect(matrix.y).toBe(deals.y);
});
