import { z } from "zod";

/** What a condition of a rule asks of one attribute: a value that people can say, never that it is missing; what is not known fulfils none. */
export const ruleTest = z.union([
  z.strictObject({ in: z.array(z.string()) }),
  z.strictObject({ from: z.number().nullable(), below: z.number().nullable() }),
  z.strictObject({ has: z.string() }),
  /** A set that is known and does not hold the token. */
  z.strictObject({ lacks: z.string() }),
]);

/** The same, or that nothing is known: what a rule that filters may ask. */
export const filterTest = z.union([...ruleTest.options, z.strictObject({ missing: z.literal(true) })]);

export type RuleTest = z.infer<typeof ruleTest>;
export type FilterTest = z.infer<typeof filterTest>;
