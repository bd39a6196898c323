import { COMPANY_FIELDS } from "./aliases.ts";

/** How far a column's values stay the same within an account that has several deals. */
export interface Constancy {
  /** Rows after the first of their account in which the column is filled. */
  readonly rows: number;
  /** Share of these rows with the value of the account's first filled row. */
  readonly agree: number;
  /** The share that would agree by chance. */
  readonly chance: number;
}

/** Fewer repeated rows than this say nothing. */
const ENOUGH = 20;

const COMPANY_WORDS =
  /(^|_)(industry|sector|vertical|employees?|headcount|revenue|turnover|country|region|state|city|continent|founded|funding|tech|technolog(y|ies)|naics|sic|ownership|business_model|subsidiary|locations|certifications?)(_|$)|(company|client|customer|comp|firm|organi[sz]ation|account)_(size|type|age|segment)/;
const DEAL_WORDS =
  /^(stage|probability|forecast_category|next_step|lead_source|deal_amount|amount_converted|type|opportunity_type|record_type|pipeline|description|product|campaign)$|(^|_)(opportunity|deal|stage|close|closed|closing|probability|forecast|quote|amount|discount|competitors?)(_|$)/;

/** Whether a column of a flat table describes the account or the deal, where its name leaves no doubt; else null. */
export function aboutByName(field: string): "account" | "opportunity" | null {
  if (COMPANY_FIELDS.has(field)) return "account";
  return DEAL_WORDS.test(field) ? "opportunity" : null;
}

/** The same for a name that leaves doubt: by the column's constancy within accounts, and when that says nothing by its words. */
export function aboutByConstancy(field: string, { rows, agree, chance }: Constancy): "account" | "opportunity" {
  if (rows >= ENOUGH && chance < 0.95) return (agree - chance) / (1 - chance) >= 0.9 ? "account" : "opportunity";
  return COMPANY_WORDS.test(field) ? "account" : "opportunity";
}
