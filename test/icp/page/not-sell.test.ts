import { describe, expect, it } from "vitest";
import type { Disqualifier } from "../../../src/icp/disqualifier.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import type { NotSell } from "../../../src/icp/page/page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { none } from "../fixtures/none.ts";
import { found, many, nothing } from "../fixtures/not-sell.ts";
import { rich } from "../fixtures/rich.ts";

function part(document: IcpDocument): NotSell {
  return onePage(document).notSell!;
}

const sentences = (one: NotSell): string[] => one.sentences.map(plainText);
const rejected = (one: Disqualifier): Disqualifier => ({ ...one, status: "rejected" });

describe("who not to sell to, on the page", () => {
  it("tells each rule by the number that confirms it, with counts, limits, what it saves and costs", () => {
    const { rules, act, lead } = part(rich);
    expect(rules).toEqual([
      {
        number: "1",
        who: "Companies in Education with under 20 employees",
        status: "confirmed",
        won: { value: "4 of 171", range: "2%, at most 6%" },
        saves: { value: "12%", range: "9–16%" },
        costs: { value: "2 of 136 wins", range: "0–5%" },
        hint: expect.stringContaining("140 companies"),
      },
      expect.objectContaining({ number: "2", who: "Companies in Mining", status: "suggested" }),
    ]);
    expect(plainText(act)).toContain("openicp confirm icp.json 2 --out next.json");
    expect(plainText(lead)).toBe(
      "They win less than half as often as the average of 32%. Saves and costs: on the newest 423 deals, which the search had not seen.",
    );
  });

  it("tells watch-outs apart, by what is to be watched", () => {
    expect(sentences(part(rich))).toEqual([
      "All of them together would have saved 17% (14–21%) of these 423 deals and lost 3 of 136 wins (0–5%).",
      "Watch, never filtered: companies with funding stage Seed (27 of 132 won).",
      "Often end without a decision: companies with 5,000 or more employees (61 of 96 ended without a decision).",
    ]);
  });

  it("keeps the numbers of the others when one is rejected, and tells no sum that was not counted", () => {
    const [first, ...rest] = found.disqualifiers;
    const { rules, sentences: said } = part({ ...rich, disqualifiers: [rejected(first!), ...rest] });
    expect(rules.map(({ number }) => number)).toEqual(["2"]);
    expect(said.map(plainText).join(" ")).not.toContain("together");
  });

  it("says what it would take when nothing is found, and nothing at all when nobody looked", () => {
    const { rules, sentences: said } = part(none);
    expect(rules).toEqual([]);
    expect(said.map(plainText).join(" ")).toBe(nothing.disqualifier_search![0]!.paragraph);
    const { disqualifier_search: _, ...before } = none;
    expect(onePage(before).notSell).toBeNull();
  });

  it("counts the rules that it has no room for", () => {
    const one = part({ ...rich, ...many });
    expect(one.rules).toHaveLength(6);
    expect(sentences(one)[0]).toBe("And 2 more, in the document.");
  });

  it("shows what a person declared without figures, and how rules were told apart without dates", () => {
    const declared = {
      id: "d",
      source: "declared",
      kind: "disqualifier",
      status: "declared",
      rule: null,
      who: "Companies acquired within the last year",
      text: "Companies acquired within the last year: budgets and tools are decided elsewhere for now.",
    } as const;
    const [search] = found.disqualifier_search!;
    const undated = { ...search!, in_time: false };
    const { rules, lead } = part({
      ...rich,
      disqualifiers: [...found.disqualifiers, declared],
      disqualifier_search: [undated],
    });
    expect(rules.at(-1)).toEqual(
      expect.objectContaining({ who: declared.text, status: "declared", won: null, saves: null, costs: null }),
    );
    expect(plainText(lead)).toContain("423 deals kept aside");
  });

  it("without a score does not advise against what it offers to confirm", () => {
    const steps = onePage({ ...none, ...found }).next!.steps.map(plainText);
    expect(steps.at(-1)).toContain("but for the kinds that you confirm not to sell to");
    expect(onePage(none).next!.steps.map(plainText).at(-1)).not.toContain("confirm");
  });
});
