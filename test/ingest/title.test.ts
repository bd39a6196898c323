import { describe, expect, it } from "vitest";
import { readBuyingRole } from "../../src/ingest/title/buying-role.ts";
import { readSeniority } from "../../src/ingest/title/seniority.ts";
import { readDepartment, readTitle } from "../../src/ingest/title/title.ts";
import { misread, titlesOf } from "./titles/measure.ts";

describe("job titles", () => {
  it("are read in seven languages", () => {
    const titles = titlesOf("table.txt");
    expect(titles.length).toBeGreaterThanOrEqual(200);
    expect(misread(titles)).toEqual([]);
  });

  it.each([
    ["held-out.txt", 0.95],
    ["held-out-public.txt", 0.95],
    ["held-out-public-2.txt", 0.9],
  ])("of the held-out list %s are read right in at least %d", (name, share) => {
    const titles = titlesOf(name);
    const wrong = misread(titles);
    expect(1 - wrong.length / titles.length, wrong.join("\n")).toBeGreaterThanOrEqual(share);
  });

  it("that say nothing give nothing", () => {
    for (const text of ["", " ", "-", "n/a", "N.A.", "Mr.", "Dr", "unknown", "1234", "x"])
      expect(readTitle(text)).toBeNull();
  });

  it("keep the second in command, and those who only own work, apart from the boss", () => {
    expect(readTitle("Assistant to the CEO")?.seniority).toBe("assistant");
    expect(readTitle("Vice President of Sales")?.seniority).toBe("vp");
    expect(readTitle("Senior Data Owner")?.seniority).toBe("individual");
    expect(readTitle("Office of the CEO, Analyst")?.seniority).toBe("individual");
    expect(readTitle("Internal Audit Manager")).toEqual({ function: "finance", seniority: "manager" });
  });

  it("take time that grows with their length, not faster", () => {
    const long = `${"head of marketing and ".repeat(2000)}sales`;
    const start = performance.now();
    for (const text of [long, "a".repeat(200_000), " ".repeat(200_000), "leiter".repeat(50_000)]) readTitle(text);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

describe("departments and buying roles", () => {
  it("are read from the CRM's own fields", () => {
    const departments = [
      "Compliance",
      "IT",
      "Finance",
      "Personal",
      "Quality",
      "Einkauf",
      "Ressources humaines",
      "Management",
      "Sales & Marketing",
    ];
    expect(departments.map(readDepartment)).toEqual([
      "legal",
      "it",
      "finance",
      "hr",
      "operations",
      "procurement",
      "hr",
      "executive",
      "sales",
    ]);
    expect(readDepartment("Misc")).toBeNull();
  });

  it("give a seniority where a vendor says one", () => {
    const said = [
      "C-Level",
      "c_suite",
      "VP-Level",
      "Director",
      "Manager",
      "Non-Manager",
      "Board Members",
      "entry",
      "intern",
      "Founder",
      "head",
      "",
    ];
    expect(said.map(readSeniority)).toEqual([
      "c-level",
      "c-level",
      "vp",
      "director",
      "manager",
      "individual",
      "c-level",
      "individual",
      "assistant",
      "owner",
      "director",
      null,
    ]);
  });

  it.each([
    ["Economic Buyer", "buyer"],
    ["Decision Maker", "buyer"],
    ["DECISION_MAKER", "buyer"],
    ["BUDGET_HOLDER", "buyer"],
    ["Champion", "champion"],
    ["EXECUTIVE_SPONSOR", "champion"],
    ["Business User", "user"],
    ["END_USER", "user"],
    ["Evaluator", "influencer"],
    ["Technical Buyer", "influencer"],
    ["INFLUENCER;CHAMPION", "influencer"],
    ["BLOCKER", "blocker"],
    ["Gatekeeper", "blocker"],
    ["Entscheider", "buyer"],
    ["Other", null],
    ["", null],
  ])("%s", (text, role) => {
    expect(readBuyingRole(text)).toBe(role);
  });
});
