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

/** How the tokens of a set say that they are no longer current; those that do are left out, and remarks on the others are no part of them. */
const gone = z.strictObject({
  /** `-Marketo` is gone. */
  minus: z.boolean(),
  /** `YYYY-MM`: of `name|first day|last day`, those last seen before this month are gone. */
  before: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable(),
});

const set = { missing, separators: z.string(), gone: gone.optional() };

/**
 * How a raw text cell becomes a value. Data, not code: it travels inside the ICP document, runs in JS and prints as SQL.
 *
 * - `text`: trimmed, inner white space collapsed, lower-cased; compared as a whole.
 * - `number`: units (`1.5M`, `$2,300`, `12k EUR`), ranges (`50K to 100K`, `11-50`: the middle), open ends (`500+`, `More than 1M`: 1.5 times;
 *   `10K or less`: half), percent signs.
 * - `scale`: a word on an ordered scale becomes its position, 0 first.
 *   `codes`: what cells that are codes stand for, folded code -> the text that says it (`d` -> `51-200`).
 * - `set`: tokens, each folded like `text`; every character of `separators` separates.
 * - `count`: how many tokens a set has.
 * - `group`: of a set, the value of the first group any of whose tokens it has, else `otherwise`.
 *
 * `aliases` say how others write the values that this profile knows: they become the own value. In a set it is added to the tokens.
 */
export const normaliseRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), missing, aliases }),
  z.strictObject({
    kind: z.literal("number"),
    missing,
    decimal: z.enum([".", ","]),
    codes: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal("scale"), missing, order: z.array(z.string()), aliases }),
  z.strictObject({ kind: z.literal("set"), ...set, aliases }),
  z.strictObject({ kind: z.literal("count"), ...set }),
  z.strictObject({
    kind: z.literal("group"),
    ...set,
    aliases,
    groups: z.array(z.strictObject({ value: z.string(), tokens: z.array(z.string()) })),
    otherwise: z.string(),
  }),
]);

export type Gone = z.infer<typeof gone>;

export type NormaliseRule = z.infer<typeof normaliseRule>;
