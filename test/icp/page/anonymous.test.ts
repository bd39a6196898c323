import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { withoutFiles } from "../../../src/icp/page/anonymous.ts";
import { renderCardHtml, renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { renderSummary } from "../../../src/icp/page/summary.ts";
import { renderTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import { FIXTURES } from "../fixtures.ts";

/** Names in every place where a build or a person could have put them. */
const named: IcpDocument = {
  ...FIXTURES.believed!,
  name: "Zephyrine: ideal customer profile",
  input: {
    ...FIXTURES.believed!.input,
    files: FIXTURES.believed!.input.files.map((file) => ({ ...file, name: "Zephyrine deals (2).csv" })),
  },
  declared: {
    ...FIXTURES.believed!.declared!,
    file: "zephyrine-icp.yaml",
    personas: FIXTURES.believed!.declared!.personas.map((one) => ({
      ...one,
      message: "Ada Quill of Borealis says so",
    })),
  },
  strategic: { narrative: "Ada Quill sold it to Borealis.", owner: "Ada Quill", review_date: "2027-01-31" },
  attributes: FIXTURES.believed!.attributes.map((one) => ({
    ...one,
    reason: `${one.reason}; as in Zephyrine deals (2).csv and other.xlsx#Sheet`,
    warning: "see ada@borealis.com or borealis.com",
  })),
  disqualifiers: [
    {
      id: "said",
      source: "declared",
      kind: "disqualifier",
      status: "declared",
      rule: null,
      who: "Partners of ZEPHYRINE",
      text: "Partners of ZEPHYRINE: they resell Zephyrine's own product.",
    },
  ],
  notes: [
    'Zephyrine deals (2).csv: 4 deals name a company that several accounts share, such as "Borealis".',
    "Parent accounts run in a circle (Borealis -> Acme Holding -> Borealis): they stay companies of their own.",
  ],
};
const NAMES = /zephyrine|borealis|quill|acme holding|\(2\)\.csv|other\.xlsx/i;

const RENDERINGS = {
  HTML: renderHtml,
  card: renderCardHtml,
  Markdown: renderMarkdown,
  terminal: (page: Parameters<typeof renderTerminal>[0]) => renderTerminal(page, { width: 100, color: false }),
  summary: renderSummary,
};

describe.each(Object.entries(RENDERINGS))("an anonymous page as %s", (_, render) => {
  it("holds no name that the document holds", () => {
    expect(render(onePage(named))).toMatch(NAMES);
    expect(render(onePage(named, { anonymous: true }))).not.toMatch(NAMES);
  });
});

describe("an anonymous page", () => {
  const page = onePage(named, { anonymous: true });

  it("has the same figures and points", () => {
    const own = onePage(named);
    expect(page.score?.columns.flat().map(({ weight, bands }) => [weight, bands.map(({ points }) => points)])).toEqual(
      own.score?.columns.flat().map(({ weight, bands }) => [weight, bands.map(({ points }) => points)]),
    );
    expect(page.verdict).toEqual(own.verdict);
    expect(page.card.questions).toEqual(own.card.questions);
  });

  it("says that what was noticed is not shown, and how much", () => {
    expect(renderMarkdown(page)).toContain(
      "2 things that were noticed in the files are not shown: they may name companies.",
    );
  });

  it("leaves common words of a title alone", () => {
    const common = { ...named, name: "Our Ideal Customer Profile: Deals Won", notes: [] };
    const text = renderMarkdown(onePage(common, { anonymous: true }));
    expect(text).toContain("won deals from lost ones");
    expect(text).not.toContain("our company");
  });
});

it.each([
  ["made from twelve.csv (17 rows)", "made from a file (17 rows)"],
  ["export.zip#Opportunity.csv holds 4 rows.", "a file holds 4 rows."],
  ["the domain borealis.com is shared", "the domain an address is shared"],
  ["write to ada.quill@borealis.co.uk", "write to an address"],
  ["3.5M of 12 deals, e.g. in 2026-01-31", "3.5M of 12 deals, e.g. in 2026-01-31"],
])("%s", (text, shown) => {
  expect(withoutFiles(text)).toBe(shown);
});
