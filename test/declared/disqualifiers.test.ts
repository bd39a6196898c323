import { describe, expect, it } from "vitest";
import { declaredCard } from "../../src/declared/card.ts";
import { declaredDisqualifiers } from "../../src/declared/disqualifiers.ts";
import { parseDeclared } from "../../src/declared/parse.ts";
import { declaredScore } from "../../src/declared/scorecard.ts";
import { DECLARED_TEMPLATE } from "../../src/declared/template.ts";

const SCORE = "score:\n  - attribute: Headcount\n    bands:\n      - from: 50\n        points: 100\n";
const read = (lines: string) => {
  const parsed = parseDeclared(`${SCORE}disqualifiers:\n${lines}`, "icp.yaml");
  return declaredDisqualifiers(parsed, declaredScore(declaredCard(parsed)).attributes);
};

describe("declared disqualifiers", () => {
  it("of the template filter by what a file can tell; the others are shown", () => {
    const parsed = parseDeclared(DECLARED_TEMPLATE, "icp.yaml");
    const { disqualifiers } = declaredDisqualifiers(parsed, []);
    expect(disqualifiers.map(({ who, rule }) => [who, rule?.[0]?.is ?? null])).toEqual([
      ["Companies with under 20 employees", { from: null, below: 20 }],
      ["Companies in Hospitals or Government", { in: ["hospitals", "government"] }],
      ["Companies in Brazil or Japan", { in: ["brazil", "japan"] }],
      ["Companies using SAP", { in: ["red flag"] }],
      ["Companies that gave up something of this kind before", null],
      ["Agencies that resell to others", { in: ["agency"] }],
    ]);
    expect(disqualifiers[4]!.text).toMatch(/No file tells it: ask\.$/);
  });

  it("use the column that the score names, and read numbers as it does", () => {
    const { disqualifiers, attributes } = read("  - template: headcount-floor\n    answer: 20");
    expect(disqualifiers[0]!.rule).toEqual([{ attribute: "employees", is: { from: null, below: 20 } }]);
    expect(attributes).toEqual([]);
  });

  it("words have an attribute of their own, so that one industry of the score can be left alone in part", () => {
    const { disqualifiers, attributes } = read("  - template: regulated-industry\n    answer: Banking");
    expect(attributes.map(({ name, source }) => [name, source])).toEqual([
      ["industry_declared_regulated_industry_1", "industry"],
    ]);
    expect(disqualifiers[0]!.rule![0]!.attribute).toBe(attributes[0]!.name);
  });

  it.each([
    ["  - template: headcount-floor", "icp.yaml:7:5: headcount-floor needs an answer: Below how many employees"],
    ["  - template: headcount-floor\n    answer: few", "icp.yaml:8:13: give one number, as answer: 20"],
    ["  - template: no-champion\n    answer: 1", "icp.yaml:7:5: say which column tells it"],
    ["  - template: headcont", "icp.yaml:7:15: disqualifiers > 1 > template must be one of headcount-floor"],
    ["  - why: because", "icp.yaml:7:5: name a template (headcount-floor"],
    ["  - who: Agencies\n    in: [Agency]", "icp.yaml:7:5: a reason that files can tell has a column and one of"],
    ["  - who: Agencies\n    column: Type", "icp.yaml:7:5: a reason that files can tell has a column and one of"],
  ])("refuses %j", (lines, sentence) => expect(() => read(lines)).toThrow(sentence));
});
