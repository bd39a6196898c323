import { z } from "zod";
import { normaliseRule } from "../normalise/rule.ts";
import { breadth } from "./breadth.ts";
import { buyers, foundSignals, painPoints } from "./buyers.ts";
import { ceiling } from "./ceiling.ts";
import { decisions } from "./decisions.ts";
import { declared, strategic } from "./declared.ts";
import { disqualifier, disqualifierSearch } from "./disqualifier.ts";
import { edited } from "./edited.ts";
import { goalOutcome, leaves } from "./goal.ts";
import { interactions } from "./interaction.ts";
import { partsTried } from "./parts-tried.ts";
import { pipeline } from "./pipeline.ts";
import { rowWeights } from "./row-weights.ts";
import { segment, segmentation } from "./segment.ts";
import { sellerCard } from "./seller-card.ts";
import { tam } from "./tam.ts";
import { tiers } from "./tiers.ts";
import { timing } from "./timing.ts";
import { value } from "./value.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
/** [low, high], meant to hold the truth 95 times in 100; null where resampling was switched off or nothing can be said. */
const interval = z.tuple([z.number(), z.number()]).nullable();

/**
 * The one small condition language of bands and rules. Bands are tried in order, the first match wins.
 * `other`: any known value that no band above matched, provided the fit saw such values (the "has not" of a set).
 */
export const condition = z.union([
  z.strictObject({ in: z.array(z.string()) }),
  z.strictObject({ from: z.number().nullable(), below: z.number().nullable() }),
  z.strictObject({ has: z.string() }),
  z.strictObject({ missing: z.literal(true) }),
  z.strictObject({ other: z.literal(true) }),
]);

export const band = z.strictObject({
  label: z.string(),
  match: condition,
  points: z.number().int().nonnegative(),
  /** Closed deals in this band and how many of them reached the goal: facts. */
  n: count,
  won: count,
  /** Shrunk toward the base rate: (won + 20 p0)/(n + 20). */
  rate: share,
  rate_interval: interval,
  /** Share of the universe in this band; null without a universe. */
  universe_share: share.nullable(),
  /** It wins clearly above the average, and its customers leave clearly more often; absent where not so, or not known. */
  leaves: leaves.optional(),
});

export const scorecardAttribute = z.strictObject({
  attribute: z.string(),
  /** The most points this attribute can earn; weights sum to 100 where there is one card. */
  weight: z.number().int().nonnegative(),
  weight_range: z.tuple([z.number(), z.number()]).nullable(),
  inclusion: share.nullable(),
  bands: z.array(band),
});

export const attribute = z.strictObject({
  /** Machine name, the same for every spelling of the header: `employees`, `tech_stack_has_salesforce`. */
  name: z.string(),
  /** What a person reads: the header as it came. */
  label: z.string(),
  /** Field name of the column it is read from: `tech_stack` for `tech_stack_has_salesforce`. */
  source: z.string(),
  /** The headers this was read from in the build, as written there. */
  columns: z.array(z.string()),
  about: z.enum(["account", "opportunity"]),
  family: z.enum(["firmographic", "technographic", "behavioral", "buying", "psychographic", "deal"]),
  kind: z.enum(["category", "ordinal", "number", "set", "flag"]),
  /** Share of the deals for which it is known. */
  filled: share,
  findable_in: z.array(z.string()),
  normalise: normaliseRule.nullable(),
  status: z.enum(["used", "unused", "quarantined", "ignored"]),
  /** Why, in words a person understands. */
  reason: z.string(),
  /** Single-attribute out-of-fold AUC, where it was measured. */
  auc: z.number().nullable(),
  /** A caution that does not stop the attribute: missingness predicts, judged by the seller, current value only. */
  warning: z.string().nullable(),
});

export const levelResult = z.strictObject({
  level: z.enum(["high", "medium", "low", "unknown"]),
  n: count,
  won: count,
  win_rate: share.nullable(),
  win_rate_interval: interval,
  median_cycle_days: z.number().nullable(),
});

