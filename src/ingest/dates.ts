import { quoteIdentifier, quoteText } from "../sql/quote.ts";
import { QUARTER_SHAPE, quarterSql } from "./fiscal-quarter.ts";
import { matchesSql } from "./text.ts";

/** How the dates of a column are written. One per column, never per cell. */
export type DateFormat =
  | "iso"
  | "day first"
  | "month first"
  | "month name"
  | "digits"
  | "milliseconds"
  | "spreadsheet number"
  | "quarter";

const ISO = String.raw`^\s*([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([T ,].*)?$`;
const NUMERIC = String.raw`^\s*([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})([T ,].*)?$`;
const NUMERIC_SHORT = String.raw`^\s*([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2})([T ,].*)?$`;
const DAY_NAME = String.raw`^\s*([0-9]{1,2})(?:st|nd|rd|th)?[- .]+([A-Za-z]{3})[A-Za-z]*[-., ]+([0-9]{4})([T ,].*)?$`;
const DAY_NAME_SHORT = String.raw`^\s*([0-9]{1,2})[- .]+([A-Za-z]{3})[A-Za-z]*[-., ]+([0-9]{2})([T ,].*)?$`;
const NAME_DAY = String.raw`^\s*([A-Za-z]{3})[A-Za-z]*[-. ]+([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})([T ,].*)?$`;
const DIGITS = String.raw`^\s*((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})\s*$`;
const MILLISECONDS = String.raw`^\s*[0-9]{12,13}\s*$`;
const SPREADSHEET = String.raw`^\s*[2-6][0-9]{4}([.,][0-9]+)?\s*$`;

/** Pattern (RE2) of anything that is a date by its shape; plain numbers are not, a column's name must say so first. */
export const DATE_SHAPE = [ISO, NUMERIC, NUMERIC_SHORT, DAY_NAME, DAY_NAME_SHORT, NAME_DAY, QUARTER_SHAPE].join("|");

/** Rows of a column by what their dates allow. */
export interface DateCounts {
  readonly filled: number;
  readonly iso: number;
  /** Three numbers, year last. */
  readonly numeric: number;
  /** Of those: the first number is above 12, so it is the day; the second is. */
  readonly firstIsDay: number;
  readonly secondIsDay: number;
  readonly named: number;
  readonly digits: number;
  readonly milliseconds: number;
  readonly spreadsheet: number;
  readonly quarters: number;
}

/**
 * SQL: one row of `DateCounts` of the texts that `select` gives with how often (`cell`, NULL where missing, `times`); `more` are further sums.
 * Each different text is looked at once: a file has far fewer days than rows.
 */
