import type { Column } from "./column.ts";

/** The columns (by header) by which the rows of any list say which company, or which person, they are about. */
export interface KeyColumns {
  /** Ids of the company in a CRM. */
  readonly ids: readonly string[];
  readonly domains: readonly string[];
  /** Addresses of people: each names a person, and by its domain a company. */
  readonly emails: readonly string[];
  readonly names: readonly string[];
}

const COMPANY_IDS = ["account_id", "company_id", "associated_company_ids", "customer_id", "client_id", "crm_id"];
const NUMBERS = ["account_number", "customer_number"];
/** Ids of the row itself: the company's in a list of companies, unless it is a running number. */
const OWN_IDS = ["id", "record_id"];
const COMPANY_NAMES = ["account_name", "associated_companies"];
/** Words that may head a company's name or a property of it: the values decide. */
const COMPANY_WORDS = ["company", "customer", "client", "organization", "organisation", "firm", "buyer", "account"];
const DOMAINS = ["domain", "email_domain", "url", "web", "homepage", "web_site", "company_url", "site"];
const EMAIL = /(^|_)e?_?mail(_address|_adresse)?$/;
const PERSON =
  /^(first_name|last_name|full_name|given_name|family_name|surname|vorname|nachname|contact_(id|name)|person|title|job_title|seniority|mobile_phone|linkedin_profile)$/;
/** Shorter ids are running numbers: two files that count from 1 have nothing in common. */
const SHORTEST_OWN_ID = 8;

/**
 * Finds the key columns of a list of companies, people or deals. In a list of people or deals, `Id` and `Name` are those of the person or deal
 * and say nothing about the company.
 */
export function keyColumns(columns: readonly Column[], of: "companies or people" | "deals"): KeyColumns {
  const filled = columns.filter(({ profile }) => profile.filled > 0);
  const emails = filled.filter((column) => EMAIL.test(column.field) && column.profile.shares.email >= 0.5);
  const domains = filled.filter(
    (column) =>
      !emails.includes(column) &&
      DOMAINS.includes(column.field) &&
      Math.max(column.profile.shares.domain, column.profile.shares.url, column.profile.shares.email) >= 0.5,
  );
  const people =
    filled.some((column) => PERSON.test(column.field)) || (emails.length > 0 && domains.length === 0) || of === "deals";
  const headers = (list: readonly Column[]) => list.map(({ header }) => header);
  return {
    ids: headers(filled.filter((column) => isCompanyId(column, people))),
    domains: headers(domains),
    emails: headers(emails),
    names: headers(filled.filter((column) => isCompanyName(column, people))),
  };
}

/** Whether the cells of a column of that name can bear on the keys of a list: its own, or which of the others are keys. */
export function mayBeKey(field: string): boolean {
  const fields = [...COMPANY_IDS, ...NUMBERS, ...OWN_IDS, ...COMPANY_NAMES, ...COMPANY_WORDS, ...DOMAINS, "name"];
  return fields.includes(field) || EMAIL.test(field) || PERSON.test(field);
}

function isCompanyId(column: Column, people: boolean): boolean {
  if (column.profile.shares.damaged_id >= 0.5) return false;
  if (COMPANY_IDS.includes(column.field) || NUMBERS.includes(column.field)) return column.profile.averageWords < 2;
  if (COMPANY_WORDS.includes(column.field) || column.field === "account_name")
    return column.profile.shares.crm_id >= 0.5;
  return (
    !people &&
    OWN_IDS.includes(column.field) &&
    column.profile.averageWords < 2 &&
    column.profile.averageLength >= SHORTEST_OWN_ID
  );
}

function isCompanyName(column: Column, people: boolean): boolean {
  const { shares, top } = column.profile;
  const text = shares.date < 0.5 && shares.number < 0.5 && shares.crm_id < 0.5 && shares.email < 0.5;
  if (!text) return false;
  if (COMPANY_NAMES.includes(column.field)) return true;
  if (!COMPANY_WORDS.includes(column.field) && (people || column.field !== "name")) return false;
  const said = top.length > 0 && top.every(({ value }) => ["yes", "no", "true", "false", "0", "1"].includes(value));
  return !said && isVaried(column);
}

/** Names differ from row to row; a property (`Client`: current, past) has a few values. */
function isVaried({ profile: { distinct, filled } }: Column): boolean {
  return distinct >= 20 || distinct >= filled * 0.3;
}

/** Kinds of keys that the columns give, in the order of trust. */
export function keyKinds({ ids, domains, emails, names }: KeyColumns): readonly ("id" | "domain" | "name")[] {
  return [
    ...(ids.length > 0 ? (["id"] as const) : []),
    ...(domains.length + emails.length > 0 ? (["domain"] as const) : []),
    ...(names.length > 0 ? (["name"] as const) : []),
  ];
}
