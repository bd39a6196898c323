import { describe, expect, it } from "vitest";
import { cardParts } from "../../../src/icp/page/card-parts.ts";
import { contextOf } from "../../../src/icp/page/context.ts";
import { between } from "../../../src/icp/page/pairs.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import type { PartsTried } from "../../../src/icp/parts-tried.ts";
import { documentOf, missing } from "../../compile/documents.ts";

const document = documentOf({
  cards: [{ name: "size", rule: { kind: "text", missing }, weight: 100, bands: [[{ in: ["big"] }, 100]] }],
});
const TRIED: PartsTried = {
  kept: false,
  attribute: "size",
  chosen: false,
  n: 400,
  one: 0.71,
  auc: 0.72,
  gain: 0.01,
  gain_interval: [-0.02, 0.04],
  forward: { n: 99, one: 0.7, auc: 0.66 },
  reason: "It does not rank better.",
};

const told = (parts: PartsTried | undefined, cards = document.scorecard.attributes) => {
  const scorecard = { ...document.scorecard, attributes: cards };
  const validation = parts === undefined ? document.validation : { ...document.validation, parts };
  const block = cardParts(contextOf({ ...document, scorecard, validation }, "en"));
  return block === null ? null : block.facts.map(({ name, text }) => `${name}: ${plainText(text)}`);
};

describe("a card for each part, on the page", () => {
  it("says nothing where nobody asked", () => {
    expect(told(undefined)).toBeNull();
  });

  it("says why one card stays, with the numbers", () => {
    expect(told(TRIED)).toEqual([
      "Size: One card stays. It does not rank better. Cards by part put the won one first 72% of the time, one card 71% (from 2 in 100 fewer to 4 more, n 400); on newer deals, 66% against 70% (n 99).",
    ]);
    expect(told({ ...TRIED, attribute: null, auc: null, reason: "Too few." })).toEqual([
      "Looked for: One card stays. Too few.",
    ]);
  });

  it("does not speak of a card where there is none", () => {
    expect(told({ ...TRIED, auc: null, reason: "Not tried." }, [])).toEqual(["Size: Not tried."]);
  });

  it("counts pairs in a hundred", () => {
    expect(between(0.031, 0.052)).toBe("3 to 5 in 100 more");
    expect(between(-0.052, -0.031)).toBe("3 to 5 in 100 fewer");
    expect(between(-0.001, 0.004)).toBe("less than 1 in 100 apart");
  });
});
