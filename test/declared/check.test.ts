import { expect, it } from "vitest";
import type { CardAttribute } from "../../src/declared/card.ts";
import { checkedAttribute } from "../../src/declared/check.ts";

const attribute: CardAttribute = {
  label: "Industry",
  source: "industry",
  columns: ["Industry"],
  kind: "words",
  weight: 25,
  unknown: 12,
  bands: [25, 12, 0].map((points, i) => ({ label: `b${i}`, points, test: { kind: "other" } })),
};
const base = { rate: 0.3, effect: 1 };
const verdicts = (...counts: readonly (readonly [number, number])[]) =>
  checkedAttribute(
    attribute,
    counts.map(([won, n]) => ({ won, n })),
    base,
  ).bands!.map(({ verdict }) => verdict);

it("a band agrees or contradicts where its rate lies clearly on one side of the average, and is too few else", () => {
  expect(verdicts([30, 50], [3, 10], [8, 60])).toEqual(["agrees", "no claim", "agrees"]);
  expect(verdicts([5, 50], [3, 10], [35, 60])).toEqual(["contradicts", "no claim", "contradicts"]);
  expect(verdicts([14, 40], [0, 0], [4, 20])).toEqual(["too few", "too few", "too few"]);
});

it("points about what the attribute earns on average claim nothing, whatever the rate", () => {
  expect(verdicts([30, 30], [20, 20], [0, 30])[1]).toBe("no claim");
});

it("rates are drawn toward the average, and missing where there is no deal", () => {
  const { bands } = checkedAttribute(
    attribute,
    [
      { n: 10, won: 9 },
      { n: 0, won: 0 },
      { n: 20, won: 2 },
    ],
    base,
  );
  expect(bands![0]).toMatchObject({ n: 10, won: 9, rate: 0.5 });
  expect(bands![1]).toMatchObject({ rate: null, rate_interval: null });
  const [low, high] = bands![0]!.rate_interval!;
  expect(low).toBeLessThan(0.5);
  expect(high).toBeGreaterThan(0.5);
});

it("deals of one account that go together speak for less", () => {
  const few = (effect: number) =>
    checkedAttribute(
      attribute,
      [
        { n: 40, won: 20 },
        { n: 0, won: 0 },
        { n: 40, won: 4 },
      ],
      { rate: 0.3, effect },
    ).bands![0]!.verdict;
  expect([few(1), few(6)]).toEqual(["agrees", "too few"]);
});
