import type { Disqualifier, LearnedDisqualifier } from "../../src/icp/disqualifier.ts";

/** A learned disqualifier with made-up evidence: 2 of 118 deals won; the rest is overridden. */
export function learnedRule(rule: Disqualifier["rule"], rest: Partial<LearnedDisqualifier> = {}): LearnedDisqualifier {
  const who = rest.who ?? `Companies ${JSON.stringify(rule)}`;
  return {
    id: `win: ${JSON.stringify(rule)}`,
    source: "learned",
    aim: "win",
    kind: "disqualifier",
    status: "suggested",
    rule: rule ?? [],
    who,
    text: `${who}: 2 of 118 deals won (2%, at most 5%), against 20% of all. Leaving them alone would have saved 11% (8–15%) of the newest 310 deals and lost 1 of 66 wins (0–8%).`,
    n: 118,
    events: 2,
    accounts: 97,
    rate: 0.0169,
    interval: [0.0049, 0.0531],
    base_rate: 0.2,
    searched: { n: 84, events: 1, accounts: 70 },
    halves: [0, 0.024],
    p: 0.00012,
    q: 0.0061,
    later: {
      rows: 310,
      matched: 34,
      saved: 0.1097,
      saved_interval: [0.0796, 0.1493],
      events: 66,
      events_matched: 1,
      events_share: 0.0152,
      events_interval: [0.0027, 0.0809],
    },
    ...rest,
  };
}
