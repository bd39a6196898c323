import { describe, expect, it } from "vitest";
import type { Ceiling } from "../../../src/icp/ceiling.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { addingUp } from "../../../src/icp/page/adding-up.ts";
import { contextOf } from "../../../src/icp/page/context.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { FIXTURES } from "../fixtures.ts";

const BEYOND: Ceiling = {
  n: 15_000,
  won: 3398,
  auc: 0.812,
  auc_interval: [0.803, 0.82],
  additive: 0.778,
  card: 0.768,
  distance: 0.044,
  distance_interval: [0.038, 0.049],
  combining: 0.034,
  combining_interval: [0.029, 0.039],
  margin: 0.02,
  verdict: "beyond",
};

function withCeiling(rest: Partial<Ceiling>, document: IcpDocument = FIXTURES.rich!): IcpDocument {
  const evidence = { ...document.evidence, won: 3398, lost: 11_602 };
  return { ...document, evidence, validation: { ...document.validation, ceiling: { ...BEYOND, ...rest } } };
}

function text(rest: Partial<Ceiling>, document?: IcpDocument): string {
  return addingUp(contextOf(withCeiling(rest, document), "en"))
    .map((fact) => plainText(fact.text))
    .join();
}

describe("what adding up costs", () => {
  it("is told in pairs, with both figures, the limits and where it comes from", () => {
    expect(text({})).toBe(
      "About 4 pairs in 100. Trees that may combine every attribute put the won one first 81% of the time, cards that add up 77% (4 to 5 in 100 more, n 15,000). Attributes taken together are worth 3 of it, further attributes and finer bands the rest. No single pair stands out.",
    );
  });

  it("points at the pairs that were found", () => {
    const found = { ...FIXTURES.rich!.interactions, pairs: 3, found: [{}] } as unknown as IcpDocument["interactions"] &
      object;
    expect(text({}, { ...FIXTURES.rich!, interactions: found })).toContain("named under the score");
  });

  it("is all of it combining where it is", () => {
    expect(text({ combining: 0.042 })).toContain("more, n 15,000). It comes from attributes taken together. No");
  });

  it("does not blame combinations for what further attributes would bring", () => {
    const said = text({ combining: 0.001, combining_interval: [-0.01, 0.012] });
    expect(said).toContain("not from attributes taken together");
    expect(said).not.toContain("single pair");
  });

  it("claims nothing that is not shown", () => {
    expect(text({ verdict: "open", distance: 0.028, distance_interval: [0.016, 0.04] })).toContain(
      "Perhaps 3 pairs in 100.",
    );
    const little: Partial<Ceiling> = { verdict: "open", distance: 0.004, distance_interval: [-0.012, 0.03] };
    expect(text(little)).toContain("Nothing that these deals show.");
    expect(text(little)).toContain("(from 1 in 100 fewer to 3 more, n 15,000)");
    const worse: Partial<Ceiling> = { verdict: "close", distance: -0.02, distance_interval: [-0.046, -0.004] };
    expect(text(worse)).toContain("Nothing to speak of.");
    expect(text(worse)).toContain("(0 to 5 in 100 fewer, n 15,000)");
    const same: Partial<Ceiling> = { verdict: "close", distance: 0, distance_interval: [-0.003, 0.003] };
    expect(text(same)).toContain("(less than 1 in 100 apart, n 15,000)");
  });

  it("offers a card for each part where that wins it back", () => {
    const parted: Ceiling["parted"] = {
      attribute: "employees",
      parts: ["under 20", "20 to 50", "50 to 200", "200 or more"],
      auc: 0.804,
      gain: 0.036,
      gain_interval: [0.03, 0.041],
    };
    expect(text({ parted })).toContain(
      " A card of its own for each of 4 ranges of Number of employees (under 20; 20 to 50; 50 to 200; 200 or more) would put the won one first 80% of the time (3 to 4 in 100 more): --parts 'NumberOfEmployees' builds them.",
    );
    expect(text({ parted: { ...parted, attribute: "industry", parts: ["Fintech", "Retail, Food"] } })).toContain(
      "for each of Industry: Fintech / Retail, Food, would put",
    );
  });

  it("says when a sample was drawn, and stands on the page", () => {
    expect(text({ n: 12_000 })).toContain("n 12,000, drawn by account");
    expect(renderMarkdown(onePage(withCeiling({})))).toContain("What adding up costs");
  });

  it("is not said without it, nor of a score that is not to be used", () => {
    expect(addingUp(contextOf(FIXTURES.rich!, "en"))).toEqual([]);
    expect(text({}, FIXTURES.forced!)).toBe("");
  });
});
