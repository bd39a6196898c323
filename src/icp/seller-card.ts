import { z } from "zod";

const count = z.number().int().nonnegative();

/** One question of the card: yes where the company is in one of these bands of the attribute (places in the scorecard, from 0). */
const question = z.strictObject({
  attribute: z.string(),
  yes: z.array(count).min(1),
  /** What a yes earns; the points of all questions sum to 10. */
  points: z.number().int().positive(),
});

/** How often the few questions give the level that the whole score gives. */
const agreement = z.strictObject({
  /** The companies it was counted on. */
  on: z.enum(["universe", "accounts", "deals"]),
  /** Companies with a known level, and those of them that get the same one. A question that nothing answers is a no. */
  n: count,
  same: count,
  /** Companies that are high by the whole score, by the card, by both. */
  high: z.strictObject({ score: count, card: count, both: count }),
  /** Whether the card's levels were set on these companies too, not by the points alone. */
  fitted: z.boolean(),
});

/** The score in a few yes/no questions, for a person without a file at hand. */
export const sellerCard = z.strictObject({
  questions: z.array(question).min(1).max(5),
  /** From how many points on; at least 1, at most 10. */
  levels: z.strictObject({ high: z.number().int(), medium: z.number().int() }),
  /** Null where there was no file to count on. */
  agreement: agreement.nullable(),
});

export type CardQuestion = z.infer<typeof question>;
export type CardAgreement = z.infer<typeof agreement>;
export type SellerCard = z.infer<typeof sellerCard>;
