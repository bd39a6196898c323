import type { IcpDocument } from "../../icp/document.ts";
import { goalWords } from "../../icp/page/goal-words.ts";

/** Sentences of a check of a profile. */
export const NO_RIVAL =
  "--against needs deals that the profile has not seen: build it with --as-of a day some months ago, then validate on the same files";

export const NO_SCORE = "this profile has no scorecard, so there is nothing to check";

/** What is said of a score that was forced. */
export function forced({ goal }: IcpDocument): string {
  return `this score was forced: the data it was built on does not tell ${goalWords(goal).sides}`;
}

export const HYPOTHESIS = "this score is a hypothesis: nothing of it was learned from deals";

export const ALL_MET =
  "every newer deal is of an account that the profile has met in older ones: for companies it meets first the figures flatter";

/** Without dates or an order nobody can tell old deals from new ones. */
export const MAYBE_SEEN =
  "neither dates nor --order tell these deals from those the profile was built with: if some of them were, the figures flatter";
