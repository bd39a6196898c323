import { foldText } from "../../normalise/fold.ts";

/**
 * What a subscription's or account's status says. `over`: it ended; `canceled`: it ended, or will at the end of what is paid;
 * `running`: it goes on, a failed payment included; `never`: it has not begun, or its first payment failed.
 */
export type StatusClass = "running" | "paused" | "trial" | "free" | "canceled" | "over" | "never";

const WORDS: readonly (readonly [StatusClass, RegExp])[] = [
  [
    "never",
    /^(incomplete|incomplete expired|failed|future|pending|draft|scheduled|prospect|(marketing ?|sales ?)?(qualified )?lead|(marketing|sales)qualifiedlead|mql|sql|opportunity|not started|signed)$/,
  ],
  ["over", /\b(non[- ]?renewed|not active|no longer|ex[- ]customer|former)\b/],
  ["running", /^(non[- ]?renewing|not renewing|set to cancel|cancels? at period end|pending cancellation|in term)$/],
  ["canceled", /^(cancell?ed|cancel|cancellation)$/],
  [
    "over",
    /\b(expired|churned|churn|inactive|terminated|closed|lost|ended|deactivated|lapsed|offboarded|ausgelaufen|gekundigt|gekündigt)\b/,
  ],
  ["paused", /\b(paused?|suspended|on hold|frozen|hibernat\w*|pausiert)\b/],
  ["trial", /\b(in trial|trial|trialing|trialling|evaluation|poc|pilot|testphase)\b/],
  ["free", /\b(free|freemium|free tier|free plan)\b/],
  [
    "running",
    /\b(active|live|past due|pastdue|overdue|unpaid|delinquent|dunning|renewing|current|customer|onboarding|implementation|kickoff|adoption|adopting|launched?|mature|expansion|growth|growing|renewal|at risk|risk|good standing|paying|paid|subscribed|healthy|nurture|retained|value realization|advocacy|won|open|aktiv)\b/,
  ],
];

/** The class of a status as written, or null when its words say nothing: then dates decide. */
export function statusClass(text: string): StatusClass | null {
  const folded = foldText(text).replaceAll(/[_/]+/g, " ").trim();
  return WORDS.find(([, words]) => words.test(folded))?.[0] ?? null;
}

/** A plan whose name says that nothing is paid for it. */
export const FREE_PLAN = "(^|[^a-z])(free|freemium|gratis|kostenlos)([^a-z]|$)";
