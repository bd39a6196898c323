import { describe, expect, it } from "vitest";
import { contradictions } from "../../src/icp/contradictions.ts";
import type { CheckedAttribute } from "../../src/icp/declared.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { onePage } from "../../src/icp/page/one-page.ts";
import { plainText } from "../../src/icp/page/phrase.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { rich } from "./fixtures/rich.ts";

type Bands = readonly (readonly [label: string, points: number])[];

function said(label: string, weight: number, bands: Bands | null, reason = ""): CheckedAttribute {
  const checked = bands?.map(([of, points]) => {
    const counts = { n: 9, won: 3, rate: 0.3, rate_interval: null, verdict: "no claim" } as const;
    return { label: of, points, ...counts };
  });
  return { label, weight, bands: checked ?? null, reason };
}

function documentWith(attributes: CheckedAttribute[], more: Partial<IcpDocument> = {}): IcpDocument {
  const declared = { file: "icp.yaml", from: "people", customers: null, contrast: null, scores: false } as const;
  return { ...rich, declared: { ...declared, logits: 4, support: null, attributes, personas: [] }, ...more };
}
const sentences = (document: IcpDocument): string[] => contradictions(document).map(({ sentence }) => sentence);

describe("contradictions", () => {
  it("names an attribute of weight that the card does not have, with the reason", () => {
    const found = documentWith([said("Trigger", 20, null, "The deals have no such column."), said("Mood", 5, null)]);
    expect(sentences(found)).toEqual([
      "People gave Trigger 20 of 100 points; the card in force does not have it: The deals have no such column.",
    ]);
    const unused = rich.attributes.find(({ status }) => status === "unused")!;
    expect(contradictions(documentWith([said(unused.label, 15, [["x", 15]])]))).toMatchObject([
      { kind: "not in the card", attribute: unused.label },
    ]);
  });

  it("names a band that people put first and the card does not", () => {
    const same: Bands = [
      ["fintech, insurance", 25],
      ["software", 10],
    ];
    const other: Bands = [
      ["software", 25],
      ["Fintech, Insurance", 10],
      ["retail", 0],
    ];
    expect(sentences(documentWith([said("Industry", 25, same)]))).toEqual([]);
    expect(sentences(documentWith([said("Industry", 25, other)]))).toEqual([
      "Industry: people put software first (25 of 25); the card in force gives it 15 of 21 and Fintech, Insurance 21.",
    ]);
  });

  it("names a learned rule against what people want, unless a person rejected it", () => {
    const best: Bands = [
      ["public sector", 25],
      ["nothing that the card knows", 0],
    ];
    const rule = learnedRule([{ attribute: "industry", is: { in: ["public sector"] } }]);
    const found = documentWith([said("Industry", 25, best)], { disqualifiers: [rule] });
    expect(contradictions(found)).toMatchObject([{ kind: "rule", attribute: "Industry" }]);
    expect(sentences({ ...found, disqualifiers: [{ ...rule, status: "rejected" }] })).toEqual([]);
  });

  it("says nothing of what it cannot match, of a declared card that scores, and without a declared one", () => {
    expect(sentences(documentWith([said("Astrology", 30, [["Leo", 30]])]))).toEqual([]);
    const scores = documentWith([said("Trigger", 20, null)]);
    expect(sentences({ ...scores, declared: { ...scores.declared!, scores: true } })).toEqual([]);
    expect(sentences(rich)).toEqual([]);
  });

  it("stands on the page", () => {
    const page = onePage(documentWith([said("Trigger", 20, null), said("Industry", 25, [["software", 25]])]));
    const fact = page.declared!.facts.find(({ name }) => name === "Card disagrees")!;
    expect(plainText(fact.text)).toBe("People gave Trigger 20 of 100 points; the card in force does not have it.");
  });
});
