import { describe, expect, it } from "vitest";
import type { Contest } from "../../src/build/contest.ts";
import { contestBlock, proposal } from "../../src/cli/refresh-report.ts";
import type { RefreshResult } from "../../src/engine/refresh.ts";
import type { Phrase } from "../../src/icp/page/phrase.ts";

const CONTEST: Contest = {
  halfLifeDays: 90,
  n: 150,
  won: 50,
  left_out: 0,
  loss: { candidate: 0.55, in_force: 0.58 },
  auc: { candidate: 0.75, in_force: 0.7 },
  gain: 0.03,
  gain_interval: [-0.005, 0.06],
  odds: 21,
  odds_needed: 1000,
  change: {
    odds: 60,
    chance: 0.004,
    chance_needed: 0.07,
    most_likely: { attribute: "industry", labels: ["fintech"], n: 37, won: 11, expected: 22.2, share: 0.7 },
  },
  levels: [],
  inverted: false,
  verdict: "proposed",
};

/** A refresh as far as the proposal and the contest's block read it. */
function refreshOf(contest: Partial<Contest>): RefreshResult {
  const attributes = [{ name: "industry", label: "Industry" }];
  const document = { attributes, scorecard: { attributes } };
  const told: unknown = {
    contest: { ...CONTEST, ...contest },
    newer: 160,
    candidate: { document },
    in_force: document,
  };
  return told as RefreshResult;
}

const text = (phrase: Phrase): string => phrase.map((piece) => piece.text).join("");
const still = { ...CONTEST.change!, odds: 0.6, chance: 0.4 };

describe("the proposal of a refresh", () => {
  it("names what changed, with what was expected of it", () => {
    expect(text(proposal(refreshOf({})))).toBe(
      "A candidate is proposed. The profile in force no longer holds (most likely Industry fintech: 11 of 37 won, 22 expected), and the candidate does better on 150 newer deals that it had not learned from.",
    );
    expect(text(contestBlock(refreshOf({})).facts[0]!.text)).toContain(
      "No longer. What happened is 60 times as likely if one thing changed. 70% of that speaks of Industry fintech",
    );
  });

  it("keeps what is in force where the candidate does no better yet, although something changed", () => {
    const said = text(proposal(refreshOf({ gain: -0.01, odds: 0.3, verdict: "not proposed" })));
    expect(said).toMatch(/^Keep the profile in force, and look again soon\. It no longer holds .* does no better/);
  });

  it("names nothing where nothing changed, and goes by the odds", () => {
    const kept = refreshOf({ change: still, verdict: "not proposed" });
    expect(text(proposal(kept))).toContain("Nothing shows that it no longer holds, and on 150 newer deals");
    expect(text(proposal(kept))).toContain("1,000 times are asked for");
    expect(text(contestBlock(kept).facts[0]!.text)).not.toContain("fintech");
    expect(text(proposal(refreshOf({ change: still, odds: 3000 })))).toContain("3,000 times as likely");
  });

  it("speaks of no change where the older deals could not tell", () => {
    const alone = refreshOf({ change: null, odds_needed: 50, verdict: "not proposed" });
    expect(text(proposal(alone))).toContain("Keep the profile in force. On 150 newer deals");
    expect(contestBlock(alone).facts[0]!.name).toBe("Gain");
  });
});
