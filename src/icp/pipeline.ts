import { z } from "zod";

const count = z.number().int().nonnegative();

/** Where the open deals of the build stand. */
export const pipeline = z.strictObject({
  open: count,
  /** ISO code of the money; null where the files do not say, or say several. */
  currency: z.string().nullable(),
  /** Sum of the amounts that are known, and of how many deals; null without any. */
  amount: z.number().nullable(),
  priced: count,
  levels: z.array(
    z.strictObject({
      level: z.enum(["high", "medium", "low", "unknown"]),
      deals: count,
      amount: z.number().nullable(),
    }),
  ),
});

export type Pipeline = z.infer<typeof pipeline>;
