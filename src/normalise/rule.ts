import { z } from "zod";

/** Folded texts that mean "not known" in every export we have seen. A document may carry its own list. */
export const MISSING_TEXTS: readonly string[] = [
  "",
  "unknown",
  "n/a",
  "na",
  "#n/a",
  "null",
  "nil",
  "nan",
  "-",
  "--",
  "—",
  "?",
  ".",
  "tbd",
  "not available",
  "not set",
  "not specified",
  "(blank)",
  "(empty)",
  "#name?",
  "#ref!",
  "#value!",
  "#div/0!",
  "#null!",
  "#num!",
];

const missing = z.array(z.string());

/** Own value, folded -> its other spellings, squashed (`computernetworksecurity`) and separated by blanks. */
const aliases = z.record(z.string(), z.string()).optional();

/**
 * How a raw text cell becomes a value. Data, not code: it travels inside the ICP document, runs in JS and prints as SQL.
 *
 * - `text`: trimmed, inner white space collapsed, lower-cased; compared as a whole.
 * - `number`: units (`1.5M`, `$2,300`, `12k EUR`), ranges (`50K to 100K`, `11-50`: the middle), open ends (`500+`, `More than 1M`: 1.5 times;
 *   `10K or less`: half), percent signs.
 * - `scale`: a word on an ordered scale becomes its position, 0 first.
 * - `set`: tokens, each folded like `text`; every character of `separators` separates.
 *
 * `aliases` say how others write the values that this profile knows: they become the own value. In a set it is added to the tokens.
 */
export const normaliseRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), missing, aliases }),
  z.strictObject({ kind: z.literal("number"), missing, decimal: z.enum([".", ","]) }),
  z.strictObject({ kind: z.literal("scale"), missing, order: z.array(z.string()), aliases }),
  z.strictObject({ kind: z.literal("set"), missing, separators: z.string(), aliases }),
]);

export type NormaliseRule = z.infer<typeof normaliseRule>;
