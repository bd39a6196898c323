import type { AccountFit, TimingCurve } from "../api/accounts.ts";
import { ACTION_WORDS } from "../app/actions.ts";
import { capital, dayText } from "../app/words.ts";

export interface Said {
  readonly head: string;
  /** Why, in sentences. */
  readonly why: string;
}

type Standing = Pick<
  AccountFit["account"],
  "fit" | "level" | "known" | "timing" | "action" | "already" | "disqualified_by"
> &
  Partial<Pick<AccountFit["account"], "timing_reasons" | "hand_raised">>;

/** What to do with an account, and why. */
export function sayAction(account: Standing, { by, rule }: Pick<AccountFit, "by" | "rule">): Said {
  const { timing, disqualified_by } = account;
  const why = `${fitSentence(account, by.levels)}${timing === null ? "" : ` ${timingSentence(account, by.timing_levels)}`}`;
  const head = sayHead(account);
  return { head, why: disqualified_by === null ? why : `${closed(rule ?? disqualified_by)} ${why}` };
}

/** What to do with it, which its row in a list tells already. */
export function sayHead({
  action,
  already,
  level,
  disqualified_by,
}: Pick<Standing, "action" | "already" | "level" | "disqualified_by">): string {
  if (disqualified_by !== null) return "Leave them alone.";
  if (already !== null) return ALREADY[already] ?? `Nothing to do: ${already}.`;
  if (action === null) return level === null ? "There is no score to act on." : "The score alone does not decide.";
  return `${capital(ACTION_WORDS[action])}.`;
}

const ALREADY: Readonly<Record<string, string>> = {
  customer: "They are a customer already.",
  "open deal": "A deal is open with them already.",
};

function fitSentence({ fit, level, known }: Standing, { high, medium }: AccountFit["by"]["levels"]): string {
  if (level === "unknown")
    return `Only ${Math.round((known ?? 0) * 100)}% of what counts is known of them: too little for a level.`;
  if (fit === null) return "The profile has no score.";
  if (fit >= high) return `Fit ${fit} is high: from ${high} on.`;
  return fit >= medium
    ? `Fit ${fit} is medium: from ${medium} on, high from ${high}.`
    : `Fit ${fit} is low: under ${medium}.`;
}

function timingSentence(
  { timing, timing_reasons, hand_raised }: Standing,
  { high, medium }: AccountFit["by"]["timing_levels"],
): string {
  const points = timing ?? 0;
  const level = points >= high ? "high" : points >= medium ? "medium" : "low";
  const reasons = timing_reasons ? ` (${timing_reasons})` : "";
  const raised = hand_raised ? ` They raised a hand on ${dayText(hand_raised)}.` : "";
  return points === 0 ? "Nothing is happening there now." : `Timing ${points} is ${level}${reasons}.${raised}`;
}

/** Whether it is active, and until when if nothing more happens. */
export function sayCurve({ day, levels, points }: TimingCurve): string {
  const now = points.find((one) => one.day === day)?.timing ?? 0;
  const [word, least] =
    now >= levels.high
      ? ["Very active", levels.high]
      : now >= levels.medium
        ? ["Active", levels.medium]
        : ["Quiet", null];
  const under = least === null ? undefined : points.find((one) => one.day > day && one.timing < least);
  const until =
    least === null
      ? ""
      : under === undefined
        ? `, and ${least} or more for three months`
        : `, under ${least} by ${dayText(under.day)}`;
  return `${word}: ${now} of 100${until}`;
}

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
