import { describe, expect, it } from "vitest";
import { type DeclaredAnswers, declaredFromAnswers } from "../../src/declared/answers.ts";
import { declaredCard } from "../../src/declared/card.ts";
import { declaredDisqualifiers } from "../../src/declared/disqualifiers.ts";
import { parseDeclared } from "../../src/declared/parse.ts";

const NOTHING: DeclaredAnswers = {
  ...{ problem: "", feels: [], buyers: [], champions: [], industries: [], near: [], from: null, to: null },
  ...{ countries: [], tools: [], triggers: [], red_flags: [], floor: null, not_industries: [], not_countries: [] },
  not: [],
};
const WHOLE: DeclaredAnswers = {
  problem: 'Reports: nobody believes them # "really"\nevery month',
  feels: ["Analyst"],
  buyers: ["CFO"],
  champions: ["Head of FP&A"],
  industries: ["Fintech", "Insurance", "fintech"],
  near: ["Banking", "FINTECH"],
  from: 50,
  to: 499,
  countries: ["Germany", "No"],
  tools: ["SAP", "yes: no"],
  triggers: ["New CFO"],
  red_flags: ["Anaplan"],
  floor: 20,
  not_industries: ["Hospitals"],
  not_countries: ["Brazil"],
  not: ["Agencies: they resell"],
};

function read(said: DeclaredAnswers) {
  const parsed = parseDeclared(declaredFromAnswers(said), "declared.yaml");
  return { parsed, card: declaredCard(parsed), rules: declaredDisqualifiers(parsed, []).disqualifiers };
}

describe("twelve answers as a declared ICP", () => {
  it("are read back as they were said, whatever signs are in them", () => {
    const { parsed, card, rules } = read(WHOLE);
    const { says } = parsed;
    expect(says.narrative).toBe(WHOLE.problem);
    expect(card.attributes.map(({ label, weight }) => [label, weight])).toEqual([
      ["Industry", 25],
      ["Employees", 20],
      ["Tech Stack", 20],
      ["Country", 15],
      ["Trigger", 20],
    ]);
    expect(says.score[0]?.bands).toMatchObject([
      { in: ["Fintech", "Insurance"], points: 25 },
      { in: ["Banking"], points: 13 },
    ]);
    expect(says.score[1]?.bands[0]).toMatchObject({ from: 50, below: 500, points: 20 });
    expect(says.score[2]?.bands[0]).toMatchObject({ has: ["SAP", "yes: no"] });
    expect(says.score[3]?.bands[0]).toMatchObject({ in: ["Germany", "No"] });
    expect(says.personas?.map(({ role, titles }) => [role, titles])).toEqual([
      ["buyer", ["CFO"]],
      ["champion", ["Head of FP&A"]],
      ["user", ["Analyst"]],
    ]);
    expect(rules.map(({ who }) => who)).toEqual([
      "Companies with under 20 employees",
      "Companies in Hospitals",
      "Companies in Brazil",
      "Companies using Anaplan",
      "Agencies: they resell",
    ]);
  });

  it("share 100 points among what is answered", () => {
    const { card } = read({ ...NOTHING, near: ["Retail"], from: 10, countries: ["France"] });
    expect(card.attributes.map(({ weight }) => weight)).toEqual([42, 33, 25]);
    expect(read({ ...NOTHING, to: 100 }).card.attributes.map(({ weight }) => weight)).toEqual([100]);
  });

  it("that tell nothing apart, or contradict themselves, are refused with what to do", () => {
    expect(() => declaredFromAnswers({ ...NOTHING, problem: "slow" })).toThrow("answer at least one of industries");
    expect(() => declaredFromAnswers({ ...NOTHING, from: 500, to: 50 })).toThrow("put the smaller number first");
  });
});
