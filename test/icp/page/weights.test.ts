import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { renderTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import type { RowWeights } from "../../../src/icp/row-weights.ts";
import { FIXTURES } from "../fixtures.ts";
import { poisoned } from "../poison.ts";

const RECENCY: RowWeights = {
  kind: "recency",
  half_life_days: 365.25,
  undated: 0,
  rules: [],
  effective_n: 812.4,
  base_rate: 0.41,
};
const RULE = { attribute: "industry", is: { in: ["healthcare"] }, who: "Industry Healthcare", weight: 3, n: 120 };

function page(weights: Partial<RowWeights>): ReturnType<typeof onePage> {
  const document: IcpDocument = FIXTURES.rich!;
  return onePage({ ...document, input: { ...document.input, row_weights: { ...RECENCY, ...weights } } });
}

const said = (weights: Partial<RowWeights>): string =>
  page(weights)
    .sure.facts.filter(({ name }) => name === "Weights")
    .map(({ text }) => plainText(text))
    .join("");

describe("what deals count for", () => {
  it("is not spoken of where all count the same", () => {
    expect(onePage(FIXTURES.rich!).sure.facts.map(({ name }) => name)).not.toContain("Weights");
  });

  it("says how age counts, with n and what they are worth, and what the rates to expect follow", () => {
    const { won, lost, base_rate } = FIXTURES.rich!.evidence;
    expect(said({})).toBe(
      `Newer deals count more: half as much for every 12 months of age. So weighted, ${(won + lost).toLocaleString("en-US")} deals teach as much as 812 of equal weight. Counts are not weighted; the win rates to expect are levelled to the newer deals: 41% on average, ${Math.round(100 * base_rate)}% unweighted.`,
    );
    const terminal = renderTerminal(page({}), { width: 400, color: false });
    for (const text of [renderMarkdown(page({})), renderHtml(page({})), terminal])
      expect(text.replace(/\s+/g, " ")).toContain("teach as much as 812 of equal weight");
  });

  it.each([
    [{ half_life_days: 90 }, "half as much for every 90 days of age."],
    [{ half_life_days: 365.25 / 12 }, "half as much for every month of age."],
    [{ undated: 7 }, "7 without a close date count as the average."],
    [{ rules: [RULE] }, "By strategy each of the 120 deals with Industry Healthcare counts 3 times."],
    [{ rules: [{ ...RULE, weight: 2 }] }, "counts twice."],
    [{ rules: [{ ...RULE, weight: 0.5 }] }, "counts 0.5 times."],
  ])("%j", (weights, words) => {
    expect(said(weights)).toContain(words);
  });

  it("strategy alone leaves win rates as they are", () => {
    const words = said({ kind: "strategy", half_life_days: null, base_rate: null, rules: [RULE] });
    expect(words).not.toContain("Newer deals");
    expect(words).toContain("Counts and win rates are not weighted.");
  });

  it("lets no rule become markup", () => {
    const { input, ...rest } = FIXTURES.rich!;
    const document = poisoned({ ...rest, input: { ...input, row_weights: { ...RECENCY, rules: [RULE] } } });
    expect(renderHtml(onePage(document))).not.toContain("<script>alert");
    expect(plainText(onePage(document).sure.facts.find(({ name }) => name === "Weights")!.text)).toContain("alert(1)");
  });
});
