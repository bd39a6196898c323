import { describe, expect, it } from "vitest";
import { rewordFor, rewordKinds } from "../../../src/engine/goals/reword.ts";
import type { Band, IcpDocument } from "../../../src/icp/document.ts";
import type { Leaves } from "../../../src/icp/goal.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { renderTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import { FIXTURES } from "../fixtures.ts";

const rich = FIXTURES.rich!;

const leaves: Leaves = {
  n: 104,
  stayed: 72,
  rate: 0.6923,
  interval: [0.5981, 0.7728],
  base: 0.8519,
  base_n: 378,
  q: 0.001,
};

/** The document with the mark on its best band and on its first kind. */
function marked(document: IcpDocument): { readonly document: IcpDocument; readonly band: Band } {
  const attributes = document.scorecard.attributes;
  const band = attributes.flatMap(({ bands }) => bands).reduce((a, b) => (b.rate > a.rate ? b : a));
  return {
    band,
    document: {
      ...document,
      segments: document.segments.map((one, i) => (i === 0 ? { ...one, leaves } : one)),
      scorecard: {
        ...document.scorecard,
        attributes: attributes.map((card) => ({
          ...card,
          bands: card.bands.map((one) => (one === band ? { ...one, leaves } : one)),
        })),
      },
    },
  };
}

function renderings(document: IcpDocument): readonly string[] {
  const page = onePage(document);
  return [renderMarkdown(page), renderTerminal(page, { width: 160, color: false }), renderHtml(page)];
}

const plain = (text: string): string => text.replace(/<[^>]+>|\*\*/g, "").replace(/\s+/g, " ");

describe("what a high fit stands for", () => {
  const bigWins: IcpDocument = {
    ...rich,
    goal: "value",
    goal_outcome: {
      outcome: "won with at least the median amount of won deals",
      left_out: [{ reason: "won, without an amount", rows: 30 }],
      threshold: { amount: 15500, n: 463 },
      won_deals: 463,
      notes: ["Amounts of lost deals were only hoped for: they play no part."],
    },
  };

  it("is said on every page of another goal, with what counts and who cannot tell", () => {
    for (const text of renderings(bigWins).map(plain)) {
      expect(text).toContain("What a high fit stands for");
      expect(text).toContain("452 of 1,412 deals won with at least the median amount of won deals: 32%");
      expect(text).toContain("Won at all: 463.");
      expect(text).toContain("15,500 is the median amount of 463 won deals");
      expect(text).toContain("30 won, without an amount.");
      expect(text).toContain("Amounts of lost deals were only hoped for");
    }
  });

  it("is not said where it is winning, nor is anything marked that is not", () => {
    expect(renderMarkdown(onePage(rich))).not.toMatch(/What a high fit stands for|but leaves/);
  });
});

describe("wins, but leaves", () => {
  it("stands with the band and the kind that it is about, with its counts", () => {
    const { document } = marked(rich);
    for (const text of renderings(document).map(plain)) {
      expect(text).toContain("72 of 104 customers stayed 12 months: 69% (60–77%); of all 85%.");
      expect(text).toContain("(wins, but leaves)");
      expect(text).toContain("Exact test against the other customers");
    }
  });
});

describe("sentences of the learning", () => {
  it("say the goal's rows", () => {
    expect(rewordFor("retention", "82 won and 13 lost; at least 20 of each are needed.")).toBe(
      "82 stayed and 13 left; at least 20 of each are needed.",
    );
    expect(rewordFor("retention", "The score tells winners from losers on deals it has not seen: none of 200.")).toBe(
      "The score tells customers who stay from those who leave on customers it has not seen: none of 200.",
    );
    expect(rewordFor("value", "known for 81% of won and 63% of lost deals; not knowing it earns the average")).toBe(
      "known for 81% of those won big and 63% of those lost, or won with less; not knowing it earns the average",
    );
    expect(rewordFor("win", "82 won and 13 lost")).toBe("82 won and 13 lost");
  });

  it("say the goal's companies of a kind", () => {
    const [first] = rich.segments;
    const paragraph =
      "73 of the 321 companies you won are like this (23%), and 2% of those you lost; with SAP (65%, 31% of all companies in your deals).";
    const say = (goal: IcpDocument["goal"]): string =>
      rewordKinds({ ...rich, goal, segments: [{ ...first!, paragraph }] }).segments[0]!.paragraph;
    expect(say("retention")).toBe(
      "73 of the 321 companies that stayed are like this (23%), and 2% of those that left; with SAP (65%, 31% of all your customers).",
    );
    expect(say("value")).toContain("companies you won big are like this (23%), and 2% of the others;");
    expect(say("good-win")).toContain("companies you won and kept are like this");
    expect(say("win")).toBe(paragraph);
  });
});
