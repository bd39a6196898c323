import { z } from "zod";
import { ruleTest } from "./rule-test.ts";

const count = z.number().int().nonnegative();

/** Deals that count more or less because a person said so. */
export const weightRule = z.strictObject({
  /** Field name of the column. */
  attribute: z.string(),
  is: ruleTest,
  /** The same in words: `Industry Healthcare or Biotech`. */
  who: z.string(),
  /** What such a deal counts for. */
  weight: z.number().positive(),
  n: count,
});

/** How much each deal counts for in learning. Counts of deals on the page are never weighted. */
export const rowWeights = z.strictObject({
  kind: z.enum(["recency", "strategy", "recency and strategy"]),
  /** Days in which the weight of a deal halves, by its close; null without recency. */
  half_life_days: z.number().positive().nullable(),
  /** Deals without a close date: they count as much as the others do on average. */
  undated: count,
  rules: z.array(weightRule),
  /** As many deals of equal weight tell as much (Kish). */
  effective_n: z.number().positive(),
  /** Share won with deals weighted by age, which the expected rates at each fit are levelled to; null without recency. */
  base_rate: z.number().min(0).max(1).nullable(),
});

export type RowWeights = z.infer<typeof rowWeights>;
export type WeightRule = z.infer<typeof weightRule>;
