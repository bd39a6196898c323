import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import type { Interaction } from "../../../src/icp/interaction.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { renderTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import { FIXTURES } from "../fixtures.ts";

const one = (size: string): Interaction => ({
  attributes: ["industry", "employees"],
  bands: ["Fintech", size],
  n: 60,
  won: 41,
  expected: 0.48,
  logit: 0.7,
  p: 0.0012,
  q: 0.018,
  sentence: `Industry Fintech with Employees ${size}: won 41 of 60 (68%), the sum of the scorecard says 48%.`,
});

function withFound(name: "rich" | "forced", ...sizes: string[]): IcpDocument {
  return { ...FIXTURES[name]!, interactions: { pairs: 15, found: sizes.map(one) } };
}

const lines = (document: IcpDocument): string[] =>
  renderMarkdown(onePage(document))
    .split("\n")
    .filter((line) => line.includes("Beyond the sum"));

const SAID =
  "Beyond the sum, and not in the points: Industry Fintech with Employees 200+: won 41 of 60 (68%), the sum of the scorecard says 48%.";

describe("what two attributes say beyond the sum", () => {
  it("is a line under the scorecard, in every rendering", () => {
    const document = withFound("rich", "200+");
    expect(lines(document).join("\n")).toContain(SAID);
    expect(renderHtml(onePage(document))).toContain("the sum of the scorecard says 48%");
    expect(renderTerminal(onePage(document), { width: 200, color: false }).replace(/\s+/g, " ")).toContain(SAID);
  });

  it("is two lines at most, and says how many more there are", () => {
    const text = lines(withFound("rich", "200+", "50 to 199", "1 to 49", "unknown")).join("\n");
    expect(text.match(/Beyond the sum/g)).toHaveLength(2);
    expect(text).toContain("2 more such pairs in the document.");
    expect(lines(withFound("rich", "200+", "50 to 199")).join("\n")).not.toContain("more such");
  });

  it("is not said where nothing was found, nor beside a score that is not to be used", () => {
    expect(lines(withFound("rich"))).toEqual([]);
    expect(lines(withFound("forced", "200+"))).toEqual([]);
  });
});
