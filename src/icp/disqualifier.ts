import { z } from "zod";
import { filterTest } from "./rule-test.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
/** [low, high], shares 0..1. */
const limits = z.tuple([share, share]);

/** All conditions of a rule must be met. */
const rule = z.array(z.strictObject({ attribute: z.string(), is: filterTest })).min(1);

/** `disqualifier`: filters once a person confirms it. `watch-out`: shown, never filters. */
const kind = z.enum(["disqualifier", "watch-out"]);

/** What leaving these companies alone would have done on the newest deals, which the search never saw. */
const later = z.strictObject({
  /** Newest deals, and those of them that the rule matches. */
  rows: count,
  matched: count,
  /** Capacity saved: their share, with its 95% limits. */
  saved: share,
  saved_interval: limits,
  /** Events of the aim among the newest deals, and among those matched: wins lost. */
  events: count,
  events_matched: count,
  events_share: share.nullable(),
  events_interval: limits.nullable(),
});

/** A kind of company found in the deals, with its evidence. */
const learnedDisqualifier = z.strictObject({
  /** Made from the aim and the conditions: the same in every build that finds the rule again. */
  id: z.string(),
  source: z.literal("learned"),
  /** What its `events` are: wins (few are bad), deals that ended without a decision, customers who left. */
  aim: z.enum(["win", "no-decision", "churn"]),
  kind,
  /** `confirmed` and `rejected` are a person's word. */
  status: z.enum(["suggested", "confirmed", "rejected"]),
  rule,
  /** `Companies in Education with under 20 employees`. */
  who: z.string(),
  /** The sentence that a person reads. */
  text: z.string(),
  /** All deals that it matches, those with the event, and their companies. */
  n: count,
  events: count,
  accounts: count,
  /** Drawn toward the base rate by 20 deals, as a band's is. */
  rate: share,
  /** 90% limits, drawn in the same way. */
  interval: limits,
  base_rate: share,
  /** The older deals, which the search saw, and the rate in either half of their time. */
  searched: z.strictObject({ n: count, events: count, accounts: count }),
  halves: limits,
  p: share.nullable(),
  /** Benjamini-Hochberg over all rules that were tried; null for a rule that a person decided on and these deals do not show again. */
  q: share.nullable(),
  later,
});

/** What the deals at hand say of a rule that was not searched for in them: counts, rate, limits and the newest deals as of a learned one. */
const countedOnly = learnedDisqualifier.pick({
  n: true,
  events: true,
  accounts: true,
  rate: true,
  interval: true,
  base_rate: true,
  later: true,
});

/** A rule that a person wrote. Without conditions it is shown to sellers and filters nothing. */
const declaredDisqualifier = z.strictObject({
  id: z.string(),
  source: z.literal("declared"),
  kind,
  status: z.enum(["declared", "rejected"]),
  rule: rule.nullable(),
  who: z.string(),
  text: z.string(),
  /** Absent without enough deals, and where no column of theirs tells the rule. */
  counted: countedOnly.optional(),
});

export const disqualifier = z.discriminatedUnion("source", [learnedDisqualifier, declaredDisqualifier]);

/** How rules were looked for, for one aim, whether or not any was found. */
export const disqualifierSearch = z.strictObject({
  aim: z.enum(["win", "no-decision", "churn"]),
  /** Older deals that were searched; 0 where there were too few. */
  searched: count,
  /** False where there was no time to go by and companies were drawn at random instead. */
  in_time: z.boolean(),
  /** Rules tried, and how many deals of one kind, all ending badly, the smallest needs; null where nothing could be tried. */
  needed: z.strictObject({ tried: count, rows: count }).nullable(),
  /** All disqualifiers at once on the newest deals; null without any, and after a person rejected one. */
  together: later.nullable(),
  notes: z.array(z.string()),
  paragraph: z.string(),
});

export type LearnedDisqualifier = z.infer<typeof learnedDisqualifier>;
export type DeclaredDisqualifier = z.infer<typeof declaredDisqualifier>;
export type CountedRule = z.infer<typeof countedOnly>;
export type Disqualifier = z.infer<typeof disqualifier>;
export type DisqualifierSearch = z.infer<typeof disqualifierSearch>;

/** A rule that filters, with its conditions. */
export type FilteringRule = Disqualifier & { readonly rule: NonNullable<Disqualifier["rule"]> };

/** Highest Benjamini-Hochberg q of a rule that deals show. */
export const HIGHEST_Q = 0.1;

/** False for a rule that is there only because a person confirmed it, or that is only watched. */
export function isShown({ q }: LearnedDisqualifier): boolean {
  return q !== null && q <= HIGHEST_Q;
}

/** Fewer deals than this speak neither for nor against a declared rule. */
const LEAST_COUNTED = 5;

/** True for a declared rule whose companies win as often as all in the deals, or more often. */
export function isContradicted({ status, counted }: DeclaredDisqualifier): boolean {
  return (
    status === "declared" && counted !== undefined && counted.n >= LEAST_COUNTED && counted.rate >= counted.base_rate
  );
}

/** True for what a person confirmed or declared; a suggestion, a watch-out and a rule that only a seller can judge filter nothing. */
export function filters(one: Disqualifier): one is FilteringRule {
  return one.kind === "disqualifier" && (one.status === "confirmed" || one.status === "declared") && one.rule !== null;
}
