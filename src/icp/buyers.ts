import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const limits = z.tuple([z.number(), z.number()]);

/** A property of deals held against the outcome: how many won and lost deals have it, and whether that passes its test. */
const contrast = {
  label: z.string(),
  won: count,
  lost: count,
  accounts: count,
  /** Win rate of the deals with it, drawn toward the base rate by 20 deals. */
  rate: share,
  rate_interval: limits,
  /** How many times as common among won deals as among lost ones, with limits widened where it is told; null where too few to test. */
  lift: z.number().nonnegative().nullable(),
  interval: limits.nullable(),
  p: share.nullable(),
  /** Benjamini-Hochberg over everything that was tested beside it. */
  q: share.nullable(),
  /** True where q is at most .10: only this may be claimed. */
  finding: z.boolean(),
};

export const contrastPart = z.strictObject(contrast);

/** The deals that were compared. */
const compared = { deals: count, won: count, lost: count };

/** A wording of job titles: function and level; names and raw titles are never kept. */
export const titleContrast = z.strictObject({
  function: z.string().nullable(),
  seniority: z.string().nullable(),
  ...contrast,
});

const sizeOf = z.strictObject({
  /** Deals at whose beginning somebody was known, and those at which nobody was. */
  deals: count,
  nobody: count,
  mean: z.number().nonnegative().nullable(),
  median: z.number().nonnegative().nullable(),
  /** Deals with one contact only. */
  single: count,
});

/** A part in the purchase and who takes it: `counted` in the CRM's roles of deals, or `said` by a person. */
export const committeeMember = z.strictObject({
  role: z.enum(["buyer", "champion", "user", "influencer", "blocker"]),
  source: z.enum(["counted", "said"]),
  /** Won and lost deals in which somebody has the role. Sellers set it while the deal goes on, so nothing is claimed with it. */
  won: count,
  lost: count,
  /** Whose titles they are in won deals, the commonest first. */
  titles: z.array(
    z.strictObject({
      function: z.string().nullable(),
      seniority: z.string().nullable(),
      label: z.string(),
      won: count,
      accounts: count,
    }),
  ),
  /** What people say of the role; only where the source is `said`, where nothing is counted. */
  metrics: z.array(z.string()).optional(),
  frustrations: z.array(z.string()).optional(),
  objections: z.array(z.string()).optional(),
  message: z.string().nullable().optional(),
});

/** Who was known at the beginning of won and lost deals of a group. */
const whoBuys = {
  ...compared,
  titles: z.array(titleContrast),
  size: z.strictObject({ won: sizeOf, lost: sizeOf }),
  sizes: z.array(contrastPart),
};

/** Who buys inside, over all deals. */
export const buyers = z.strictObject({
  /** `creation`: contacts that were there before the deal; `today`: whoever is there now, where dates are missing: nothing is claimed. */
  as_of: z.enum(["creation", "today"]),
  /** Contacts of these accounts, and deals of which it can be told who was known. */
  contacts: count,
  told: count,
  tested: count,
  ...whoBuys,
  committee: z.array(committeeMember),
  notes: z.array(z.string()),
});

/** The same within one kind of customer. */
export const segmentBuyers = z.strictObject(whoBuys);

/** What had happened, or was read about, before the deals of a group. */
const signals = { ...compared, rows: z.array(contrastPart) };

/** The same over all deals: what happened in so many days before they were created. */
export const signalPart = z.strictObject(signals);
export const foundSignals = z.strictObject({ days: count, tested: count, ...signals, notes: z.array(z.string()) });

/** Words and pairs of words in the notes of deals; from 5 accounts on, never names, addresses or numbers. */
export const painPoints = z.strictObject({
  /** Headers of the columns that were read. */
  columns: z.array(z.string()),
  ...compared,
  tested: count,
  rows: z.array(
    z.strictObject({
      ...contrast,
      /** Log-odds over their standard error, with an informative Dirichlet prior; above 0 in notes of won deals. */
      z: z.number(),
    }),
  ),
  /** The commonest of texts that are written for lost deals only; null without such a column. */
  losses: z
    .strictObject({
      columns: z.array(z.string()),
      deals: count,
      rows: z.array(z.strictObject({ label: z.string(), deals: count, accounts: count })),
    })
    .nullable(),
  notes: z.array(z.string()),
});

/** A phrase that notes about one kind of customer have more often than all others. */
export const painPoint = z.strictObject({
  label: z.string(),
  /** Deals of the kind with it, of so many with a note; the same of all other deals. */
  deals: count,
  of: count,
  elsewhere: count,
  of_elsewhere: count,
  accounts: count,
  lift: z.number().nonnegative(),
  interval: limits,
  q: share,
});

export type PainPoint = z.infer<typeof painPoint>;
export type SignalPart = z.infer<typeof signalPart>;
export type Contrast = z.infer<typeof contrastPart>;
export type Buyers = z.infer<typeof buyers>;
export type SegmentBuyers = z.infer<typeof segmentBuyers>;
export type TitleContrast = z.infer<typeof titleContrast>;
export type CommitteeMember = z.infer<typeof committeeMember>;