/** A score checked on deals it has not seen. */
export const heldOut = z.strictObject({
  method: z.enum(["forward", "cross-fit"]),
  /** What the cut was: a date, an `--order` value, or the fold scheme, in words. */
  cut: z.string(),
  train: count,
  n: count,
  won: count,
  auc: z.number().nullable(),
  auc_interval: interval,
  log_loss: z.number().nullable(),
  base_log_loss: z.number().nullable(),
  calibration_error: z.number().nullable(),
  levels: z.array(levelResult),
  /** Of these deals, how many the published card puts at `high`; the levels are of the older card. Forward only; absent without a scorecard. */
  published_high: count.optional(),
  verdict: z.enum(["confirmed", "not confirmed", "not enough data"]),
  reason: z.string(),
});

/** What became of the customers after the sale; from the customers' files, never part of the score. */
export const retention = z.strictObject({
  /** Accounts that pay or paid, those who do now, those who left. */
  customers: count,
  active: count,
  churned: count,
  /** Share of the customers of a year before `as_of` who left within it; null without a year of history. */
  yearly_churn: share.nullable(),
  yearly_churn_interval: interval,
  yearly_churn_n: count,
  /** Net revenue retention over the same year in `currency`, the one most customers pay in; 1.04 is 104%. */
  nrr: z.number().nonnegative().nullable(),
  nrr_interval: interval,
  nrr_n: count,
  currency: z.string().nullable(),
  as_of: z.string().nullable(),
});

