import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

/** Bands of two attributes of the scorecard that together say more, or less, than their sum. */
export const interaction = z.strictObject({
  attributes: z.tuple([z.string(), z.string()]),
  /** One band, or several neighbouring ones as one, of each. */
  bands: z.tuple([z.string(), z.string()]),
  /** Closed deals in both and how many of them reached the goal: facts. */
  n: count,
  won: count,
  /** Share that the sum of the scorecard says, by held-out scores. */
  expected: share,
  /** Shrunk effect beyond the sum, logits. */
  logit: z.number(),
  p: share,
  /** Benjamini-Hochberg over the pairs tested. */
  q: share,
  sentence: z.string(),
});

/** What was looked for beyond the sum of the scorecard; told, never part of the score. */
export const interactions = z.strictObject({
  /** Pairs of attributes tested. */
  pairs: count,
  found: z.array(interaction),
});

export type Interaction = z.infer<typeof interaction>;
export type ToldInteractions = z.infer<typeof interactions>;
