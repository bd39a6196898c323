import { describe, expect, test } from "vitest";
import { assembleFeatures } from "../../src/features/assemble.ts";
import type { RoledTechnology } from "../../src/features/technology-roles.ts";
import { cycle, readerOf } from "../generators/dictionary.ts";

const LIST: readonly RoledTechnology[] = [
  { technology: "Amazon Web Services", role: "complementary" },
  { technology: "Salesforce", role: "required" },
  { technology: "Marketo", role: "competitor" },
  { technology: "Betamax", role: "red-flag" },
];

async function read(cells: readonly (string | null)[], list = LIST) {
  const column = { name: "tech_stack", header: "Tech Stack", about: "account" } as const;
  return assembleFeatures([column], readerOf({ tech_stack: cycle(cells, 120) }), () => {}, new Map(), list);
}

describe("a person's list of technologies", () => {
  test("becomes one attribute: the worst role first, then required, then complementary, else neither", async () => {
    const cells = ["SFDC; AWS", "Salesforce; Marketo", "aws; Jira", "Jira; SAP", null];
    const found = await read(cells);
    const group = found.features.at(-1)!;
    expect(group).toMatchObject({ name: "tech_stack_group", label: "Tech Stack: on your list", kind: "category" });
    const labels = [...group.coded.codes].slice(0, 5).map((code) => group.coded.bins[code]!.values[0] ?? null);
    expect(labels).toEqual(["required", "competitor", "complementary", "neither", null]);
    expect(new Set(group.coded.bins.map(({ label }) => label))).toEqual(
      new Set(["not known", "required", "competitor", "complementary", "neither"]),
    );
    expect(group.rule).toMatchObject({ kind: "group", otherwise: "neither" });
    expect(found.notes).toContain("Tech Stack: 1 of the 4 technologies on your list are in no row: Betamax.");
  });

  test("says nothing of a column that has none of them", async () => {
    const found = await read(["a; b", "b; c", "c; a; b"]);
    expect(found.features.every(({ rule }) => rule.kind !== "group")).toBe(true);
  });
});
