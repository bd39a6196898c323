import { InputError } from "../../errors.ts";
import { COMPANY_FIELDS } from "../../ingest/aliases.ts";
import type { Role } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { type FileKind, fileKind, requireKind } from "../../ingest/file-kind.ts";
import type { KeptSource } from "../../warehouse/kept/source.ts";

/** The roles of files that a workspace keeps. */
export const KEPT_ROLES = [
  "deals",
  "accounts",
  "universe",
  "customers",
  "contacts",
  "leads",
  "events",
  "history",
] as const;

export type KeptRole = (typeof KEPT_ROLES)[number];

const ROLES: Readonly<Record<FileKind, KeptRole>> = {
  deals: "deals",
  companies: "accounts",
  contacts: "contacts",
  leads: "leads",
  events: "events",
  log: "events",
  history: "history",
  subscriptions: "customers",
};

/** A short list of companies: a website or name, something about the company, and no person, stage or time. */
function isPlainCompanies(fields: ReadonlySet<string>): boolean {
  const has = (pattern: RegExp): boolean => [...fields].some((field) => pattern.test(field));
  const about = [...fields].some((field) => COMPANY_FIELDS.has(field));
  return about && has(/^(domain|account_name|company)$/) && !has(NO_COMPANY);
}

const NO_COMPANY =
  /^(first_name|last_name|full_name|email|title|stage|is_won|is_closed|close_date|opportunity_\w+|event\w*|timestamp|occurred_at|date)$/;

/** A list of customers says what they pay or when they left; one of accounts may hold revenue too, so there a beginning or an end must be told. */
function listsCustomers(fields: ReadonlySet<string>, accounts: boolean): boolean {
  const has = (pattern: RegExp): boolean => [...fields].some((field) => pattern.test(field));
  if (has(/^(stage|is_won|opportunity_\w+)$/)) return false;
  if (has(/^(churn_date|churned_at|churned_on|cancel(l?ed)?_(at|on|date))$/)) return true;
  return (
    has(/^(mrr|arr|expansion_mrr)$/) &&
    (!accounts || has(/^(start_date|customer_since|subscription_start\w*|contract_start\w*)$/))
  );
}

/**
 * What a file is: what files with the very same columns were, else by its columns, else what a file of that name was. Throws `InputError` where they do not tell. A list of companies is taken
 * for accounts: that it is the universe must be said.
 */
export function recognised(sources: readonly KeptSource[], file: string, headers: readonly string[]): KeptRole {
  const list = (columns: readonly string[]): string =>
    columns
      .map((column) => column.toLowerCase())
      .sort()
      .join("\n");
  const before = sources.filter((source) => list(source.columns) === list(headers));
  if (new Set(before.map(({ role }) => role)).size === 1) return before[0]!.role as KeptRole;
  const fields = new Set(headers.map(fieldName));
  const kind = fileKind(headers);
  const plain = kind === "companies" || kind === null;
  if (plain && fields.has("contact_id") && fields.has("opportunity_id")) return "contacts";
  if (plain && listsCustomers(fields, kind === "companies")) return "customers";
  if (kind !== null) return ROLES[kind];
  if (isPlainCompanies(fields)) return "accounts";
  const named = sources.filter((source) => source.files.includes(file));
  if (new Set(named.map(({ role }) => role)).size === 1) return named[0]!.role as KeptRole;
  const shown = headers.slice(0, 8).join(", ");
  throw new InputError(
    `${file}: its columns (${shown}${headers.length > 8 ? ", ..." : ""}) do not tell what it is: say so with --as (${KEPT_ROLES.join(", ")})`,
  );
}

const AS = {
  deals: "deals",
  accounts: "--accounts",
  customers: "--customers",
  contacts: "--contacts",
  leads: "--leads",
  events: "--events",
} as const;

/** Throws `InputError` for a file that is plainly of another kind than what it was said to be. */
export function requireRole(
  role: Role,
  file: string,
  headers: readonly string[],
  named: ReadonlyMap<string, string>,
): void {
  if (role in AS) requireKind(AS[role as keyof typeof AS], file, headers, named);
}
