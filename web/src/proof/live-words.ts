import type { LiveLook, LiveTest, LiveTestPlan } from "../../../src/engine/workspace/live/shapes.ts";
import type { Report } from "../../../src/icp/page/report.ts";

export type { LiveTestPlan };
export type Look = LiveLook & { readonly report: Report };
export type Test = LiveTest & { readonly looks: readonly Look[] };
export type Outcome = LiveTest["outcome"];

/** What decides a test. Mails tell opens and replies, the workspace tells the last two by itself. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  opportunity: "An opportunity is created",
  win: "A deal is won",
  meeting: "A meeting is booked (by a file)",
  reply: "Somebody replies (by a file)",
  open: "A message is opened (by a file)",
};

/** Outcomes that the deals of a workspace tell. */
export const TOLD_BY_DEALS: readonly Outcome[] = ["opportunity", "win"];

export const STATES: Readonly<Record<Look["state"], string>> = {
  "too early": "Too early to tell",
  better: "The list does better",
  worse: "The list does worse",
  "no difference": "No difference is clear",
  "not told": "Nothing is told of it",
};

/** `5 points`, `0.8 points`: no more digits than a difference of rates carries. */
export function pointsText(share: number): string {
  const points = share * 100;
  const said = points < 9.95 ? Number(points.toFixed(1)) : Math.round(points);
  return `${said.toLocaleString()} ${said === 1 ? "point" : "points"}`;
}

export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1)).toLocaleString()}%`;
}
