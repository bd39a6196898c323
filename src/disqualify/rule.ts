import type { FilterTest } from "../icp/rule-test.ts";

/** One condition: `{ attribute: "employees", is: { from: null, below: 20 } }`. */
export interface RuleCondition {
  readonly attribute: string;
  readonly is: FilterTest;
}

/** What is looked at: deals that are not won, deals that end without a decision, customers who leave. */
export type Aim = "win" | "no-decision" | "churn";

/** `disqualifier`: filters once a person confirms it. `watch-out`: shown, never filters. */
export type RuleKind = "disqualifier" | "watch-out";

/** What a person made of it; `declared`: a person wrote it. */
export type RuleStatus = "suggested" | "confirmed" | "rejected" | "declared";

/** Rows that a rule matches and how many of them had the event of the aim: a win, no decision, a customer lost. */
export interface Counts {
  readonly n: number;
  readonly events: number;
  readonly accounts: number;
}

/** [low, high] of an interval, shares 0..1. */
export type Limits = readonly [low: number, high: number];

/** What leaving a rule's companies alone would have done on the newest rows, which the search never saw. */
export interface Later {
  /** Newest rows, and those of them that the rule matches. */
  readonly rows: number;
  readonly matched: number;
  /** Share of the newest rows: capacity saved. */
  readonly saved: number;
  readonly saved_interval: Limits;
  /** Events among the newest rows, and those of them that the rule matches: wins lost, or stalled deals and lost customers avoided. */
  readonly events: number;
  readonly events_matched: number;
  /** Their share; null where the newest rows hold no event. */
  readonly events_share: number | null;
  readonly events_interval: Limits | null;
}

/** A kind of company not to sell to, with its evidence. Plain data: the document holds it as it is. */
export interface LearnedRule {
  /** Made from the aim and the conditions: the same in every build that finds the rule again. */
  readonly id: string;
  readonly aim: Aim;
  readonly kind: RuleKind;
  readonly status: RuleStatus;
  readonly source: "learned";
  readonly rule: readonly RuleCondition[];
  /** `Companies in Education with under 20 employees`. */
  readonly who: string;
  /** The sentence that a person reads. */
  readonly text: string;
  /** All rows. */
  readonly n: number;
  readonly events: number;
  readonly accounts: number;
  /** Drawn toward the base rate by 20 rows, because the rule was searched for; 0 without rows. */
  readonly rate: number;
  /** 90% limits of the rate, drawn in the same way; the plain rate is always inside too. */
  readonly interval: Limits;
  /** Base rate of all rows. */
  readonly base_rate: number;
  /** The older rows, which the search saw. */
  readonly searched: Counts;
  /** Rate in the earlier and in the later half of the older rows. */
  readonly halves: Limits;
  /** One-sided exact p-value against half the base rate (win) or twice it (the others), for as many rows as clustered ones are worth; null where nothing was won, or all. */
  readonly p: number | null;
  /** Benjamini-Hochberg over all singles, or all pairs, that were tried; null for a rule that a person decided on and the search did not find again. */
  readonly q: number | null;
  readonly later: Later;
}

/** How many rows a rule needs at the least. */
export interface Needed {
  /** Rules tried. */
  readonly tried: number;
  /** Rows of a kind of company, all of them ending badly, from which it shows. */
  readonly rows: number;
}

/** Who not to sell to, for one aim. */
export interface Disqualified {
  readonly aim: Aim;
  /** Older rows that were searched, and whether time told them from the newest. */
  readonly searched: number;
  readonly in_time: boolean;
  /** Disqualifiers first, then watch-outs; the surest first. */
  readonly rules: readonly LearnedRule[];
  /** All disqualifiers at once on the newest rows; null without any. */
  readonly together: Later | null;
  /** What it would take to find one; null where nothing could be tried. */
  readonly needed: Needed | null;
  /** How older and newest rows were told apart, and what could not be: sentences. */
  readonly notes: readonly string[];
  /** The paragraph of the page. */
  readonly paragraph: string;
}
