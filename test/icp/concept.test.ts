import { describe, expect, it } from "vitest";
import { conceptOf, findableIn } from "../../src/icp/concept.ts";
import { onePage } from "../../src/icp/page/one-page.ts";
import { plainText } from "../../src/icp/page/phrase.ts";
import { FIXTURES } from "./fixtures.ts";

describe("conceptOf", () => {
  it.each([
    ["industry", "industry"],
    ["sub_industry", "industry"],
    ["employees", "headcount"],
    ["it_team_size", "team-size"],
    ["number_of_sales_reps", "team-size"],
    ["employee_growth", "headcount-growth"],
    ["annual_revenue", "revenue"],
    ["country", "location"],
    ["number_of_locations", "locations"],
    ["tech_stack", "technology"],
    ["funding_stage", "funding-stage"],
    ["total_funding", "funding-amount"],
    ["year_founded", "founded"],
    ["open_job_postings", "job-postings"],
    ["business_model", "business-model"],
    ["certification", "certification"],
  ])("%s is %s", (field, concept) => expect(conceptOf(field)).toBe(concept));

  it.each(["compliance_team", "health_plan", "fiscal_year_end", "kickoff", "party_size_preference"])(
    "%s is known to its owner only",
    (field) => expect(conceptOf(field)).toBeNull(),
  );
});

describe("findableIn", () => {
  it("names the CRM first, the CRM alone for a field of one's own, nothing for what is about the deal", () => {
    expect(findableIn("tech_stack", "account")).toEqual(["crm", "apollo", "zoominfo", "builtwith", "job-postings"]);
    expect(findableIn("compliance_team", "account")).toEqual(["crm"]);
    expect(findableIn("industry", "opportunity")).toEqual([]);
  });
});

describe("the page", () => {
  const rich = FIXTURES.rich!;
  const [first] = rich.scorecard.attributes;
  const notes = (findable: string[]): string =>
    onePage({
      ...rich,
      attributes: rich.attributes.map((a) => (a.name === first!.attribute ? { ...a, findable_in: findable } : a)),
    })
      .score!.notes.map(plainText)
      .join("\n");

  it("says what stands nowhere but in the CRM", () => {
    expect(notes(["crm"])).toContain("Not to be found for prospects elsewhere: Number of employees.");
    expect(notes(["crm", "apollo"])).not.toContain("Not to be found");
    expect(notes([])).not.toContain("Not to be found");
  });
});
