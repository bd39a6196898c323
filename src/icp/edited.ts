import { z } from "zod";

const count = z.number().int().nonnegative();
const levels = z.strictObject({ high: z.number().int(), medium: z.number().int() });

/** What a person set, and what gave way to it (`typed: false`). */
const change = z.union([
  z.strictObject({
    kind: z.literal("weight"),
    attribute: z.string(),
    label: z.string(),
    before: count,
    after: count,
    typed: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("points"),
    attribute: z.string(),
    label: z.string(),
    band: z.string(),
    before: count,
    after: count,
  }),
  z.strictObject({ kind: z.literal("levels"), before: levels, after: levels }),
]);

/** A figure of both cards on the same deals; `difference` is after less before, its 95% limits by drawing accounts anew. */
const figure = z.strictObject({
  /**
   * `auc`; `log_loss` in nats per deal, less is better; `top_wins` among the best fifth of the deals; `high_share` of the deals;
   * `high_rate` of those at high.
   */
  measure: z.enum(["auc", "log_loss", "top_wins", "high_share", "high_rate"]),
  before: z.number().nullable(),
  after: z.number().nullable(),
  difference: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});

const levelCount = z.strictObject({ level: z.enum(["high", "medium", "low", "unknown"]), n: count, won: count });

const comparison = z.strictObject({
  n: count,
  won: count,
  accounts: count,
  figures: z.array(figure),
  levels: z.strictObject({ before: z.array(levelCount), after: z.array(levelCount) }),
});

/** A scorecard that a person changed by hand; absent where it is as it was learned or declared. */
export const edited = z.strictObject({
  /** Id of the document that was changed. */
  from: z.string(),
  why: z.string().nullable(),
  changes: z.array(change).min(1),
  /** Edits of versions before that one, the first first. */
  earlier: z.array(z.strictObject({ from: z.string(), why: z.string().nullable(), changes: z.array(change).min(1) })),
  /** The deals that could be looked at when it was made: up to this close date, or value of `order`, they cannot prove it. */
  seen: z.strictObject({ deals: count, to: z.string().nullable(), order_to: z.number().nullable() }),
  /** Both cards on the same deals; null where no deals were given, which only a declared card may do without. */
  effect: z
    .strictObject({
      /** Deals that both know: the card before learned from them, the edit could look at them. No proof. */
      known: comparison,
      /** Deals newer than what the card before knows, of companies that it has not met; null without any. */
      newer: comparison.nullable(),
      /** What tells newer deals, and why there are none where there are none. */
      newer_reason: z.string(),
    })
    .nullable(),
  /** Who changes level among the accounts that were given; null without them. */
  moves: z
    .strictObject({
      file: z.string(),
      accounts: count,
      moved: count,
      up: count,
      down: count,
      by: z.array(z.strictObject({ label: z.string(), accounts: count, up: count, down: count })),
    })
    .nullable(),
});

export type Edited = z.infer<typeof edited>;
export type CardChange = z.infer<typeof change>;
export type EditFigure = z.infer<typeof figure>;
export type EditComparison = z.infer<typeof comparison>;
