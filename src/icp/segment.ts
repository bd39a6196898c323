import { z } from "zod";
import { committeeMember, painPoint, segmentBuyers, signalPart } from "./buyers.ts";
import { leaves } from "./goal.ts";
import { ruleTest } from "./rule-test.ts";
import { worth } from "./value.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const limits = z.tuple([z.number(), z.number()]);

/** One condition of a segment's rule. */
export const segmentCondition = z.strictObject({
  attribute: z.string(),
  is: ruleTest,
  /** What a person reads: `200 or more`, `Fintech, Insurance`, `has SAP`. */
  label: z.string(),
});

/** An attribute in which a segment differs from the market; shares are of the accounts that know it. */
export const segmentFeature = z.strictObject({
  ...segmentCondition.shape,
  in_segment: share,
  in_market: share,
  lift: z.number().nonnegative(),
  /** 98% limits of the lift, wider for the values' having been chosen. */
  interval: limits,
  /** Won accounts that the rules hold for and that know the attribute. */
  n: count,
});

/** One kind of best customer. */
export const segment = z.strictObject({
  /** Made from the name, unique in the document. */
  id: z.string(),
  /** `Fintech, 200+ employees, with SAP`; what scores say. */
  name: z.string(),
  rank: z.enum(["primary", "secondary", "adjacent"]),
  paragraph: z.string(),
  /** All must hold. An account belongs to the first segment whose rules it meets. */
  rules: z.array(segmentCondition).min(1),
  /** Of the won accounts, those with lost deals only, the universe and the market, how many the rules hold for. */
  share: z.strictObject({
    won: share,
    won_interval: limits,
    lost: share.nullable(),
    universe: share.nullable(),
    market: share,
  }),
  /** Won accounts that the rules hold for, and those that are most like the segment, whether the rules find them or not. */
  accounts: count,
  members: count,
  /** Of won accounts that rules made without them hold for, the share that belong. */
  precision: z.strictObject({ share, interval: limits, n: count }).nullable(),
  /** Share of the members that the rules find. */
  recall: share,
  /** Mean Jaccard index over resamples; under .75 the segment is tentative. */
  stability: share,
  tentative: z.boolean(),
  /** Closed deals of accounts that the rules hold for; `rate` is drawn toward the base rate by 20 deals, like a band's. */
  deals: z.strictObject({ n: count, won: count, rate: share, rate_interval: limits }),
  /** It wins clearly above the average, and its customers leave clearly more often; absent where not so, or not known. */
  leaves: leaves.optional(),
  features: z.array(segmentFeature),
  /** What companies that the rules hold for are worth; all but `acv` only in documents of builds that looked. */
  value: z.strictObject({
    ...worth.partial().shape,
    /** Mean amount of a won deal, drawn to everyone's by 10 deals; null where fewer than five amounts are known. */
    acv: z.strictObject({ mean: z.number(), interval: limits, n: count }).nullable(),
  }),
  /** Who takes which part in the purchase, and who was known when its won and lost deals began; only where contacts were given. */
  committee: z.array(committeeMember).optional(),
  buyers: segmentBuyers.optional(),
  triggers: signalPart.optional(),
  intent_topics: signalPart.optional(),
  /** What notes about its deals say more often than those about others; only where the deals have free text. */
  pain_points: z.array(painPoint).optional(),
});

/** How segments were looked for, and what came of it. */
export const segmentation = z.strictObject({
  /** `2 kinds of best customers.`, `One broad profile: ...` */
  verdict: z.string(),
  /** What the won accounts were held against. */
  market: z.enum(["universe", "accounts"]),
  /** Accounts: won, with lost deals only, of the market that they were held against (5,000 at most, drawn by seed). */
  won_accounts: count,
  lost_accounts: count,
  market_accounts: count,
  /** What was left out and why, each a sentence. */
  notes: z.array(z.string()),
});

export type Segment = z.infer<typeof segment>;
export type SegmentCondition = z.infer<typeof segmentCondition>;
export type SegmentFeature = z.infer<typeof segmentFeature>;
export type Segmentation = z.infer<typeof segmentation>;
