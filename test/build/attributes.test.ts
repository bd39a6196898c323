import { describe, expect, test } from "vitest";
import { type Admission, documentAttributes, examine } from "../../src/build/attributes.ts";
import type { Audit } from "../../src/features/leakage.ts";
import { codedAttribute } from "../generators/coded.ts";
import { featuresOf } from "../generators/world.ts";

const clean: Audit = { kind: null, reason: "", warning: null, auc: 0.6 };
const leak: Audit = { kind: "c", reason: "filled for one class", warning: null, auc: 0.9 };
const ADMISSION: Admission = { allow: new Set(), about: "all", findableOnly: false };

const features = featuresOf([
  codedAttribute("industry", "unordered", 2, [1, 2, 0, 1]),
  codedAttribute("kickoff", "unordered", 2, [1, 0, 0, 1]),
  codedAttribute("source", "unordered", 2, [1, 2, 1, 1], { aboutAccount: false }),
]);
const audits = [clean, leak, { ...clean, auc: 0.51 }];

const statuses = (admission: Partial<Admission>): string[] =>
  examine(features, audits, { ...ADMISSION, ...admission }).map((e) => e.status);

describe("examine", () => {
  test("leaks are quarantined, attributes of the deal ignored when only the account's count", () => {
    expect(statuses({})).toEqual(["eligible", "quarantined", "eligible"]);
    expect(statuses({ about: "account" })).toEqual(["eligible", "quarantined", "ignored"]);
  });

  test.each(["kickoff", "KICKOFF"])("a person allows one out of quarantine by field or header: %s", (allowed) => {
    const [, examined] = examine(features, audits, { ...ADMISSION, allow: new Set([allowed]) });
    expect(examined).toMatchObject({
      status: "eligible",
      reason: "allowed by a person although filled for one class",
    });
  });
});

describe("--findable-only", () => {
  test("what stands in the CRM alone stays out; what a provider has, and the deal's own, stay in", () => {
    expect(examine(features, audits, { ...ADMISSION, allow: new Set(["kickoff"]), findableOnly: true })).toMatchObject([
      { status: "eligible" },
      { status: "ignored", reason: expect.stringContaining("in your CRM only") },
      { status: "eligible" },
    ]);
  });

  test("the document says where each attribute may be found", () => {
    const all = documentAttributes(examine(features, audits, ADMISSION), [], new Set(), true);
    expect(all.map((a) => a.findable_in)).toEqual([
      ["crm", "apollo", "zoominfo", "linkedin", "crunchbase"],
      ["crm"],
      [],
    ]);
  });
});

describe("documentAttributes", () => {
  const ignored = [{ column: { name: "id", header: "Id", about: "account" as const }, reason: "an id" }];

  test("every column is told, with its reason", () => {
    const all = documentAttributes(examine(features, audits, ADMISSION), ignored, new Set(["industry"]), true);
    expect(all.map((a) => [a.name, a.status, a.reason])).toEqual([
      ["industry", "used", ""],
      ["kickoff", "quarantined", "filled for one class"],
      ["source", "unused", "alone it does not tell winners from losers"],
      ["id", "ignored", "an id"],
    ]);
    expect(all.map((a) => a.filled)).toEqual([0.75, 0.5, 1, 0]);
  });

  test("without a scorecard unused says so; an AUC that could not be measured is null", () => {
    const audit = { ...clean, auc: Number.NaN };
    const [industry] = documentAttributes(examine(features.slice(0, 1), [audit], ADMISSION), [], new Set(), false);
    expect(industry).toMatchObject({ status: "unused", reason: "no scorecard was made", auc: null });
  });
});
