import { z } from "zod";

const count = z.number().int().nonnegative();
const status = z.enum(["suggested", "confirmed", "rejected", "declared"]);
/** Rows, and those of them that reached the goal. */
const counted = z.strictObject({ n: count, won: count });
/** Rows that are dropped by all rules that filter, with the rules as they stood before and as they stand after. */
const dropped = z.strictObject({ before: counted, after: counted });

const ruleDecision = z.strictObject({
  id: z.string(),
  /** `Companies in Education with under 20 employees`. */
  who: z.string(),
  before: status,
  after: status,
  /** Deals that the rule matches; null where these files do not tell. */
  known: counted.nullable(),
  newer: counted.nullable(),
});

/** What a person made of rules on whom not to sell to, and what that does; absent where a build decided it. */
export const decisions = z.strictObject({
  /** Id of the document whose rules were decided on. */
  from: z.string(),
  why: z.string().nullable(),
  rules: z.array(ruleDecision).min(1),
  /** Decisions of versions before that one, the first first. */
  earlier: z.array(
    z.strictObject({
      from: z.string(),
      why: z.string().nullable(),
      rules: z.array(z.strictObject({ id: z.string(), who: z.string(), after: status })).min(1),
    }),
  ),
  /** On the deals that were given; null without. */
  deals: z
    .strictObject({
      /** Deals that the profile learned from: the rules were found in them, so they prove nothing. */
      known: counted,
      known_dropped: dropped,
      /** Deals that are newer, of companies that it has not met; null without any. */
      newer: counted.nullable(),
      newer_dropped: dropped.nullable(),
      newer_reason: z.string(),
    })
    .nullable(),
  /** Accounts that are disqualified, among those given; null without. */
  accounts: z
    .strictObject({
      file: z.string(),
      accounts: count,
      before: count,
      after: count,
      /** Disqualified now and not before, and of them those at high; and disqualified no longer. */
      newly: count,
      newly_high: count,
      no_longer: count,
    })
    .nullable(),
});

export type Decisions = z.infer<typeof decisions>;
export type RuleDecision = z.infer<typeof ruleDecision>;
