import { quoteIdentifier, quoteText } from "../sql/quote.ts";
import { missingSql } from "./text.ts";

/** SQL: the cell without blanks around it, NULL when it says nothing. */
export function cellSql(header: string | null): string {
  if (header === null) return "CAST(NULL AS VARCHAR)";
  return `CASE WHEN NOT ${missingSql(header)} THEN trim(${quoteIdentifier(header)}) END`;
}

const SALESFORCE_18 = "^[a-zA-Z0-9]{15}[A-Z0-5]{3}$";

/** SQL: an id as it is compared: the first of a `;`-joined list, Salesforce's 18 characters as their 15, upper and lower case kept. */
export function idSql(cell: string): string {
  const first = `trim(split_part(${cell}, ';', 1))`;
  return `CASE WHEN regexp_matches(${first}, ${quoteText(SALESFORCE_18)}) THEN left(${first}, 15) ELSE nullif(${first}, '') END`;
}
