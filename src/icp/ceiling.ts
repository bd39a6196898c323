import { z } from "zod";

const share = z.number().min(0).max(1);
const limits = z.tuple([z.number(), z.number()]);

/**
 * What could be told beyond adding up: boosted trees that may combine every attribute, on the deals and folds of `cross_fit`. A yardstick;
 * nothing is scored by it.
 */
export const ceiling = z.strictObject({
  /** Deals, and wins among them, that all three ranked without having seen them. */
  n: z.number().int().nonnegative(),
  won: z.number().int().nonnegative(),
  /** AUC of trees that may combine attributes, of trees that only add them up, and of cards of this method. */
  auc: share,
  auc_interval: limits,
  additive: share,
  card: share,
  /** `auc` less `card`, paired. */
  distance: z.number(),
  distance_interval: limits,
  /** `auc` less `additive`, paired: what combining alone adds. */
  combining: z.number(),
  combining_interval: limits,
  /** By how much the whole interval of `distance` must lie above for `beyond`, or stay under for `close`. */
  margin: z.number(),
  verdict: z.enum(["beyond", "close", "open"]),
  /** The attribute of the card by whose parts a card each would rank best, where that gains for certain; limits allow for all that were tried. */
  parted: z
    .strictObject({
      attribute: z.string(),
      /** Quarters of a scale, or values, in words. */
      parts: z.array(z.string()),
      auc: share,
      gain: z.number(),
      gain_interval: limits,
    })
    .optional(),
});

export type Ceiling = z.infer<typeof ceiling>;
