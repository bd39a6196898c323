import { describe, expect, it } from "vitest";
import { candidatesOf } from "../../src/disqualify/candidates.ts";
import type { Later, LearnedRule } from "../../src/disqualify/rule.ts";
import { whoOf } from "../../src/disqualify/who.ts";
import { laterText, paragraphOf, ruleText } from "../../src/disqualify/words.ts";
import type { Feature } from "../../src/features/assemble.ts";
import { categoryFeature, numberFeature, toolFeature } from "./features.ts";

const ROWS = [1, 2, 3, 1, 2, 3];
const searched = { aim: "win", searched: 300, in_time: true } as const;

function who(...said: readonly (readonly [Feature, string])[]): string {
  const features = said.map(([feature]) => feature);
  const trial = said.map(([feature, label], j) => candidatesOf(feature, j).find((c) => c.label === label)!);
  return whoOf("win", trial, features);
}

describe("whom a rule is about", () => {
  const employees = numberFeature("employees", [20, 100], ROWS, { label: "NumberOfEmployees" });
  const industry = categoryFeature("industry", ["Education", "Retail", "Mining"], ROWS);
  const revenue = numberFeature("annual_revenue", [1e6, 1e7], ROWS, { label: "Annual Revenue" });

  it.each([
    [who([employees, "under 20"], [industry, "Education"]), "Companies in Education with under 20 employees"],
    [
      who([employees, "20 to 99"], [revenue, "under 1M"]),
      "Companies with 20 to 99 employees and annual revenue under 1M",
    ],
    [who([categoryFeature("billing_country", ["Brazil", "B"], [1, 2]), "Brazil"]), "Companies in Brazil"],
    [who([toolFeature("tech_has_sap", "SAP", [1, 2]), "has SAP"]), "Companies using SAP"],
    [
      who([toolFeature("tech_has_sap", "SAP", [1, 2]), "without SAP"], [industry, "Retail"]),
      "Companies in Retail not using SAP",
    ],
    [
      who([
        toolFeature("certs_has_iso", "ISO 27001", [1, 2], { family: "firmographic", header: "Certifications" }),
        "without ISO 27001",
      ]),
      "Companies without ISO 27001 among certifications",
    ],
    [
      who([numberFeature("year_founded", [2000, 2010], ROWS, { numbers: { plain: true, whole: true } }), "under 2000"]),
      "Companies founded before 2000",
    ],
    [
      who([
        numberFeature("year_founded", [2000, 2010], ROWS, { numbers: { plain: true, whole: true } }),
        "2010 or more",
      ]),
      "Companies founded in 2010 or later",
    ],
    [
      who([categoryFeature("is_public", ["Yes", "No"], [1, 2], { label: "Is_Public__c" }), "No"]),
      "Companies where is public is no",
    ],
    [
      who([categoryFeature("funding_stage", ["Seed", "A"], [1, 2], { label: "Funding_Stage__c" }), "Seed"]),
      "Companies with funding stage Seed",
    ],
    [
      who(
        [
          categoryFeature("source", ["Webinar", "Ad"], [1, 2], { label: "LeadSource", about: "opportunity" }),
          "Webinar",
        ],
        [industry, "Retail"],
      ),
      "Deals with lead source Webinar at companies in Retail",
    ],
  ])("%s", (said, expected) => expect(said).toBe(expected));
});

const later: Later = {
  rows: 140,
  matched: 25,
  saved: 0.1786,
  saved_interval: [0.1239, 0.2502],
  events: 45,
  events_matched: 1,
  events_share: 0.0222,
  events_interval: [0.0039, 0.1157],
};

const rule: LearnedRule = {
  id: "x",
  aim: "win",
  kind: "disqualifier",
  status: "suggested",
  source: "learned",
  rule: [],
  who: "Companies in Education with under 20 employees",
  text: "",
  n: 118,
  events: 2,
  accounts: 118,
  rate: 0.0169,
  interval: [0.0169, 0.0507],
  base_rate: 0.2,
  searched: { n: 93, events: 1, accounts: 93 },
  halves: [0, 0.02],
  p: 0.0001,
  q: 0.01,
  later,
};

describe("the sentences", () => {
  it("tell the rate, its limit, the average, what was saved and what was lost", () => {
    expect(ruleText(rule, true)).toBe(
      "Companies in Education with under 20 employees: 2 of 118 deals won (2%, at most 5%), against 20% of all. " +
        "Leaving them alone would have saved 18% (12–25%) of the newest 140 deals and lost 1 of 45 wins (0–12%).",
    );
  });

  it("tell of how many companies where they have several deals", () => {
    expect(ruleText({ ...rule, accounts: 40 }, true)).toContain("(2%, at most 5%, 40 companies)");
  });

  it("do not claim a saving that was not there", () => {
    const none = { ...later, matched: 0, saved: 0, events_matched: 0, events_share: 0 };
    expect(laterText(none, "win", true, "them")).toBe("None of the newest 140 deals was of this kind.");
    expect(laterText({ ...later, rows: 0, matched: 0 }, "win", true, "them")).toBe(
      "There are no newer ones to check it on.",
    );
    const noWins = { ...later, events: 0, events_matched: 0, events_share: null, events_interval: null };
    expect(laterText(noWins, "win", true, "them")).toBe(
      "Leaving them alone would have saved 18% (12–25%) of the newest 140 deals; none of those was won.",
    );
    expect(laterText({ ...later, events: 1, events_matched: 0 }, "win", true, "them")).toContain("lost 0 of 1 win ");
  });

  it("ask for no decision of a watch-out", () => {
    expect(ruleText({ ...rule, kind: "watch-out" }, true)).toContain("no reason to say no");
  });

  it("make a paragraph of disqualifiers, their sum, and what to watch", () => {
    const hard = [rule, { ...rule, who: "Companies in Mining" }].map((one) => ({ ...one, text: `${one.who}: bad.` }));
    const soft = { ...rule, kind: "watch-out", who: "Companies using SAP", n: 90, events: 11 } as const;
    const needed = { tried: 60, rows: 61 };
    expect(paragraphOf({ ...searched, rules: [...hard, soft], together: later, needed })).toBe(
      "Companies in Education with under 20 employees: bad. Companies in Mining: bad. " +
        "Together: leaving all of them alone would have saved 18% (12–25%) of the newest 140 deals and lost 1 of 45 wins (0–12%). " +
        "Below average, to watch: companies using SAP (11 of 90 won).",
    );
    expect(paragraphOf({ ...searched, rules: [], together: null, needed })).toBe(
      "No kind of company was found that rarely buys. 60 kinds were tried on the older 300 deals; " +
        "the smallest that could show has about 61 deals there, all lost.",
    );
  });
});

describe("many rules", () => {
  it("are told in full three times, then named, then counted", () => {
    const rules = Array.from({ length: 10 }, (_, i) => ({ ...rule, who: `Companies in I${i}`, text: `Told ${i}.` }));
    expect(paragraphOf({ ...searched, rules, together: null, needed: null })).toBe(
      "Told 0. Told 1. Told 2. Also: companies in I3 (2 of 118 won); companies in I4 (2 of 118 won); " +
        "companies in I5 (2 of 118 won); companies in I6 (2 of 118 won); companies in I7 (2 of 118 won); and 2 more.",
    );
  });
});
