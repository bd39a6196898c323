import { describe, expect, it } from "vitest";
import type { Band, IcpDocument, ScorecardAttribute } from "../../src/icp/document.ts";
import { type CardTally, withAgreement } from "../../src/icp/seller-card/agreement.ts";
import { cardOf } from "../../src/icp/seller-card/questions.ts";

type Facts = readonly [label: string, match: Band["match"], points: number, n: number];

function scored(attribute: string, bands: readonly Facts[]): ScorecardAttribute {
  return {
    attribute,
    weight: Math.max(...bands.map(([, , points]) => points)),
    weight_range: null,
    inclusion: null,
    bands: bands.map(([label, match, points, n]) => ({
      label,
      match,
      points,
      n,
      won: 0,
      rate: 0,
      rate_interval: null,
      universe_share: null,
    })),
  };
}

const flag = (name: string, points: number, yes: number): ScorecardAttribute =>
  scored(name, [
    ["yes", { in: ["yes"] }, points, yes],
    ["no", { in: ["no"] }, 0, 100 - yes],
    ["not known", { missing: true }, 1, 40],
  ]);

function card(
  attributes: readonly ScorecardAttribute[],
  told: readonly Pick<IcpDocument["attributes"][number], "name" | "warning">[] = [],
) {
  const scorecard: IcpDocument["scorecard"] = {
    attributes: [...attributes],
    levels: { high: 70, medium: 40 },
    by_fit: [],
  };
  return cardOf({ scorecard, attributes: told });
}

describe("the questions of the seller card", () => {
  it("split each attribute where its answer tells most of the points", () => {
    // p(1-p)gain²: from 8 on .5 .5 7.5² = 14.06; from 10 on .25 .75 6.67² = 8.3; from 3 on .75 .25 7² = 9.2
    const found = card([
      scored("size", [
        ["under 20", { from: null, below: 20 }, 0, 25],
        ["20 to 49", { from: 20, below: 50 }, 3, 25],
        ["50 to 199", { from: 50, below: 200 }, 8, 25],
        ["200 or more", { from: 200, below: null }, 10, 25],
      ]),
    ]);
    expect(found?.questions).toEqual([{ attribute: "size", yes: [2, 3], points: 10 }]);
  });

  it("are the five that tell most, an answer that all give asks nothing", () => {
    const found = card([
      flag("all", 30, 100),
      ...[20, 15, 12, 10, 8, 5].map((points) => flag(`a${points}`, points, 50)),
    ]);
    expect(found?.questions.map(({ attribute }) => attribute)).toEqual(["a20", "a15", "a12", "a10", "a8"]);
    expect(found?.questions.reduce((sum, { points }) => sum + points, 0)).toBe(10);
    expect(found?.questions.map(({ points }) => points)).toEqual([3, 2, 2, 2, 1]);
  });

  it("have levels where the expected score has them", () => {
    // two halves of 50 points each: none 0, one 50 (medium), both 100 (high)
    expect(card([flag("a", 50, 50), flag("b", 50, 50)])).toMatchObject({
      questions: [{ points: 5 }, { points: 5 }],
      levels: { high: 7, medium: 4 },
    });
  });

  it("are none without a scorecard", () => {
    expect(card([])).toBeNull();
  });

  it("never ask what is to be used with care, nor what a yes wins less often by", () => {
    const suspected = flag("suspected", 40, 50);
    const won = (one: ScorecardAttribute, ...counts: readonly number[]): ScorecardAttribute => ({
      ...one,
      bands: one.bands.map((band, i) => ({ ...band, won: counts[i]! })),
    });
    const asked = [suspected, won(flag("turned", 30, 50), 10, 20, 0), won(flag("plain", 20, 50), 20, 10, 0)];
    const warning = "known for more won deals than lost ones";
    expect(card(asked, [{ name: "suspected", warning }])?.questions.map(({ attribute }) => attribute)).toEqual([
      "plain",
    ]);
  });
});

describe("the agreement of the seller card", () => {
  const made = card([flag("a", 50, 50), flag("b", 50, 50)])!;
  const tallies = (n: number): CardTally[] => [
    { total: 10, level: "high", n },
    { total: 5, level: "medium", n },
    { total: 5, level: "high", n: n / 2 },
    { total: 0, level: "low", n },
  ];

  it("counts the companies that get the same level, and how many of the high ones are found", () => {
    expect(withAgreement(made, "accounts", tallies(10)).agreement).toEqual({
      on: "accounts",
      n: 35,
      same: 30,
      high: { score: 15, card: 10, both: 10 },
      fitted: false,
    });
  });

  it("moves the levels only where that agrees more often, and only with companies enough", () => {
    const turned: CardTally[] = [
      { total: 5, level: "high", n: 150 },
      { total: 10, level: "high", n: 100 },
      { total: 0, level: "low", n: 100 },
    ];
    const found = withAgreement(made, "universe", turned);
    expect(found.agreement).toMatchObject({ n: 350, same: 350, fitted: true });
    expect(found.levels.high).toBeLessThanOrEqual(5);
    const few = withAgreement(
      made,
      "universe",
      turned.map((one) => ({ ...one, n: one.n / 10 })),
    );
    expect(few).toMatchObject({ levels: made.levels, agreement: { same: 20, fitted: false } });
    expect(withAgreement(made, "universe", tallies(100)).levels).toEqual(made.levels);
  });

  it("is absent without a company", () => {
    expect(withAgreement(made, "deals", []).agreement).toBeNull();
  });
});
