import { describe, expect, it } from "vitest";
import type { RuleTest } from "../../src/icp/rule-test.ts";
import { nameOf } from "../../src/segments/name.ts";
import { paragraphOf, type Told } from "../../src/segments/paragraph.ts";
import { type Named, type Words, wordsOf } from "../../src/segments/words.ts";

function attribute(source: string, kind: Named["kind"], label: string): Named {
  return { name: source, source, kind, label };
}

function words(named: Named, is: RuleTest, label: string): Words {
  return wordsOf(named, { attribute: named.name, is, label });
}

const from = (a: number | null, below: number | null): RuleTest => ({ from: a, below });
const among = (...names: string[]): RuleTest => ({ in: names });

describe("the words of a condition", () => {
  const industry = attribute("industry", "category", "Industry");
  const employees = attribute("employees", "number", "NumberOfEmployees");

  it("say what a company does", () => {
    expect(words(industry, among("fintech"), "Fintech")).toEqual({ place: "does", text: "Fintech" });
    expect(words(industry, among("fintech", "insurance"), "Fintech, Insurance").text).toBe("Fintech or Insurance");
    expect(words(industry, among("a", "b", "c"), "A, B, C").text).toBe("A, B or C");
    expect(words(industry, among("a", "b", "c", "d", "e", "f", "g", "h"), "A, B, C, D, E, F and 2 more").text).toBe(
      "A, B or 6 more",
    );
  });

  it("say how big it is", () => {
    expect(words(employees, from(200, null), "200 or more")).toEqual({ place: "size", text: "200+ employees" });
    expect(words(employees, from(50, 200), "50 to 199").text).toBe("50–199 employees");
    expect(words(employees, from(null, 40), "under 40").text).toBe("under 40 employees");
    expect(words(attribute("annual_revenue", "number", "Annual Revenue"), from(1e7, null), "10M or more").text).toBe(
      "10M+ revenue",
    );
    expect(words(attribute("company_size", "ordinal", "Company size"), from(2, 4), "51-200 – 201-500")).toEqual({
      place: "size",
      text: "51-200 – 201-500 employees",
    });
  });

  it("say where it is, what it uses and has", () => {
    expect(words(attribute("country", "category", "BillingCountry"), among("germany"), "Germany").text).toBe(
      "in Germany",
    );
    const sap = attribute("tech_stack", "flag", "Tech Stack: SAP");
    expect(words(sap, { has: "sap" }, "has SAP")).toEqual({ place: "uses", text: "with SAP" });
    expect(words(sap, { lacks: "sap" }, "without SAP").text).toBe("without SAP");
    const team = attribute("compliance_team", "category", "Compliance_Team__c");
    expect(words(team, among("yes"), "Yes").text).toBe("with compliance team");
    expect(words(team, among("no"), "No").text).toBe("without compliance team");
  });

  it("count what can be counted and name what is measured", () => {
    const jobs = attribute("open_job_postings", "number", "Open_Job_Postings__c");
    expect(words(jobs, from(5, null), "5 or more").text).toBe("5+ open job postings");
    const locations = attribute("number_of_locations", "number", "Number of Locations");
    expect(words(locations, from(2, 10), "2 to 9").text).toBe("2–9 locations");
    const team = attribute("it_team_size", "number", "IT Team Size");
    expect(words(team, from(10, null), "10 or more").text).toBe("IT team size 10 or more");
    const founded = attribute("year_founded", "number", "Year Founded");
    expect(words(founded, from(2015, null), "2015 or more").text).toBe("founded 2015 or later");
    expect(words(founded, from(null, 1990), "under 1990").text).toBe("founded before 1990");
    expect(words(founded, from(1990, 2010), "1990 to 2009").text).toBe("founded 1990–2009");
  });

  it("keep control characters of a file out", () => {
    expect(words(industry, among("fin\u202etech"), "Fin\u202etech").text).toBe("Fin tech");
  });
});

describe("a name", () => {
  const fintech: Words = { place: "does", text: "Fintech" };
  const big: Words = { place: "size", text: "200+ employees" };
  const sap: Words = { place: "uses", text: "with SAP" };

  it("reads as people talk: what, how big, with what", () => {
    expect(nameOf([sap, big, fintech], [])).toBe("Fintech, 200+ employees, with SAP");
  });

  it("borrows from what sets the kind apart when the rule alone says little", () => {
    expect(nameOf([sap], [big, fintech])).toBe("200+ employees, with SAP");
    expect(nameOf([sap], [])).toBe("With SAP");
    expect(nameOf([sap, big], [fintech])).toBe("200+ employees, with SAP");
  });
});

describe("a paragraph", () => {
  const told: Told = {
    rule: [
      { place: "size", text: "200+ employees" },
      { place: "does", text: "Fintech or Insurance" },
    ],
    more: [
      { words: { place: "uses", text: "with compliance team" }, inSegment: 0.88, inMarket: 0.31 },
      { words: { place: "other", text: "5+ open job postings" }, inSegment: 0.704, inMarket: 0.4 },
    ],
    accounts: 42,
    won: 210,
    drawn: false,
    lost: null,
    market: 0.031,
    marketIs: "universe",
    tentative: false,
  };

  it("tells who they are, how many, what else, what they are worth", () => {
    expect(paragraphOf(told, { mean: 48_312, n: 40, all: 31_020 })).toBe(
      "Fintech or Insurance, 200+ employees. 42 of the 210 companies you won are like this (20%), and 3% of the market. " +
        "What else sets them apart: with compliance team (88%, 31% of the market) and 5+ open job postings (70%, 40% of the market). " +
        "Mean amount 48K (n 40); all you won: 31K.",
    );
  });

  it("leaves out what is not known", () => {
    const text = paragraphOf({ ...told, more: [], marketIs: "accounts", market: 0.004 }, null);
    expect(text).toBe(
      "Fintech or Insurance, 200+ employees. 42 of the 210 companies you won are like this (20%), and under 1% of all companies in your deals.",
    );
  });

  it("says how common such companies are among the lost", () => {
    const text = paragraphOf({ ...told, more: [], lost: 0.09 }, null);
    expect(text).toContain("you won are like this (20%), 9% of those you lost and 3% of the market.");
    const own = paragraphOf({ ...told, more: [], lost: 0.09, marketIs: "accounts" }, null);
    expect(own).toContain("you won are like this (20%), and 9% of those you lost.");
  });

  it("says when a kind is tentative", () => {
    expect(paragraphOf({ ...told, tentative: true }, null)).toContain("Tentative: ");
  });
});
