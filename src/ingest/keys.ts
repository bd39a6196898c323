import { quoteIdentifier } from "../sql/quote.ts";
import { repairedSalesforceId } from "./salesforce-id.ts";
import { matchesSql, missingSql, trimmedSql } from "./text.ts";

/** SQL: the cell without blanks around it, NULL when it says nothing. */
export function cellSql(header: string | null): string {
  if (header === null) return "CAST(NULL AS VARCHAR)";
  return `CASE WHEN NOT ${missingSql(header)} THEN ${trimmedSql(quoteIdentifier(header))} END`;
}

const SALESFORCE_18 = "^[a-zA-Z0-9]{15}[A-Z0-5]{3}$";
const GUID = "^[{(]?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}[)}]?$";
/** A number as a spreadsheet shows it: `1,234,567`, `1.234.567`, `4711.0`. One group after a point may be a fraction. */
const SHOWN_NUMBER =
  "^[0-9]{1,3}([, '\u00a0\u202f][0-9]{3})+([.]0{1,2})?$|^[0-9]{1,3}([.][0-9]{3}){2,}(,0{1,2})?$|^[0-9]+[.,]0{1,2}$";
/** A whole 18-character id in one case. */
const ONE_CASE_18 = "^([a-z0-9]{18}|[A-Z0-9]{18})$";
/** With fewer than 18 characters it is compared as it is. */
const PLAIN_ID = "^[a-zA-Z0-9_-]+$";
const LETTER = "[a-zA-Z]";

/**
 * SQL: an id as it is compared: the first of a `;`-joined list, Salesforce's 18 characters as their 15, upper and lower case kept; a GUID in lower
 * case without braces; a number without the signs a spreadsheet adds.
 */
export function idSql(cell: string): string {
  const first = `CASE WHEN contains(${cell}, ';') THEN trim(split_part(${cell}, ';', 1)) ELSE ${cell} END`;
  const number = `regexp_replace(regexp_replace(${first}, '[.,]0{1,2}$', ''), '[^0-9]', '', 'g')`;
  return `CASE WHEN strlen(${cell}) < 18 AND ${matchesSql(cell, PLAIN_ID)} THEN ${cell} WHEN ${matchesSql(first, SALESFORCE_18)} THEN left(${first}, 15)
    WHEN ${matchesSql(first, GUID)} THEN lower(regexp_replace(${first}, '[{}()]', '', 'g'))
    WHEN ${matchesSql(first, SHOWN_NUMBER)} THEN ${number} ELSE nullif(${first}, '') END`;
}

/** SQL boolean: the id may have lost its case; `repairedId` tells. */
export function oneCaseIdSql(cell: string): string {
  return `(strlen(${cell}) = 18 AND ${matchesSql(cell, ONE_CASE_18)} AND ${matchesSql(cell, LETTER)})`;
}

/** The id behind a text for which `oneCaseIdSql` holds; null when it is what `idSql` says. */
export function repairedId(text: string): string | null {
  return repairedSalesforceId(text);
}

/** SQL boolean: a 15-character Salesforce id. */
export function salesforce15Sql(cell: string): string {
  return matchesSql(cell, "^[a-zA-Z0-9]{5}0[a-zA-Z0-9]{9}$");
}
