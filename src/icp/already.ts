import { z } from "zod";

const count = z.number().int().nonnegative();

/** Companies of a list that are not to be pursued as new: customers, those with an open deal (its owner goes on), customers that have left. */
export const alreadyPart = z.strictObject({ customers: count, open: count, churned: count });

export type AlreadyPart = z.infer<typeof alreadyPart>;
