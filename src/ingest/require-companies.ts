import { InputError } from "../errors.ts";
import { COMPANY_FIELDS } from "./aliases.ts";
import type { Column } from "./column.ts";

/** Throws `InputError` for a list of people given as the accounts: names and account ids, and nothing that describes a company. */
export function requireCompanies(file: string, columns: readonly Column[]): void {
  const has = (field: string) => columns.some((column) => column.field === field && column.profile.filled > 0);
  const people = (has("first_name") && has("last_name")) || (has("email") && has("title"));
  if (!people || !has("account_id") || columns.some(({ field }) => COMPANY_FIELDS.has(field))) return;
  throw new InputError(
    `--accounts: ${file} lists people, one row each, and nothing in it describes a company: give it with --contacts, and with --accounts the export of accounts`,
  );
}
