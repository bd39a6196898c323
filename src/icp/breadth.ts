import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const interval = z.tuple([z.number(), z.number()]).nullable();
const points = z.number().int().min(1).max(100);

/** Where levels could begin instead, because `high` holds too few companies or too many. */
const proposal = z.strictObject({
  high: points,
  medium: points,
  /** Share of the companies with a known level that would be high. */
  share,
  /** Deals held out by turns that would be high, and what they won, against the rate of all. */
  n: count,
  won: count,
  win_rate: share,
  win_rate_interval: interval,
  base_rate: share,
});

/** How many accounts the team can work at a time. */
const capacity = z.strictObject({
  accounts: count,
  sellers: count.nullable(),
  accounts_per_seller: count.nullable(),
});

/** How many of the universe's companies are at each level; `share` is of those with a known level. */
export const breadth = z.strictObject({
  universe: count,
  high: count,
  medium: count,
  low: count,
  share: share.nullable(),
  share_interval: interval,
  unknown: count,
  verdict: z.string(),
  /** Held-out wins at high; absent where nothing was held out. */
  wins: count.optional(),
  /** Only where high is under 2% or over 30%: null where no other levels would hold on held-out deals. */
  proposal: proposal.nullable().optional(),
  /** Only where a person said it. */
  capacity: capacity.optional(),
});

export type BreadthPart = z.infer<typeof breadth>;
