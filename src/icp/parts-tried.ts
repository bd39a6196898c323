import { z } from "zod";

const share = z.number().min(0).max(1);

/**
 * A card for each part of one attribute, held against the one card on deals that neither has seen: the same folds, everything refitted in
 * each, the choice of the attribute included where it was left to the build.
 */
export const partsTried = z.strictObject({
  kept: z.boolean(),
  /** The attribute that was tried; null where none makes two parts that are large enough. */
  attribute: z.string().nullable(),
  /** Whether the build chose it. */
  chosen: z.boolean(),
  n: z.number().int().nonnegative(),
  /** AUC of the one card, and of a card for each part. */
  one: share.nullable(),
  auc: share.nullable(),
  gain: z.number().nullable(),
  gain_interval: z.tuple([z.number(), z.number()]).nullable(),
  /** The same on newer deals, where they are enough to be asked. */
  forward: z.strictObject({ n: z.number().int().nonnegative(), one: share, auc: share }).nullable(),
  reason: z.string(),
});

export type PartsTried = z.infer<typeof partsTried>;
