import { z } from "zod";

const count = z.number().int().nonnegative();

/** What a high fit stands for where the goal is not winning, as it was told in the data. */
export const goalOutcome = z.strictObject({
  /** `won and still a customer 12 months later`. */
  outcome: z.string(),
  /** Rows that cannot tell, and why. */
  left_out: z.array(z.strictObject({ reason: z.string(), rows: count })),
  /** For `value`: the amount from which a win counts, the median of `n` won deals; null for the other goals. */
  threshold: z.strictObject({ amount: z.number(), n: count }).nullable(),
  /** Won deals among those that took part; null where the rows are customers. */
  won_deals: count.nullable(),
  /** How the figures are to be read and what makes no sense for the goal, each a sentence. */
  notes: z.array(z.string()),
});

/** Of the customers of a band or a segment those who stayed 12 months: clearly fewer than of all, although it wins clearly more often. */
export const leaves = z.strictObject({
  n: count,
  stayed: count,
  rate: z.number().min(0).max(1),
  interval: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]),
  /** The same of all customers. */
  base: z.number().min(0).max(1),
  base_n: count,
  /** Benjamini-Hochberg over all bands and segments that win above the average. */
  q: z.number().min(0).max(1),
});

export type GoalOutcome = z.infer<typeof goalOutcome>;
export type Leaves = z.infer<typeof leaves>;
