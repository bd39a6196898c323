import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { LearnedDisqualifier } from "../../src/icp/disqualifier.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { documentOf, missing } from "../compile/documents.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { filtered, PROFILE, table } from "./filtering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-disqualified-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const employees = {
  name: "employees",
  columns: ["Employees"],
  rule: { kind: "number", missing, decimal: "." },
} as const;
const small = [
  { attribute: "industry", is: { in: ["fintech"] } },
  { attribute: "employees", is: { from: null, below: 20 } },
];
const batch = table(
  ["Company", "Website", "Industry", "Employees"],
  ["Tiny", "tiny.com", "Fintech", "5"],
  ["Grown", "grown.com", "Fintech", "50"],
  ["Unsaid", "unsaid.com", "Fintech", ""],
  ["Agency", "agency.com", "Agency", "5"],
);

/** The filter's usual profile, with employees as an attribute off the scorecard and one rule. */
function profile(
  status: LearnedDisqualifier["status"],
  kind: LearnedDisqualifier["kind"] = "disqualifier",
): IcpDocument {
  const [own] = documentOf({ cards: [], unscored: [employees] }).attributes;
  const rule = learnedRule(small, { status, kind, who: "Companies in Fintech with under 20 employees" });
  return { ...PROFILE, attributes: [...PROFILE.attributes, own!], disqualifiers: [rule] };
}

describe("filter with disqualifiers", () => {
  it("drops by a confirmed rule, before low fit, and the ledger counts it", async () => {
    const ledger = join(folder, "ledger.csv");
    const { summary, keep, drop, text } = await filtered(batch, {}, { profile: profile("confirmed"), ledger });
    expect(keep.map(({ Company }) => Company)).toEqual(["Grown", "Unsaid"]);
    expect(drop.map(({ Company, reason, reason_code }) => [Company, reason, reason_code])).toEqual([
      ["Tiny", "disqualified: Companies in Fintech with under 20 employees", "disqualifier"],
      ["Agency", "fit 10 is below 40", "low_fit"],
    ]);
    expect(summary.reasons).toEqual([
      { code: "disqualifier", label: "disqualified", rows: 1 },
      { code: "low_fit", label: "low fit", rows: 1 },
    ]);
    expect(text.ledger).toMatch(/disqualif/);
    expect(summary.notes.join(" ")).not.toContain("confirms first");
  });

  it("drops nothing by a suggestion, and says that one waits", async () => {
    const { summary, keep } = await filtered(batch, {}, { profile: profile("suggested") });
    expect(keep.map(({ Company }) => Company)).toContain("Tiny");
    expect(summary.notes).toContain(
      "1 suggested disqualifier of this profile dropped nothing: a person confirms first (openicp confirm).",
    );
  });

  it("drops nothing by a rejected rule or a watch-out, and says nothing of them", async () => {
    for (const one of [profile("rejected"), profile("confirmed", "watch-out")]) {
      const { summary, keep } = await filtered(batch, {}, { profile: one });
      expect(keep.map(({ Company }) => Company)).toContain("Tiny");
      expect(summary.notes.join(" ")).not.toContain("disqualifier");
    }
  });

  it("drops by it where the data does not separate and there is no scorecard", async () => {
    const both = documentOf({
      cards: [],
      unscored: [
        { ...employees },
        { ...employees, name: "industry", columns: ["Industry"], rule: { kind: "text", missing } },
      ],
    });
    const none: IcpDocument = {
      ...both,
      separation: { ...both.separation, verdict: "none" },
      disqualifiers: profile("confirmed").disqualifiers,
    };
    const { keep, drop } = await filtered(batch, {}, { profile: none });
    expect(keep.map(({ Company }) => Company)).toEqual(["Grown", "Unsaid", "Agency"]);
    expect(drop.map(({ reason_code }) => reason_code)).toEqual(["disqualifier"]);
  });

  it("takes what a batch does not say from the accounts, and warns of what nobody says", async () => {
    const plain = table(["Company", "Website"], ["Tiny", "tiny.com"], ["Grown", "grown.com"]);
    const { drop } = await filtered(plain, { accounts: batch }, { profile: profile("confirmed") });
    expect(drop.map(({ Company }) => Company)).toEqual(["Tiny"]);
    const without = table(["Company", "Industry"], ["Tiny", "Fintech"]);
    const { summary, keep } = await filtered(without, {}, { profile: profile("confirmed") });
    expect(keep).toHaveLength(1);
    expect(summary.warnings).toContain(
      'batch.csv has no column for employees: the disqualifier "Companies in Fintech with under 20 employees" applies to no row',
    );
  });
});