export function dateCountsSql(select: string, more: Readonly<Record<string, string>> = {}): string {
  const numeric = `CASE WHEN is_iso THEN false ELSE ${matchesSql("cell", NUMERIC)} OR ${matchesSql("cell", NUMERIC_SHORT)} END`;
  const part = (i: number) =>
    `TRY_CAST(regexp_extract(cell, ${quoteText(String.raw`^\s*([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]`)}, ${i}) AS INTEGER)`;
  const named = [DAY_NAME, DAY_NAME_SHORT, NAME_DAY].map((pattern) => matchesSql("cell", pattern)).join(" OR ");
  const rest: Readonly<Record<string, string>> = {
    numeric: "is_numeric",
    firstIsDay: `is_numeric AND ${part(1)} > 12`,
    secondIsDay: `is_numeric AND ${part(2)} > 12`,
    named: `(${named})`,
    digits: matchesSql("cell", DIGITS),
    milliseconds: matchesSql("cell", MILLISECONDS),
    spreadsheet: matchesSql("cell", SPREADSHEET),
    quarters: matchesSql("cell", QUARTER_SHAPE),
  };
  const sum = (name: string, condition: string) =>
    `coalesce(sum(times) FILTER (${condition}), 0)::BIGINT AS ${quoteIdentifier(name)}`;
  return `SELECT ${[
    sum("filled", "true"),
    sum("iso", "is_iso"),
    ...Object.entries(rest).map(([name, condition]) => sum(name, `NOT is_iso AND ${condition}`)),
    ...Object.entries(more).map(([name, condition]) => sum(name, condition)),
  ].join(
    ", ",
  )} FROM (SELECT *, ${numeric} AS is_numeric FROM (SELECT *, ${matchesSql("cell", ISO)} AS is_iso FROM (${select}) WHERE cell IS NOT NULL))`;
}

/** SQL: the different texts of a column, `cell` by the SQL that `read` makes of its name, and how often each is there, `times`. */
export function timesSql(table: string, header: string, read: string): string {
  const cell = quoteIdentifier(header);
  // A header may be any word: the count's name is longer than the header, so that it is another.
  const times = quoteIdentifier(`times ${header}`);
  return `SELECT ${read} AS cell, ${times} AS times FROM (SELECT ${cell}, count(*) AS ${times} FROM ${quoteIdentifier(table)} GROUP BY ${cell})`;
}

/** Formats of three parts. Beside one of them ISO dates and named months are read as well: they can be nothing else. */
const WRITTEN: readonly DateFormat[] = ["iso", "day first", "month first", "month name", "digits"];

/** How a column's dates are written. */
export interface ChosenFormat {
  readonly format: DateFormat;
  /** Nothing tells day and month apart. */
  readonly ambiguous: boolean;
  /** Cells whose day and month stand in the other order, so that nobody can tell how 03/04 is meant. */
  readonly reversed: number;
}

/** The format of a column. Null when fewer than half of the filled cells are dates. */
export function chooseFormat(counts: DateCounts): ChosenFormat | null {
  const options: readonly (readonly [DateFormat, number])[] = [
    ["iso", counts.iso],
    [counts.firstIsDay > counts.secondIsDay ? "day first" : "month first", counts.numeric],
    ["month name", counts.named],
    ["digits", counts.digits],
    ["milliseconds", counts.milliseconds],
    ["spreadsheet number", counts.spreadsheet],
    ["quarter", counts.quarters],
  ];
  const [format, rows] = options.reduce((best, option) => (option[1] > best[1] ? option : best));
  const beside = WRITTEN.includes(format) ? counts.iso + counts.named : 0;
  const read = beside + (format === "iso" || format === "month name" ? 0 : rows);
  if (counts.filled === 0 || read * 2 < counts.filled) return null;
  const ambiguous = format === "month first" && counts.firstIsDay === 0 && counts.secondIsDay === 0;
  const reversed = format.endsWith(" first") ? Math.min(counts.firstIsDay, counts.secondIsDay) : 0;
  return { format, ambiguous, reversed };
}

/** SQL: the DATE of a cell written in a format (of a calendar quarter its last); NULL for what is none. The day is the one written, whatever its time zone. */
export function dateSql(text: string, format: DateFormat): string {
  switch (format) {
    case "iso":
    case "month name":
      return isoSql(text);
    case "day first":
      return parsed(text, [
        [NUMERIC, String.raw`\3-\2-\1`, "%Y-%m-%d"],
        [NUMERIC_SHORT, String.raw`20\3-\2-\1`, "%Y-%m-%d"],
        ...ISO_READING,
        ...NAME_READINGS,
      ]);
    case "month first":
      return parsed(text, [
        [NUMERIC, String.raw`\3-\1-\2`, "%Y-%m-%d"],
        [NUMERIC_SHORT, String.raw`20\3-\1-\2`, "%Y-%m-%d"],
        ...ISO_READING,
        ...NAME_READINGS,
      ]);
    case "digits":
      return parsed(text, [[DIGITS, String.raw`\1-\2-\3`, "%Y-%m-%d"], ...ISO_READING, ...NAME_READINGS]);
    case "milliseconds":
      return `CAST(CASE WHEN ${matchesSql(text, MILLISECONDS)} THEN epoch_ms(TRY_CAST(trim(${text}) AS BIGINT)) END AS DATE)`;
    case "quarter":
      return quarterSql(text, 1, "last");
    case "spreadsheet number":
      return `CASE WHEN ${matchesSql(text, SPREADSHEET)} THEN DATE '1899-12-30' + TRY_CAST(regexp_extract(${text}, '[0-9]+') AS INTEGER) END`;
  }
}

/** The usual way, which the database casts at a sixth of the price; a GLOB takes a third of a pattern. */
const PLAIN_ISO = "[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";

function isoSql(text: string): string {
  const other = parsed(text, [...ISO_READING, ...NAME_READINGS]);
  const timed = `${text} GLOB ${quoteText(`${PLAIN_ISO}[T ,]*`)} AND NOT contains(${text}, chr(10))`;
  return `CASE WHEN ${text} GLOB ${quoteText(PLAIN_ISO)} THEN TRY_CAST(${text} AS DATE) WHEN ${timed} THEN TRY_CAST(left(${text}, 10) AS DATE) ELSE ${other} END`;
}

type Reading = readonly [pattern: string, rewritten: string, format: string];

const ISO_READING: readonly Reading[] = [[ISO, String.raw`\1-\2-\3`, "%Y-%m-%d"]];
const NAME_READINGS: readonly Reading[] = [
  [DAY_NAME, String.raw`\3-\2-\1`, "%Y-%b-%d"],
  [DAY_NAME_SHORT, String.raw`20\3-\2-\1`, "%Y-%b-%d"],
  [NAME_DAY, String.raw`\3-\1-\2`, "%Y-%b-%d"],
];

function parsed(text: string, readings: readonly Reading[]): string {
  const branches = readings.map(
    ([pattern, rewritten, format]) =>
      `WHEN ${matchesSql(text, pattern)} THEN try_strptime(regexp_replace(${text}, ${quoteText(pattern)}, ${quoteText(rewritten)}), ${quoteText(format)})`,
  );
  return `CAST(CASE ${branches.join(" ")} END AS DATE)`;
}
