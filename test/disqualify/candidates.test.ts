import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf } from "../../src/disqualify/candidates.ts";
import { matchesRule } from "../../src/disqualify/matches.ts";
import type { Feature } from "../../src/features/assemble.ts";
import { categoryFeature, matrixFor, numberFeature, toolFeature } from "./features.ts";

const labels = (feature: Feature): string[] => candidatesOf(feature, 0).map(({ label }) => label);
const cycle = (n: number, codes: number): number[] => Array.from({ length: n }, (_, i) => 1 + (i % codes));

describe("conditions that are tried", () => {
  it("are tails and steps of a number with few bins", () => {
    expect(labels(numberFeature("employees", [20, 100, 500], cycle(80, 4)))).toEqual([
      "under 20",
      "under 100",
      "100 or more",
      "500 or more",
      "20 to 99",
      "100 to 499",
    ]);
  });

  it("are tails at round shares and ranges in the middle of a number with many bins", () => {
    const edges = Array.from({ length: 19 }, (_, i) => 10 * (i + 1));
    expect(labels(numberFeature("employees", edges, cycle(400, 20)))).toEqual([
      ...["under 10", "under 20", "under 30", "under 40", "under 50", "under 60", "under 80", "under 100"],
      ...["190 or more", "180 or more", "170 or more", "160 or more", "150 or more", "140 or more", "120 or more"],
      ...["100 or more", "40 to 79", "80 to 119", "120 to 159"],
    ]);
  });

  it("do not look at outcomes, and hold at most about half of the known rows", () => {
    const feature = numberFeature("employees", [20, 100, 500], [...cycle(40, 2), ...cycle(40, 4)]);
    expect(labels(feature)).toEqual(["under 20", "100 or more", "500 or more", "20 to 99", "100 to 499"]);
  });

  it("are the values of a category, but not rare ones that were pooled", () => {
    const feature = categoryFeature("industry", ["Fintech", "Education", "Mining"], cycle(30, 3));
    const pooled = { label: "7 rare values", values: ["a", "b"], from: Number.NaN, below: Number.NaN };
    const bins = [...feature.coded.bins, pooled];
    expect(labels({ ...feature, coded: { ...feature.coded, bins } })).toEqual(["Fintech", "Education", "Mining"]);
  });

  it("are having and not having a tool", () => {
    expect(candidatesOf(toolFeature("has_sap", "SAP", cycle(30, 2)), 3).map(({ is }) => is)).toEqual([
      { lacks: "sap" },
      { has: "sap" },
    ]);
  });

  it("use the words of a scale", () => {
    const feature = numberFeature("size", [1, 2], cycle(30, 3), { kind: "ordinal" });
    const words = ["not known", "Small", "Mid", "Large"];
    const bins = feature.coded.bins.map((bin, code) => ({ ...bin, label: words[code]! }));
    expect(labels({ ...feature, coded: { ...feature.coded, bins } })).toEqual(["Small", "Large", "Mid"]);
  });

  it("are none of a number with one bin or without rows", () => {
    expect(labels(numberFeature("employees", [], cycle(30, 1)))).toEqual([]);
    expect(labels(numberFeature("employees", [20], [0, 0, 0]))).toEqual([]);
  });

  it("never match missing, and as data match the same rows as their codes", () => {
    const made = fc
      .tuple(fc.integer({ min: 1, max: 24 }), fc.constantFrom("number", "category", "tool"))
      .chain(([bins, kind]) =>
        fc
          .array(fc.integer({ min: 0, max: kind === "tool" ? 2 : bins }), { minLength: 5, maxLength: 80 })
          .map((codes) => {
            if (kind === "tool") return toolFeature("x", "SAP", codes);
            const many = Array.from({ length: bins }, (_, i) => i);
            return kind === "number"
              ? numberFeature("x", many.slice(1), codes)
              : categoryFeature(
                  "x",
                  many.map((i) => `v${i}`),
                  codes,
                );
          }),
      );
    fc.assert(
      fc.property(made, (feature) => {
        const matrix = matrixFor([feature], new Uint8Array(feature.coded.codes.length));
        const seen = new Set<string>();
        for (const { meets, is } of candidatesOf(feature, 0)) {
          expect(meets[0]).toBe(0);
          expect(meets.slice(1)).toContain(1);
          expect(seen.has(meets.join(""))).toBe(false);
          seen.add(meets.join(""));
          const marks = matchesRule(matrix, [{ attribute: "x", is }]);
          expect([...marks]).toEqual([...feature.coded.codes].map((code) => meets[code]));
        }
      }),
    );
  });
});
