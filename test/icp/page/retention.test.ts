import { describe, expect, it } from "vitest";
import type { IcpDocument, Retention } from "../../../src/icp/document.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { renderTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import { FIXTURES } from "../fixtures.ts";

const kept: Retention = {
  customers: 650,
  active: 531,
  churned: 119,
  yearly_churn: 0.1538,
  yearly_churn_interval: [0.1187, 0.1971],
  yearly_churn_n: 325,
  nrr: 1.0412,
  nrr_interval: [0.9812, 1.1049],
  nrr_n: 173,
  currency: "USD",
  as_of: "2026-06-30",
};

function withRetention(retention: Retention): IcpDocument {
  const { rich } = FIXTURES;
  return { ...rich!, evidence: { ...rich!.evidence, retention } };
}

const sentence = (retention: Retention) =>
  renderMarkdown(onePage(withRetention(retention)))
    .split("\n")
    .find((line) => line.includes("After the sale"));

describe("the line on customers", () => {
  it("says who left and what the others pay, each with its range and n", () => {
    expect(sentence(kept)).toBe(
      "- After the sale: Of all 650 customers in the files 119 left; of those who were there a year ago, **15%** (12–20%, n 325) since then. What last year's customers pay now is **104%** (98–110%, n 173) of what they paid then, in USD. Not part of the score. Checked for winning, not yet for staying: build with `--goal good-win`.",
    );
  });

  it("says no more than is known", () => {
    const little = { ...kept, yearly_churn: null, yearly_churn_interval: null, nrr: null, nrr_interval: null };
    expect(sentence(little)).toBe(
      "- After the sale: Of all 650 customers in the files 119 left. Not part of the score. Checked for winning, not yet for staying: build with `--goal good-win`.",
    );
  });

  it("is about the score where the goal is staying", () => {
    const { rich } = FIXTURES;
    const about = (goal: IcpDocument["goal"]): string =>
      renderMarkdown(onePage({ ...rich!, goal, evidence: { ...rich!.evidence, retention: kept } }));
    for (const goal of ["good-win", "retention"] as const) expect(about(goal)).not.toContain("Not part of the score");
    expect(about("value")).toContain("Not part of the score.");
    expect(about("value")).not.toContain("Checked for winning");
  });

  it("is in every rendering that has room for it, and nowhere without customers' files", () => {
    const page = onePage(withRetention(kept));
    const [terminal, html] = [renderTerminal(page, { width: 100, color: false }), renderHtml(page)];
    for (const text of [terminal, html]) expect(text).toContain("After the sale");
    for (const document of Object.values(FIXTURES))
      expect(renderHtml(onePage(document))).not.toContain("After the sale");
  });
});
