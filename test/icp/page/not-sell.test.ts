import { describe, expect, it } from "vitest";
import type { Disqualifier, LearnedDisqualifier } from "../../../src/icp/disqualifier.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import type { NotSell } from "../../../src/icp/page/not-sell.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
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
        won: { value: "4 of 171", range: "expect 2%, at most 6%" },
        saves: { value: "12%", range: "9–16%" },
        costs: { value: "2 of 136 wins", range: "0–5%" },
        hint: expect.stringContaining("140 companies"),
      },
      expect.objectContaining({ number: "2", who: "Companies in Mining", status: "suggested" }),
    ]);
    expect(plainText(act)).toContain("openicp confirm icp.json 2 --out next.json");
    expect(plainText(lead)).toBe(
      "Found in the older deals: they win less than half as often as the average of 32%. Won: of all deals, the searched ones too. Saves and costs: on the newest 423 deals alone, which the search had not seen.",
    );
  });

  it("tells watch-outs apart, by what is to be watched", () => {
    expect(sentences(part(rich))).toEqual([
      "All of them together would have saved 17% (14–21%) of these 423 deals and lost 3 of 136 wins (0–5%).",
      "Watch, never filtered (90% limits; average 32%): companies with funding stage Seed (27 of 132 won, expect 20%, 17–27%).",
      "Often end without a decision (90% limits; average 27%): companies with 5,000 or more employees (61 of 96 ended without a decision, expect 64%, 50–67%).",
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

  it("never cuts what a person decided, and has room for a suggestion", () => {
    const all = many.disqualifiers.map(
      (one, i) => ({ ...one, status: i === 4 ? "suggested" : "confirmed" }) as Disqualifier,
    );
    const { rules, act, sentences: said } = part({ ...rich, ...many, disqualifiers: all });
    expect(rules.map(({ number, status }) => `${number} ${status}`)).toEqual([
      ...[1, 2, 6, 7, 8, 9, 10].map((number) => `${number} confirmed`),
      "5 suggested",
    ]);
    expect(plainText(act)).toContain("confirm icp.json 5");
    expect(said.map(plainText).join(" ")).not.toContain("more, in the document");
    const last = many.disqualifiers.map(
      (one, i) => ({ ...one, status: i === 9 ? "confirmed" : "suggested" }) as Disqualifier,
    );
    const cut = part({ ...rich, ...many, disqualifiers: last });
    expect(cut.rules.map(({ number }) => number)).toEqual(["10", "1", "2", "5", "6", "7"]);
    expect(sentences(cut)[0]).toBe("And 2 more, in the document.");
  });

  it("says what is there only because a person confirmed it, and shows no figure where there is no such deal", () => {
    const [first, second, ...rest] = found.disqualifiers as LearnedDisqualifier[];
    const kept = { ...first!, q: null };
    const one = part({ ...rich, disqualifiers: [kept, second!, ...rest] });
    expect(plainText(one.lead)).toMatch(/No\. 1 stays because you confirmed it; these deals do not show it again\.$/);
    expect(one.rules[0]!.hint).toContain("Confirmed earlier; these deals do not show it again");
    expect(one.rules[0]!.hint).not.toContain("binomial");
    const both = part({ ...rich, disqualifiers: [kept, { ...second!, status: "confirmed", q: 0.3, n: 0, events: 0 }] });
    expect(plainText(both.lead)).toMatch(/^The average is 32%\. Won: .* No\. 1 and 2 stay because you confirmed them;/);
    expect(both.rules[1]!.won).toBeNull();
  });

  it("holds what a person declared against the deals, apart from what was found in them", () => {
    const [first] = found.disqualifiers as LearnedDisqualifier[];
    const { n, accounts, interval, base_rate, later } = first!;
    const counted = { n, events: 80, accounts, rate: 0.47, interval, base_rate, later };
    const rule = [{ attribute: "industry", is: { in: ["retail"] } }];
    const declared = { source: "declared", kind: "disqualifier", status: "declared", text: "T.", rule } as const;
    const against: Disqualifier = { ...declared, id: "d1", who: "Retailers", counted };
    const agreed: Disqualifier = { ...declared, id: "d2", who: "Miners", counted: { ...counted, rate: 0.02 } };
    const untold: Disqualifier = { ...declared, id: "d3", who: "Friends", rule: null };

    const both = part({ ...rich, disqualifiers: [...found.disqualifiers, against, agreed] });
    expect(plainText(both.lead)).toMatch(
      /^Found in the older deals, but for what you declared: they win less than half/,
    );
    expect(both.rules.at(-2)).toMatchObject({
      won: { value: `80 of ${n}` },
      saves: { value: "12%" },
      hint: expect.stringContaining("You declared it"),
    });
    expect(sentences(both).slice(0, 2)).toEqual([
      "The deals contradict no. 5, which you declared: such companies win as often as the average, or more often.",
      expect.stringMatching(/^All but those you declared together would have saved 17%/),
    ]);

    const alone = part({ ...rich, disqualifiers: [agreed, untold] });
    expect(plainText(alone.lead)).toMatch(
      /^You declared these, and the deals are held against them: the average is 32%\. Saves/,
    );
    expect(plainText(alone.act)).toBe(
      "Companies of these kinds are dropped by openicp filter, but for no. 2, which no file tells.",
    );
    expect(sentences(alone).join(" ")).not.toContain("contradict");
    expect(plainText(part({ ...rich, disqualifiers: [untold] }).act)).toBe("No file tells these: ask before you sell.");
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
    expect(rules[1]).toEqual(
      expect.objectContaining({ who: declared.text, status: "declared", won: null, saves: null, costs: null }),
    );
    expect(plainText(lead)).toContain("Found in deals drawn at random, but for what you declared: ");
    expect(plainText(lead)).toContain("on 423 deals kept aside alone, which");
    expect(plainText(lead)).not.toMatch(/older|newest/);
  });

  it("without a score does not advise against what it offers to confirm", () => {
    const steps = onePage({ ...none, ...found }).next!.steps.map(plainText);
    expect(steps.at(-1)).toContain("but for the kinds that you confirm not to sell to");
    expect(onePage(none).next!.steps.map(plainText).at(-1)).not.toContain("confirm");
  });
});
