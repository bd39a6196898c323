import { MISSING_TEXTS } from "../normalise/rule.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { column, fold } from "../sql/expr.ts";
import { printExpr } from "../sql/print.ts";
import { quoteIdentifier, quoteText } from "../sql/quote.ts";

/** A missing text is never longer than this, blanks around it included. */
const LONGEST_MISSING = 40;

/** SQL: a column's folded text. */
export function foldedSql(header: string): string {
  return printExpr(fold(column(header)), duckdb);
}

/** SQL boolean, never NULL: the cell says nothing. */
export function missingSql(header: string): string {
  const cell = quoteIdentifier(header);
  return `(${cell} IS NULL OR (length(${cell}) <= ${LONGEST_MISSING} AND ${anyOfSql(foldedSql(header), MISSING_TEXTS)}))`;
}

/** SQL: the folded text, NULL when it says nothing. */
export function knownSql(header: string): string {
  return `CASE WHEN ${missingSql(header)} THEN NULL ELSE ${foldedSql(header)} END`;
}

/** SQL boolean: the text is one of a list; false for an empty list. */
export function anyOfSql(text: string, list: readonly string[]): string {
  return list.length === 0 ? "false" : `list_contains([${list.map(quoteText).join(", ")}], ${text})`;
}

/** SQL boolean: the text matches a pattern (RE2). */
export function matchesSql(text: string, pattern: string): string {
  return `regexp_matches(${text}, ${quoteText(pattern)})`;
}
