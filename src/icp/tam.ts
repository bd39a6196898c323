import { z } from "zod";

const count = z.number().int().nonnegative();
const limits = z.tuple([z.number(), z.number()]);

/** Companies of the universe and what they would bring in a first year if each bought. */
const part = {
  /** Companies, disqualified ones left out. */
  accounts: count,
  /** Limits over resamples of the deals: how many would be at the level by another card; null without resampling. */
  accounts_interval: limits.nullable(),
  /** Expected first-year value of a won deal; n: the won deals of this kind with an amount. */
  acv: z.number().nonnegative(),
  acv_interval: limits,
  n: count,
  value: z.number().nonnegative(),
  value_interval: limits,
};

/** Total addressable market: a ceiling, not a forecast; nothing is claimed of how many would buy. */
export const tam = z.strictObject({
  /** ISO code; null where the files do not say. */
  currency: z.string().nullable(),
  /** Won deals with an amount above 0. */
  won: count,
  /** Companies left out because a confirmed or declared disqualifier applies. */
  disqualified: count,
  levels: z.array(z.strictObject({ level: z.enum(["high", "medium"]), ...part })),
  /** Companies at high that a segment's rules hold for; a company counts for the first segment that it meets. */
  segments: z.array(z.strictObject({ segment: z.string(), ...part })),
});

export type Tam = z.infer<typeof tam>;
export type TamPart = Omit<Tam["levels"][number], "level">;
