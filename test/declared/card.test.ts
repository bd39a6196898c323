import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardAttribute, declaredCard } from "../../src/declared/card.ts";
import { parseDeclared } from "../../src/declared/parse.ts";
import { bandReader } from "../../src/declared/read-band.ts";
import { declaredScore } from "../../src/declared/scorecard.ts";
import { DECLARED_TEMPLATE } from "../../src/declared/template.ts";

const cardOf = (text: string) => declaredCard(parseDeclared(text, "icp.yaml"));
const points = ({ bands, unknown }: CardAttribute): number[] => [...bands.map((band) => band.points), unknown];

describe("the literature's card", () => {
  const card = cardOf(DECLARED_TEMPLATE);

  it("loads unchanged: industry 25, size 20, tech 20, geography 15, trigger 20; 70 and 40", () => {
    expect(card.levels).toEqual({ high: 70, medium: 40 });
    expect(card.attributes.map(({ label, weight }) => [label, weight])).toEqual([
      ["Industry", 25],
      ["Employees", 20],
      ["Tech Stack", 20],
      ["Country", 15],
      ["Trigger", 20],
    ]);
    expect(card.attributes.map(points)).toEqual([
      [25, 12, 0, 12],
      [0, 10, 20, 10, 0, 10],
      [20, 10, 5, 5],
      [15, 7, 0, 7],
      [20, 10, 0, 0],
    ]);
  });

  it("scores cells as people would: other spellings, ranges, lists of tools, minima above 0", () => {
    const earned = (label: string, cell: string): number => {
      const attribute = card.attributes.find((one) => one.label === label)!;
      const band = bandReader(attribute)(cell);
      return band === null ? attribute.unknown : attribute.bands[band]!.points;
    };
    expect(
      ["FinTech", "insurance ", "Banking", "Agriculture", "", "n/a"].map((cell) => earned("Industry", cell)),
    ).toEqual([25, 25, 12, 0, 12, 12]);
    expect(["49", "50", "499", "500", "51-200", "37", "1,200", "?"].map((cell) => earned("Employees", cell))).toEqual([
      10, 20, 20, 10, 20, 0, 0, 10,
    ]);
    expect(
      ["AWS; SFDC", "Gong.io|Slack", "Gong; HubSpot", "Slack", ""].map((cell) => earned("Tech Stack", cell)),
    ).toEqual([20, 10, 20, 5, 5]);
    expect(["USA", "Deutschland", "Brazil", "-"].map((cell) => earned("Country", cell))).toEqual([15, 7, 0, 7]);
    expect(["New funding", "hiring in sales", "nothing", ""].map((cell) => earned("Trigger", cell))).toEqual([
      20, 10, 0, 0,
    ]);
  });

  it("refuses one word in two bands, however it is spelled", () => {
    const two = (first: string, second: string) => () =>
      cardOf(
        `score:\n  - attribute: Country\n    bands:\n      - in: [${first}]\n        points: 100\n      - in: [${second}]\n        points: 40\n`,
      );
    expect(two("United States", "Canada, USA")).toThrow(
      'icp.yaml:6:13: "USA" and "United States" of another band are the same: keep them in one band',
    );
    expect(two("United States, USA", "Canada")).not.toThrow();
  });

  it("is written into a document with weights that are the most points and bands that leave no number out", () => {
    const { scorecard } = declaredScore(card);
    for (const { weight, bands } of scorecard.attributes) expect(weight).toBe(Math.max(...bands.map((b) => b.points)));
    const size = scorecard.attributes.find(({ attribute }) => attribute === "employees")!;
    expect(size.bands.map(({ label }) => label)).toEqual([
      "under 38",
      "within 25%: 38 to 49",
      "in the band: 50 to 499",
      "within 25%: 500 to 624",
      "625 or more",
      "not known",
    ]);
  });
});

it("without a word on the unknown it earns the middle, and what no band names earns nothing", () => {
  const [one] = cardOf(
    "score:\n  - attribute: Size\n    bands:\n      - in: [a]\n        points: 100\n      - in: [b]\n        points: 31",
  ).attributes;
  expect(points(one!)).toEqual([100, 31, 0, 50]);
});

it("every number is in exactly one band, and its neighbours join (property)", () => {
  const edges = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(edges, fc.boolean(), fc.double({ min: -10, max: 10_000, noNaN: true }), (raw, near, x) => {
      const cuts = [...raw].sort((a, b) => a - b);
      const pairs = cuts.flatMap((from, i) => (i % 2 === 0 && cuts[i + 1] !== undefined ? [[from, cuts[i + 1]!]] : []));
      const lines = pairs.map(
        ([from, below], i) =>
          `      - from: ${from}\n        below: ${below}\n        points: ${i === 0 ? 100 : 40 + i}`,
      );
      const more = near ? "\n      - within: 10%\n        points: 20" : "";
      const [size] = cardOf(`score:\n  - attribute: Size\n    bands:\n${lines.join("\n")}${more}`).attributes;
      const ranges = size!.bands.map(({ test }) => (test.kind === "numbers" ? test : null)!);
      expect(ranges[0]!.from).toBeNull();
      expect(ranges.at(-1)!.below).toBeNull();
      for (const [i, range] of ranges.slice(1).entries()) expect(range.from).toBe(ranges[i]!.below);
      const holding = ranges.filter((r) => x >= (r.from ?? -Infinity) && x < (r.below ?? Infinity));
      expect(holding).toHaveLength(1);
    }),
    { numRuns: 200 },
  );
});
