import type { GoalOutcome } from "../../icp/goal.ts";
import type { GoalFacts } from "../../ingest/facts.ts";

const NOTES: Readonly<Record<GoalFacts["goal"], readonly string[]>> = {
  "good-win": [
    "Lost deals of the same months are held against them, so that time itself tells nothing.",
    "Whether a customer stayed is known a year after the close: in the check on newer deals the older ones are taken as they ended, also where that came to light later.",
    "Who not to sell to, who buys inside and what goes before are told of won against lost deals, whatever the goal.",
  ],
  value: [
    "Amounts of lost deals were only hoped for: they play no part.",
    "Who not to sell to, who buys inside and what goes before are told of won against lost deals, whatever the goal.",
  ],
  retention: [
    "A row is a customer. Who began less than a year ago is left out, whether it stayed or left: else the newest would be leavers only.",
    "Who left and came back later counts as one who stayed.",
    "Left out, because customers do not have it: reasons of losses, who not to sell to by deals, who buys inside, what goes before a deal.",
  ],
};

/** How the goal was told in the data, for the document. */
export function goalOutcomeOf({ goal, outcome, leftOut, threshold, wonDeals }: GoalFacts): GoalOutcome {
  return {
    outcome,
    left_out: leftOut.map(({ reason, rows }) => ({ reason, rows })),
    threshold: threshold === null ? null : { amount: threshold.amount, n: threshold.n },
    won_deals: wonDeals,
    notes: [...NOTES[goal]],
  };
}
