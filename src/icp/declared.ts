import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

/** Who buys inside, as people say; nothing here is counted. */
export const persona = z.strictObject({
  role: z.enum(["buyer", "champion", "user"]),
  titles: z.array(z.string()),
  metrics: z.array(z.string()),
  frustrations: z.array(z.string()),
  objections: z.array(z.string()),
  message: z.string().nullable(),
  source: z.literal("said"),
});

/** A declared band against the deals. */
export const checkedBand = z.strictObject({
  label: z.string(),
  points: count,
  n: count,
  won: count,
  /** Drawn toward the base rate by 20 deals, with 95% limits; null without a deal in the band. */
  rate: share.nullable(),
  rate_interval: z.tuple([share, share]).nullable(),
  /** `no claim`: the points are about what its attribute earns on average, so that no rate contradicts them. */
  verdict: z.enum(["agrees", "contradicts", "too few", "no claim"]),
});

export const checkedAttribute = z.strictObject({
  label: z.string(),
  weight: count,
  /** Null where the deals do not say it; `reason` says why. */
  bands: z.array(checkedBand).nullable(),
  reason: z.string(),
});

/** How much of the declared effects the deals support: 1 is all of them, 0 none. */
export const support = z.strictObject({
  /** Mean after the deals, between 0 and 1.25, and limits that hold it 9 times in 10. */
  share: z.number(),
  low: z.number(),
  high: z.number(),
  /** Whether the deals say enough to tell it from what is believed of any hypothesis beforehand. */
  told: z.boolean(),
});

/** What people declared, and what the deals make of it. */
export const declared = z.strictObject({
  file: z.string(),
  /** `customers`: no person wrote it; it is what the customers have in common. */
  from: z.enum(["people", "customers"]),
  /** Where people wrote it over a sheet of what their customers, or companies that they would clone, have in common. */
  prefilled: z.union([z.literal(true), z.literal("clones")]).optional(),
  /** Levels that its own card gives the customers; null where none were given, or deals say more. */
  customers: z.strictObject({ rows: count, high: count, medium: count, low: count, unknown: count }).nullable(),
  /** Where the points were learned by telling customers from other companies: how many, and how well on companies held out by turns. */
  contrast: z
    .strictObject({ customers: count, others: count, auc: share, auc_interval: z.tuple([share, share]) })
    .nullable(),
  /** True where the scorecard is the declared one, as written: there is nothing better to score by. */
  scores: z.boolean(),
  /** Log-odds between a fit of 0 and one of 100 that the points are taken for. */
  logits: z.number(),
  /** Null where it was not measured. */
  support: support.nullable(),
  attributes: z.array(checkedAttribute),
  personas: z.array(persona),
});

export const strategic = z.strictObject({
  narrative: z.string().nullable(),
  owner: z.string().nullable(),
  review_date: z.string().nullable(),
});

export type Persona = z.infer<typeof persona>;
export type CheckedBand = z.infer<typeof checkedBand>;
export type CheckedAttribute = z.infer<typeof checkedAttribute>;
export type Support = z.infer<typeof support>;
export type Declared = z.infer<typeof declared>;
export type Strategic = z.infer<typeof strategic>;

/** Whether its points were read off customers, by people or without, or may have been: how it scores these customers says nothing. */
export function readOffCustomers({ from, prefilled }: Declared): boolean {
  return from === "customers" || prefilled !== undefined;
}

/** Fewer customers than this teach nothing of what tells them from the companies of a universe. */
export const LEAST_CUSTOMERS = 30;

/** Whether customers were held against a universe and nothing told them apart: then the points are what is commonest, and say nobody to call. */
export function notToldApart({ from, customers, contrast }: Declared, universe: number): boolean {
  return from === "customers" && contrast === null && universe > 0 && (customers?.rows ?? 0) >= LEAST_CUSTOMERS;
}
