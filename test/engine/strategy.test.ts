import { describe, expect, it, test } from "vitest";
import { strategyWishes } from "../../src/engine/strategy.ts";

describe("strategyWishes", () => {
  test.each([
    ["Industry=Healthcare:3", { column: "Industry", test: { values: ["Healthcare"] }, weight: 3 }],
    [
      "Industry = Health: Care|Biotech : 0.5",
      { column: "Industry", test: { values: ["Health: Care", "Biotech"] }, weight: 0.5 },
    ],
    ["Employees>=1,000:2", { column: "Employees", test: { from: 1000, below: null }, weight: 2 }],
    ["Annual Revenue<2500000:.5", { column: "Annual Revenue", test: { from: null, below: 2_500_000 }, weight: 0.5 }],
  ])("reads %s", (text, wish) => {
    expect(strategyWishes([text])).toEqual([wish]);
  });

  it.each([
    ["Industry=Healthcare", "names no companies and weight"],
    ["Industry:3", "names no companies and weight"],
    ["Industry=Healthcare:0", "must lie between 0.1 and 10"],
    ["Industry=Healthcare:11", "must lie between 0.1 and 10"],
    ["Industry=Healthcare:1.2.3", "must lie between 0.1 and 10"],
    ["Employees>=many:2", '"many" in "Employees>=many:2" is not a number'],
  ])("refuses %s", (text, sentence) => {
    expect(() => strategyWishes([text])).toThrow(sentence);
  });
});
