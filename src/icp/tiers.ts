import { z } from "zod";
import { alreadyPart } from "./already.ts";

const count = z.number().int().nonnegative();

/** How the accounts that were scored fill the tiers, by fit. */
export const tiers = z.strictObject({
  /** Which companies were ranked. */
  of: z.enum(["universe", "accounts"]),
  file: z.string(),
  /** Accounts that tiers A and B hold at most; the rest of high fit is C. */
  capacity: z.tuple([count, count]),
  /** `from`: fit of the last account in the tier; null for an empty one. `cut`: accounts of that fit that did not find room. */
  tiers: z.array(
    z.strictObject({ tier: z.enum(["A", "B", "C"]), accounts: count, from: z.number().int().nullable(), cut: count }),
  ),
  /** Accounts at high that a confirmed or declared disqualifier keeps out. */
  disqualified: count,
  /** At high and in no tier, disqualified ones not counted again; absent where no file told. */
  already: alreadyPart.optional(),
});

export type Tiers = z.infer<typeof tiers>;
