import type { IcpDocument } from "./document.ts";

/** Levels of fit and of timing, the highest first. */
export const LEVELS = ["high", "medium", "low"] as const;
export type Level = (typeof LEVELS)[number];

/** What to do with an account. */
export const ACTIONS = ["pursue", "watch", "nurture", "check", "ask", "suppress"] as const;
export type Action = (typeof ACTIONS)[number];

/** What each action means to a person. */
export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  pursue: "sell to them now",
  watch: "they fit; wait until something happens",
  nurture: "marketing keeps in touch; who raises a hand goes to a person",
  check: "a person looks first: active, and of a kind that scores low",
  ask: "too little is known: find out first",
  suppress: "leave them alone",
};

/** How far a score may decide: `full`; `provisional`, where a low fit never suppresses; `none`, where only disqualifiers decide. */
export type Trust = "full" | "provisional" | "none";

/** How far the score of a document may decide what is done. */
export function trustIn({ scorecard, declared, separation }: IcpDocument): Trust {
  if (scorecard.attributes.length === 0) return "none";
  if (declared?.scores === true) return "provisional";
  if (separation.verdict === "none") return "none";
  return separation.verdict === "reliable" ? "full" : "provisional";
}

/**
 * What to do with an account that is not disqualified (who is, is suppressed whatever the scores).
 *
 * @param timing null where no events were given: then fit alone decides, and a high fit is pursued
 */
export function actionOf(level: Level | "unknown" | null, timing: Level | null, trust: Trust): Action | null {
  if (level === null || trust === "none") return null;
  if (level === "unknown") return "ask";
  if (level === "high") return timing === "low" ? "watch" : "pursue";
  if (level === "medium") return "nurture";
  if (timing === "high") return "check";
  return trust === "full" ? "suppress" : "nurture";
}
