import { COMPANY_FIELDS } from "./aliases.ts";

/** How far a column's values stay the same within an account that has several deals. */
export interface Constancy {
  /** Rows after the first of their account in which the column is filled. */
  readonly rows: number;
  /** Share of these rows with the value of the account's first filled row. */
  readonly agree: number;
  /** The share that would agree by chance. */
  readonly chance: number;
  /** The upper end of the 95% interval of `agree`. */
  readonly high: number;
  /** How likely so many would agree by chance alone, 0..1. */
  readonly luck: number;
  /** Rows after the first of their account, whatever is filled; null where the table does not name its companies. */
  readonly repeats: number | null;
}

/** Values that agree by chance nearly always say nothing. */
const MOST_CHANCE = 0.95;
/** Agreement beyond chance that a column of the account has, but for slips in the data. */
const ACCOUNT = 0.75;
/** The same where the name speaks of the company: what it says may change between two deals, as team sizes do. */
const NAMED_ACCOUNT = 0.5;
/** So many rows must disagree before a column is held to be the deal's. */
const ENOUGH_DISAGREE = 3;
/** A column that none of so many repeated rows fills is one that only some deals ever have. */
const ENOUGH_REPEATS = 20;
/** So unlikely must the agreement be by chance before a column is held to be the account's. */
const UNLIKELY = 0.05;

const COMPANY_WORDS =
  /(^|_)(industry|sector|vertical|employees?|headcount|staff|(?<!(?:sales|deal|account|owner)_)teams?|team_size|revenue|turnover|country|region|state|city|continent|founded|funding|tech|technolog(y|ies)|naics|sic|ownership|business_model|subsidiary|locations|certifications?)(_|$)|(company|client|customer|comp|firm|organi[sz]ation|account)_(size|type|age|segment)/;
const DEAL_WORDS =
  /^(stage|probability|forecast_category|next_step|lead_source|deal_amount|amount_converted|type|opportunity_type|record_type|pipeline|description|product|campaign)$|(^|_)(opportunity|deal|stage|close|closed|closing|probability|forecast|quote|amount|discount|competitors?)(_|$)/;
/** What sellers and deals have, where nothing better tells. */
const SELLING_WORDS =
  /(^|_)(sales|seller|rep|owner|manager|channel|route|source|campaign|lead|meetings|demos?|calls|emails|activit(y|ies)|touch(es|points)?|days|duration|cycle|priority|urgency|timeline|products?|solution|services?|package|plan|seats|licen[sc]es?|quantity|units|price|cost|contract|trial|poc|pilot|champion|decision|stakeholders?|procurement|rfp|tender|use_case|reason|status|currency|date|partner|referral|score|handover|renewal|loss|lost|won|win)(_|$)/;

/** Whether a column of a flat table describes the account or the deal, where its name leaves no doubt; else null. */
export function aboutByName(field: string): "account" | "opportunity" | null {
  if (COMPANY_FIELDS.has(field)) return "account";
  return DEAL_WORDS.test(field) ? "opportunity" : null;
}

/**
 * The same for a name that leaves doubt, by the column's constancy within accounts: the deal's when enough rows disagree for more than slips, the
 * account's when they agree more than chance would have it. Where that says nothing, by the name's words.
 */
export function aboutByConstancy(field: string, constancy: Constancy): "account" | "opportunity" {
  const company = COMPANY_WORDS.test(field) && !SELLING_WORDS.test(field);
  return told(constancy, company ? NAMED_ACCOUNT : ACCOUNT) ?? byWords(field, constancy);
}

function told({ rows, agree, chance, high, luck }: Constancy, needed: number): "account" | "opportunity" | null {
  if (rows === 0 || chance >= MOST_CHANCE) return null;
  if ((high - chance) / (1 - chance) < needed)
    return Math.round(rows * (1 - agree)) >= ENOUGH_DISAGREE ? "opportunity" : null;
  return luck < UNLIKELY ? "account" : null;
}

/** Columns that do not sound of selling are the company's where the table names the companies, unless something speaks against it. */
function byWords(field: string, { rows, agree, repeats }: Constancy): "account" | "opportunity" {
  if (COMPANY_WORDS.test(field)) return "account";
  if (repeats === null || SELLING_WORDS.test(field)) return "opportunity";
  const against = rows === 0 ? repeats >= ENOUGH_REPEATS : agree < 1;
  return against ? "opportunity" : "account";
}
