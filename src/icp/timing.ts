import { z } from "zod";
import { LEVELS } from "./action.ts";
import { alreadyPart } from "./already.ts";

const count = z.number().int().nonnegative();
const area = z.number().min(0).max(1);
const limits = z.tuple([z.number(), z.number()]);

/** What one event of a type is worth, and for how long. Of several lines for a type the one that names the event's topic counts. */
export const timedEvent = z.strictObject({
  /** A word of `ingest/event-type`, or the event's own name in snake_case. */
  type: z.string(),
  /** Words that the event's topic holds; null: whatever it is about. */
  topic: z.string().nullable(),
  /** Points on the day of the event, half of them after `half_life_days`, a quarter after twice as many. */
  weight: z.number().int().min(1).max(100),
  half_life_days: z.number().positive(),
  /** The most points that all such events bring together. */
  cap: z.number().int().min(1).max(100),
  /** Of a line that is `learned` or by `default` a person may have set the half-life: then it is by `hand`. */
  source: z.enum(["learned", "default", "hand"]),
  /** Won and lost deals that had such an event in the 90 days before they were created, and how many times as common that was among won ones. */
  evidence: z
    .strictObject({ won: count, lost: count, accounts: count, lift: z.number().nonnegative(), interval: limits })
    .nullable(),
});

/** How active an account is now, 0-100: the sum of what its events still count, each line up to its cap, at most 100. */
export const timing = z.strictObject({
  source: z.enum(["learned", "default"]),
  /** Why these and no others, in a sentence. */
  reason: z.string(),
  events: z.array(timedEvent),
  levels: z.strictObject({ high: z.number().int(), medium: z.number().int() }),
  /** A hand-raiser: an event of one of these types in the last so many days. */
  hand_raisers: z.strictObject({ types: z.array(z.string()), days: z.number().int().positive() }),
  /** Types of events that count nothing, each with the reason. */
  left_out: z.array(z.strictObject({ type: z.string(), topic: z.string().nullable(), reason: z.string() })),
  /** Learned weights held against the defaults on deals they had not seen; null where there was too little to learn from. */
  check: z
    .strictObject({
      deals: count,
      won: count,
      auc: area,
      auc_interval: limits,
      default_auc: area,
      default_auc_interval: limits,
      difference: z.number(),
      difference_interval: limits,
    })
    .nullable(),
  /** The accounts of the build by level of fit and of timing; null without accounts or events. */
  accounts: z
    .strictObject({
      file: z.string(),
      as_of: z.string(),
      rows: count,
      /** Rows with an event that still counts a point. */
      active: count,
      cells: z.array(z.strictObject({ level: z.enum([...LEVELS, "unknown"]), timing: z.enum(LEVELS), rows: count })),
      disqualified: count,
      /** Left out of the cells; absent where no file told. */
      already: alreadyPart.optional(),
    })
    .nullable(),
  /** Half-lives that a person set, of which `reason` and `check` do not speak; absent where they are as they were learned, or the defaults. */
  set: z
    .strictObject({
      /** Id of the document that was changed. */
      from: z.string(),
      why: z.string().nullable(),
      /** Each line that is not as it was, against what it was before any hand. */
      changes: z
        .array(
          z.strictObject({
            type: z.string(),
            topic: z.string().nullable(),
            before: z.number().positive(),
            after: z.number().positive(),
            /** What it was before. */
            source: z.enum(["learned", "default"]),
          }),
        )
        .min(1),
      /** Rows of the accounts by timing as it was before, on the same events and day as `accounts`; null without. */
      before: z.strictObject({ high: count, medium: count, low: count }).nullable(),
    })
    .optional(),
});

export type TimedEvent = z.infer<typeof timedEvent>;
export type Timing = z.infer<typeof timing>;
