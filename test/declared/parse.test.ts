import { describe, expect, it } from "vitest";
import { declaredCard } from "../../src/declared/card.ts";
import { parseDeclared } from "../../src/declared/parse.ts";
import { DECLARED_TEMPLATE } from "../../src/declared/template.ts";
import { InputError } from "../../src/errors.ts";

const read = (text: string) => declaredCard(parseDeclared(text, "icp.yaml"));

/** A card of one attribute with these lines below `bands:`. */
const bands = (...lines: readonly string[]): string =>
  ["score:", "  - attribute: Size", "    bands:", ...lines.map((line) => `      ${line}`)].join("\n");

describe("a declared ICP", () => {
  it("says what the template says", () => {
    const { says } = parseDeclared(DECLARED_TEMPLATE, "icp.yaml");
    expect(says.owner).toBe("Head of Marketing");
    expect(says.review).toBe("2027-06-30");
    expect(says.personas?.map(({ role }) => role)).toEqual(["buyer", "champion", "user"]);
    expect(says.disqualifiers?.map(({ template }) => template)).toContain("red-flag-tool");
    expect(says.score[1]?.bands[1]).toEqual({ label: "within 25%", within: 0.25, points: 10 });
  });

  it("takes words as they are written: No is a country, 007 a name, one text a list of one", () => {
    const { says } = parseDeclared(bands("- in: [No, 007]", "  points: 100").replace("Size", "Country"), "icp.yaml");
    expect(says.score[0]?.bands[0]?.in).toEqual(["No", "007"]);
    const one = parseDeclared(bands("- in: Norway", "  points: 100"), "icp.yaml");
    expect(one.says.score[0]?.bands[0]?.in).toEqual(["Norway"]);
  });

  it.each([
    ["", "icp.yaml:1:1: score is missing: say what a company earns points for"],
    ["just text", "icp.yaml:1:1: a declared ICP holds lines of name: value; openicp declare writes one"],
    ["name: [x", "icp.yaml:1:9: this is no YAML: "],
    ["name: x\nname: y", "icp.yaml:2:1: the same key stands above already: mend the line"],
    ["nmae: x\nscore: []", 'icp.yaml:1:7: there is no "nmae" here; did you mean name?'],
    ["score: 3", "icp.yaml:1:8: score must be a list, one entry per line after a dash"],
    ["score:\n  - attribute: X\n    bandz: 3", 'icp.yaml:3:12: there is no "bandz" here; did you mean bands?'],
    ["score:\n  - attribute: X", "icp.yaml:2:5: score > 1 > bands is missing"],
    ["review: next year\nscore: [{}]", "icp.yaml:1:9: review: give a day as 2027-01-31"],
    ["review: 2027-02-31\nscore: [{}]", "icp.yaml:1:9: review: there is no such day in that month"],
    [
      `personas:
  - role: boss
${bands("- in: [a]", "  points: 100")}`,
      "icp.yaml:2:11: personas > 1 > role must be one of buyer, champion, user",
    ],
    [
      bands("- in: [a]", "  points: ten"),
      "icp.yaml:5:17: score > 1 > bands > 1 > points: give points as a whole number",
    ],
    [bands("- in: [a]", "  points: 101"), "icp.yaml:5:17: "],
    [
      bands("- from: about fifty", "  points: 100"),
      'icp.yaml:4:15: score > 1 > bands > 1 > from: "about fifty" is no number',
    ],
    [bands("- points: 100"), "icp.yaml:4:9: say what earns these points: in: [words]"],
    [bands("- in: [a]", "  has: [b]", "  points: 100"), "icp.yaml:4:9: say one thing per band"],
    [
      bands("- in: [a]", "  points: 100", "- has: [b]", "  points: 5"),
      "icp.yaml:6:9: the bands of Size must all be of one kind",
    ],
    [bands("- in: [a, A]", "  points: 100"), 'icp.yaml:4:13: "A" is named twice'],
    [bands("- from: 50", "  below: 10", "  points: 100"), "icp.yaml:4:9: from (50) must be less than below (10)"],
    [
      bands("- from: 5", "  below: 50", "  points: 100", "- from: 40", "  points: 5"),
      "icp.yaml:7:9: this band begins at 40, inside another that ends at 50",
    ],
    [bands("- within: 25%", "  points: 100"), 'icp.yaml:4:9: "within" needs a band of numbers above it'],
    [bands("- in: [a]", "  points: 0"), "icp.yaml:2:5: every company earns 0 for Size"],
    [
      bands("- in: [a]", "  points: 60"),
      "icp.yaml:2:3: the highest points of the attributes sum to 60 (Size 60); they must sum to 100, so that a fit is 0 to 100: add 40",
    ],
    [
      `levels: {high: 40, medium: 70}\n${bands("- in: [a]", "  points: 100")}`,
      "icp.yaml:1:28: medium (70) must be below high (40)",
    ],
    [`a: &x 1\nname: *x`, "icp.yaml:2:7: aliases (*x) are not read"],
  ])("refuses %j", (text, sentence) => {
    expect(() => read(text)).toThrow(InputError);
    expect(() => read(text)).toThrow(sentence);
  });

  it("is refused with two attributes that read one column", () => {
    const twice = `${bands("- in: [a]", "  points: 50")}\n  - attribute: size\n    bands:\n      - in: [b]\n        points: 50`;
    expect(() => read(twice)).toThrow('icp.yaml:6:5: "size" stands above already as "Size"');
  });
});
