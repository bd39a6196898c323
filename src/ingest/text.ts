import { MISSING_TEXTS } from "../normalise/rule.ts";
import { duckdb, re2 } from "../sql/dialects/duckdb.ts";
import { column, fold } from "../sql/expr.ts";
import { BLANKS } from "../sql/fold.ts";
import { printExpr } from "../sql/print.ts";
import { quoteIdentifier, quoteText } from "../sql/quote.ts";

/** A missing text is never longer than this, blanks around it included. */
const LONGEST_MISSING = 40;
/** Characters of a missing text that tell it from most others. */
const LOOKED_AT = 3;

/** SQL: a column's folded text. */
export function foldedSql(header: string): string {
  return printExpr(fold(column(header)), duckdb);
}

/** Further capitals of a letter. */
const CAPITALS: Readonly<Record<string, string>> = { i: "\u0130", k: "\u212a" };

/** Alternatives of the first characters of folded texts; blanks of any kind pass, and further on whatever may be one. */
function beginnings(texts: readonly string[], depth: number): string {
  const signs = [...new Set(texts.map((text) => [...text][0]).filter((sign) => sign !== undefined))];
  const next = (sign: string) => {
    const rest = texts.filter((text) => text.startsWith(sign)).map((text) => text.slice(sign.length));
    return depth <= 1 ? "" : beginnings(rest, depth - 1);
  };
  const written = (sign: string) => `${escaped(sign)}${escaped(sign.toUpperCase())}${CAPITALS[sign] ?? ""}`;
  const blank = depth === LOOKED_AT ? `[${re2(BLANKS)}]` : "[^!-~]";
  return `(?:${["$", blank, ...signs.map((sign) => `[${written(sign)}]${next(sign)}`)].join("|")})`;
}

function escaped(sign: string): string {
  return /[a-zA-Z0-9]/.test(sign) || sign > "\x7f" ? sign : `\\${sign}`;
}

/** Pattern (RE2) of what a missing text may begin with: one look spares nearly all cells the rest. */
const MAY_BE_MISSING = `^${beginnings(MISSING_TEXTS, LOOKED_AT)}`;

/** Ranges of texts, `from` to before `below`, whose first sign from `0` to `}` begins no missing text: to compare is a third of the work of a pattern. */
const SAID: readonly (readonly [from: string, below: string])[] = saidRanges();

function saidRanges(): [string, string][] {
  const begin = new Set(MISSING_TEXTS.flatMap((text) => [text.slice(0, 1), text.slice(0, 1).toUpperCase()]));
  const ranges: [string, string][] = [];
  for (let code = 0x30; code < 0x7e; code++) {
    const [sign, next] = [String.fromCharCode(code), String.fromCharCode(code + 1)];
    const last = ranges.at(-1);
    if (begin.has(sign)) continue;
    if (last?.[1] === sign) last[1] = next;
    else ranges.push([sign, next]);
  }
  return ranges;
}

/** SQL boolean, never NULL: the cell says nothing. */
export function missingSql(header: string): string {
  const cell = quoteIdentifier(header);
  const may = `${matchesSql(cell, MAY_BE_MISSING)} AND length(${cell}) <= ${LONGEST_MISSING}`;
  // CASE and not AND: outside a filter DuckDB computes both sides of AND for every row.
  const said = SAID.map(
    ([from, below]) => `WHEN ${cell} >= ${quoteText(from)} AND ${cell} < ${quoteText(below)} THEN false`,
  );
  return `CASE ${said.join(" ")} WHEN ${cell} IS NULL THEN true WHEN ${may} THEN ${anyOfSql(foldedSql(header), MISSING_TEXTS)} ELSE false END`;
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
