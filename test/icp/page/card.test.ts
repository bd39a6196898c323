import { describe, expect, it } from "vitest";
import type { Band, IcpDocument } from "../../../src/icp/document.ts";
import { renderCardHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderCardMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { askedOf } from "../../../src/icp/page/question.ts";
import { renderCardTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import { many } from "../fixtures/not-sell.ts";
import { FIXTURES } from "../fixtures.ts";
import { poisoned } from "../poison.ts";

const band = (label: string, match: Band["match"]): Band => ({
  label,
  match,
  points: 1,
  n: 10,
  won: 2,
  rate: 0.2,
  rate_interval: null,
  universe_share: null,
});

const number = (label: string, from: number | null, below: number | null): Band => band(label, { from, below });

describe("a question", () => {
  const sizes = [
    number("under 20", null, 20),
    number("20 to 49", 20, 50),
    number("50 to 199", 50, 200),
    number("200 or more", 200, null),
  ];

  it.each([
    [sizes.slice(2), sizes.slice(0, 2), "50 or more?"],
    [sizes.slice(0, 2), sizes.slice(2), "under 50?"],
    [sizes.slice(1, 3), [sizes[0]!, sizes[3]!], "20 to under 200?"],
    [[sizes[1]!, sizes[3]!], [sizes[0]!, sizes[2]!], "20 to 49 or 200 or more?"],
    [
      [band("Fintech, Insurance", { in: ["fintech", "insurance"] }), band("Energy", { in: ["energy"] })],
      [],
      "Fintech, Insurance or Energy?",
    ],
    [[band("has SAP", { has: "sap" })], [band("without SAP", { other: true })], "has SAP?"],
    [[band("", { other: true })], [band("Agency", { in: ["agency"] })], "anything but Agency?"],
    [[band("any other", { other: true })], [band("Agency", { in: ["agency"] })], "anything but Agency?"],
    [
      [band("A, B, C, D, E, F, G", { in: ["a", "b", "c", "d", "e", "f", "g"] })],
      [band("any other", { other: true })],
      "A, B, C, D, E, F or G?",
    ],
    [
      [
        number("within 25%: 38 to 49", 38, 50),
        number("in the band: 50 to 499", 50, 500),
        number("within 25%: 500 to 624", 500, 625),
      ],
      [number("under 38", null, 38), number("625 or more", 625, null)],
      "38 to under 625?",
    ],
  ] as const)("%#", (yes, no, said) => {
    expect(askedOf(yes, no)).toBe(said);
  });
});

describe("the seller card", () => {
  const document: IcpDocument = { ...FIXTURES.rich!, ...many };
  const { card } = onePage(document);

  it("counts the deals of a yes and of a no, which together are all whose answer is known", () => {
    for (const { attribute, yes, no } of card.questions) {
      const scored = document.scorecard.attributes.find(
        (one) => document.attributes.find(({ name }) => name === one.attribute)!.label === attribute,
      );
      if (scored === undefined) continue;
      const known = scored.bands.filter(({ match }) => !("missing" in match));
      const sums = [yes!, no!].map((text) => text.split(" of ").map((part) => Number(part.replace(",", ""))));
      expect(sums[0]![1]! + sums[1]![1]!).toBe(known.reduce((sum, { n }) => sum + n, 0));
    }
    expect(card.questions).toHaveLength(5);
  });

  it("says no to what a person decided before what is only suggested", () => {
    const said = card.no.rules.map(plainText);
    expect(said.at(-1)).toContain("suggested");
    expect(said.findIndex((text) => text.includes("suggested"))).toBeGreaterThan(0);
  });

  it("says how often it agrees, or that nobody counted", () => {
    expect(card.notes.map(plainText)).toEqual(["How often it gives the level of the whole score was not counted."]);
    const questions = [{ attribute: document.scorecard.attributes[0]!.attribute, yes: [0], points: 10 }];
    const agreement = {
      on: "universe",
      n: 9872,
      same: 7862,
      high: { score: 1707, card: 1940, both: 1297 },
      fitted: true,
    } as const;
    const own = onePage({ ...document, seller_card: { questions, levels: { high: 8, medium: 4 }, agreement } }).card;
    expect(own.notes.map(plainText)).toEqual([
      "Gives the level of the whole score for 80% of 9,872 companies of the universe. Of 1,707 that score high it calls 1,297 high, and 643 others.",
    ]);
    expect(own.levels.map(({ rule }) => rule)).toEqual(["8+", "4–7", "under 4"]);
  });

  it.each(["none", "forced"])("asks nothing for the %s page, which has no score to use", (name) => {
    const own = onePage(FIXTURES[name]!).card;
    expect(own.questions).toEqual([]);
    expect(plainText(own.lead)).toContain("There is no score to ask for");
    expect(own.polite.text).toContain("________");
  });

  it("counts no deal of a hypothesis", () => {
    const own = onePage(FIXTURES.hypothesis!).card;
    expect(own.counted).toBeNull();
    expect(own.questions.every(({ yes, no }) => yes === null && no === null)).toBe(true);
  });

  it("stands alone in every rendering, and lets no value mark up", () => {
    const page = onePage(poisoned(document));
    const markup = renderCardHtml(page);
    expect(markup).toContain("Seller card");
    expect(markup).not.toMatch(/<script|<img|The score</i);
    expect(renderCardMarkdown(page)).not.toMatch(/<script|(?<!\\)\[evil/);
    const lines = renderCardTerminal(onePage(document), { width: 72, color: false }).split("\n");
    expect(lines.filter((line) => line.length > 72)).toEqual([]);
    expect(lines).toContain("  A polite no");
  });
});