export const icpDocument = z.strictObject({
  schema: z.literal("openicp/icp@1"),
  /** Hash of the content below. */
  id: z.string(),
  name: z.string(),
  goal: z.enum(["win", "good-win", "value", "retention"]),
  /** Absent for the goal `win`. `won` and `lost` everywhere count those that reached the goal, and the others. */
  goal_outcome: goalOutcome.optional(),
  as_of: z.string().nullable(),
  seed: z.number().int(),
  engine: z.strictObject({
    version: z.string(),
    parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  }),
  input: z.strictObject({
    fingerprint: z.string(),
    files: z.array(z.strictObject({ role: z.string(), name: z.string(), rows: count, taken: count, rejected: count })),
    new_business: z.string(),
    outcome: z.string(),
    order: z.string().nullable(),
    /** Highest value of the `order` column among the deals learned from; null without one. */
    order_to: z.number().nullable(),
    about: z.enum(["account", "all"]),
    /** What deals count for in learning; `none`: all the same. */
    row_weights: z.union([z.literal("none"), rowWeights]),
  }),
  maturity: z.enum(["hypothesis", "interim", "data-driven"]),
  separation: z.strictObject({
    verdict: z.enum(["reliable", "weak", "none", "untested"]),
    p: z.number().nullable(),
    permutations: count,
    auc: z.number().nullable(),
    auc_interval: interval,
    reason: z.string(),
    /** About how many closed deals would settle it; null when settled. */
    deals_needed: count.nullable(),
  }),
  evidence: z.strictObject({
    opportunities: count,
    won: count,
    lost: count,
    lost_by_reason: z.record(z.string(), count),
    open: count,
    accounts: count,
    customers: count,
    window: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
    /** 0 without a closed deal, where it says nothing. */
    base_rate: share,
    base_rate_interval: interval,
    excluded: z.array(z.strictObject({ reason: z.string(), rows: count })),
    /** Only where customers' files were given. */
    retention: retention.optional(),
  }),
  attributes: z.array(attribute),
  scorecard: z.strictObject({
    attributes: z.array(scorecardAttribute),
    /**
     * A card for each part of one attribute, tried in order, on the one scale of `by_fit`; what is in none of them is scored by `attributes`,
     * whose weights then need not sum to 100. Absent: one card scores everything.
     */
    parts: z
      .strictObject({
        attribute: z.string(),
        cards: z
          .array(
            z.strictObject({
              label: z.string(),
              when: condition,
              n: count,
              won: count,
              attributes: z.array(scorecardAttribute).min(1),
            }),
          )
          .min(2),
      })
      .optional(),
    levels: z.strictObject({ high: z.number().int(), medium: z.number().int() }),
    /** One entry per fit 0..100 (empty when there is no scorecard); `p` rises with fit. */
    by_fit: z.array(
      z.strictObject({
        fit: z.number().int(),
        p: share,
        low: share.nullable(),
        high: share.nullable(),
        high_share: share.nullable(),
        medium_share: share.nullable(),
        low_share: share.nullable(),
      }),
    ),
  }),
  /** What a person changed in the scorecard by hand, and its effect; absent where nobody did. */
  edited: edited.optional(),
  /** What a person made of disqualifiers by hand, and its effect; absent where nobody did since the build. */
  decisions: decisions.optional(),
  /** The score in a few yes/no questions; only where there is a scorecard, and not in documents of older versions. */
  seller_card: sellerCard.optional(),
  /** What two attributes say together beyond the sum; only where there is a scorecard. */
  interactions: interactions.optional(),
  /** The kinds of best customers, the most valuable first; none: one broad profile. */
  segments: z.array(segment),
  /** How they were looked for; absent where nothing separates won from lost, and in documents of older versions. */
  segmentation: segmentation.optional(),
  disqualifiers: z.array(disqualifier),
  /** How they were looked for; not in documents of builds that did not. */
  disqualifier_search: z.array(disqualifierSearch).optional(),
  /** Who was known inside the accounts when won and lost deals began; only where contacts were given. */
  buyers: buyers.optional(),
  /** What had happened at the accounts, and what was read about there, before won and lost deals; only where events were given. */
  triggers: foundSignals.optional(),
  intent_topics: foundSignals.optional(),
  /** What notes about won and about lost deals say; only where the deals have free text. */
  pain_points: painPoints.optional(),
  /** What customers are worth, by level and band; only where amounts, cycles or customers tell it. */
  value: value.optional(),
  /** How active an account is now; null in documents of older versions, which go by the defaults. */
  timing: timing.nullable(),
  /** How broad the profile is among the companies one could sell to; null without a universe. */
  breadth: breadth.nullable(),
  /** Null without a universe or without amounts of won deals. */
  tam: tam.nullable(),
  /** The accounts that were scored in tiers; only where there were any. */
  tiers: tiers.optional(),
  /** Where the open deals stand; only where there are open deals and a scorecard. */
  pipeline: pipeline.optional(),
  validation: z.strictObject({
    forward: heldOut.nullable(),
    cross_fit: heldOut.nullable(),
    /** Only where there is a scorecard, at least 200 deals, and resampling was on. */
    ceiling: ceiling.optional(),
    /** Only where a card for each part was asked for (`--parts`). */
    parts: partsTried.optional(),
  }),
  /** What people declared, held against the deals; null where nobody did. */
  declared: declared.nullable(),
  strategic: strategic.nullable(),
  /** Fields of the quality report that the page tells: guesses made and oddities found, each a sentence. */
  notes: z.array(z.string()),
  sample_accounts: z.array(z.string()),
});

export const icpEnvelope = z.strictObject({
  created_at: z.string().nullable(),
  approved_by: z.string().nullable(),
  document: icpDocument,
});

export type Condition = z.infer<typeof condition>;
export type Band = z.infer<typeof band>;
export type ScorecardAttribute = z.infer<typeof scorecardAttribute>;
export type DocumentAttribute = z.infer<typeof attribute>;
export type LevelResult = z.infer<typeof levelResult>;
export type HeldOut = z.infer<typeof heldOut>;
export type Retention = z.infer<typeof retention>;
export type IcpDocument = z.infer<typeof icpDocument>;
export type IcpEnvelope = z.infer<typeof icpEnvelope>;
