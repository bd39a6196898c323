/** What a field of a company is to the tools that people prospect with. */
export type Concept =
  | "industry"
  | "headcount"
  | "headcount-growth"
  | "team-size"
  | "revenue"
  | "location"
  | "technology"
  | "funding-stage"
  | "funding-amount"
  | "founded"
  | "job-postings"
  | "ownership"
  | "business-model"
  | "locations"
  | "certification";

/** Places where a value may be found. `crm`: in the records of the company that built the profile. */
export type Source =
  | "crm"
  | "apollo"
  | "zoominfo"
  | "linkedin"
  | "crunchbase"
  | "builtwith"
  | "job-postings"
  | "website";

/** The first that matches the field name, with blanks for underscores, says what it is. */
const NAMES: readonly (readonly [RegExp, Concept])[] = [
  [
    /\b(headcount|employee|employees|company|team) growth\b|\bgrowth (rate )?(of )?(employees|headcount)\b/,
    "headcount-growth",
  ],
  [/\b(job|jobs|openings|vacancies|hiring)\b/, "job-postings"],
  [
    /\b(it|sales|marketing|engineering|engineers|developers?|support|finance|hr|legal|security|data|product|operations)\b.*\b(team size|headcount|employees|staff)\b|\bnumber of (sales|marketing|engineering|support|it|finance|hr) .*|\bnumber of (sales ?people|engineers|developers|reps)\b|\bheadcount( in)? (it|sales|marketing|engineering|support|finance|hr|legal|security|data|product|operations)\b|^(engineers|developers|sales reps|sales people)$/,
    "team-size",
  ],
  [
    /\b(number of|num|count of) (locations|offices|sites|stores|branches)\b|\b(locations|offices|stores|branches) count\b/,
    "locations",
  ],
  [/\bcertifi(cate|cates|cation|cations|ed)\b|\biso \d+\b|\bsoc ?2\b/, "certification"],
  [/\b(industry|sub industry|sector|vertical|naics|sic|branche)\b/, "industry"],
  [/^(employees|headcount|company size|size|employee (range|count|size|band))$|\bemployees\b/, "headcount"],
  [/\b(annual revenue|revenue|turnover)\b/, "revenue"],
  [/\b(country|state|city|region|continent|hq|headquarters|location|territory|geography)\b/, "location"],
  [
    /\b(tech stack|technolog(y|ies)|tech|software|tools|crm|erp|cloud|cms|ecommerce platform|email provider)\b/,
    "technology",
  ],
  [/\b(total funding|funding (amount|total|raised)|money raised|amount raised)\b/, "funding-amount"],
  [/\b(funding|investment round|last round)\b/, "funding-stage"],
  [/\b(year founded|founded|established|founding year|company age|age of (the )?company)\b/, "founded"],
  [/\b(ownership|company type|public or private|publicly traded)\b/, "ownership"],
  [/\bbusiness model\b|\bb2b\b/, "business-model"],
];

/** What a field is by its name (`year_founded`); null for what only its owner knows. */
export function conceptOf(field: string): Concept | null {
  const text = field
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const FOUND: Readonly<Record<Concept, readonly Source[]>> = {
  industry: ["apollo", "zoominfo", "linkedin", "crunchbase"],
  headcount: ["apollo", "zoominfo", "linkedin", "crunchbase"],
  "headcount-growth": ["apollo", "zoominfo", "linkedin"],
  "team-size": ["apollo", "zoominfo", "linkedin"],
  revenue: ["apollo", "zoominfo", "linkedin"],
  location: ["apollo", "zoominfo", "linkedin", "crunchbase", "website"],
  technology: ["apollo", "zoominfo", "builtwith", "job-postings"],
  "funding-stage": ["apollo", "zoominfo", "crunchbase"],
  "funding-amount": ["apollo", "zoominfo", "crunchbase"],
  founded: ["apollo", "linkedin", "crunchbase"],
  "job-postings": ["apollo", "linkedin", "job-postings"],
  ownership: ["apollo", "zoominfo", "linkedin", "crunchbase"],
  "business-model": ["zoominfo", "website"],
  locations: ["website"],
  certification: ["website"],
};

/**
 * Where the value of an attribute may be found for a company that is not in the CRM yet: `crm` first, then providers. Nothing for what is
 * about the deal; `crm` alone for a field that no provider has.
 */
export function findableIn(field: string, about: "account" | "opportunity"): Source[] {
  if (about === "opportunity") return [];
  const concept = conceptOf(field);
  return ["crm", ...(concept === null ? [] : FOUND[concept])];
}

/** True when the document says that the attribute stands in the CRM and nowhere else. */
export function onlyInCrm(findable: readonly string[]): boolean {
  return findable.length === 1 && findable[0] === "crm";
}
