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

/** What a missing text may begin with, beside blanks up to the space: a look at one character spares most cells the rest. */
const FIRST_OF_MISSING = [
  ...new Set(MISSING_TEXTS.flatMap((text) => [text.slice(0, 1), text.slice(0, 1).toUpperCase()])),
  ..."\x7f\u1680\u2028\u2029\u202f\u205f\u3000\ufeff",
  ...Array.from({ length: 33 }, (_, i) => String.fromCodePoint(0x80 + i)),
  ...Array.from({ length: 12 }, (_, i) => String.fromCodePoint(0x2000 + i)),
].join("");

/** SQL boolean, never NULL: the cell says nothing. */
export function missingSql(header: string): string {
  const cell = quoteIdentifier(header);
  const first = `left(${cell}, 1)`;
  const may = `(contains(${quoteText(FIRST_OF_MISSING)}, ${first}) OR ${first} <= ' ')`;
  return `(${cell} IS NULL OR (${may} AND length(${cell}) <= ${LONGEST_MISSING} AND ${anyOfSql(foldedSql(header), MISSING_TEXTS)}))`;
}

/** SQL: the text without spaces around it, for texts that mostly have none. */
export function trimmedSql(text: string): string {
  return `CASE WHEN starts_with(${text}, ' ') OR ends_with(${text}, ' ') THEN trim(${text}) ELSE ${text} END`;
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
