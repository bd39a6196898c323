import { COMPANY_FIELDS, knownField } from "./aliases.ts";
import { dynamicsField } from "./dynamics.ts";
import { growthField } from "./growth-field.ts";

/** `Account: Industry`, `Account.Industry`, `Company Country` all mean the company's field. */
const COMPANY_PREFIX = /^(account|company|organi[sz]ation|billing|hq)/;

/** Columns of `Facts.table` that are no attributes. */
const RESERVED: ReadonlySet<string> = new Set([
  "deal",
  "row",
  "account",
  "y",
  "created",
  "closed",
  "ord",
  "cycle",
  "amount",
  "loss",
]);

/**
 * The field name of a header, the same for every spelling of it: `employees` for `NumberOfEmployees`, `# Employees` and `No. of employees`;
 * `tech_stack` for `Tech_Stack__c` and `Tech Stack`. Lower-case words joined by `_`; never empty.
 */
export function fieldName(header: string): string {
  const dynamics = dynamicsField(header);
  if (dynamics !== null) return dynamics;
  const label = plainLabel(header);
  const squashed = squash(label);
  return knownField(squashed) ?? companyField(squashed) ?? growthField(squashed) ?? free(snake(label));
}

/** A header as the tables of aliases write it: lower case, letters and digits only, without accents and Salesforce's endings. */
export function squashedHeader(header: string): string {
  return squash(plainLabel(header));
}

function plainLabel(header: string): string {
  return header
    .replace(/__(c|pc|r)$/i, "")
    .replace(/^[A-Za-z0-9]+__(?=[A-Za-z])/, "")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ß", "ss");
}

function squash(label: string): string {
  return label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Never empty, never a name that the table of facts keeps for itself. */
function free(name: string): string {
  if (name === "") return "column";
  return RESERVED.has(name) ? `${name}_value` : name;
}

function companyField(squashed: string): string | null {
  const field = knownField(squashed.replace(COMPANY_PREFIX, ""));
  return field !== null && COMPANY_PREFIX.test(squashed) && COMPANY_FIELDS.has(field) ? field : null;
}

function snake(label: string): string {
  return label
    .replace(/(?<!\p{L})\p{Lu}{2,}s(?!\p{L})/gu, (plural) => plural.toLowerCase())
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
