import type { Column } from "../../ingest/column.ts";
import {
  chooseFormat,
  type DateCounts,
  type DateFormat,
  dateCountsSql,
  dateSql,
  timesSql,
} from "../../ingest/dates.ts";
import type { Guess } from "../../ingest/facts.ts";
import { quarterSql } from "../../ingest/fiscal-quarter.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { missingSql } from "../../ingest/text.ts";
import { maskPersonal } from "../../normalise/personal.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** How the date columns of a file are read. */
export interface DateReading {
  /** SQL: the DATE of a row; `NULL` when the file has no such column. */
  readonly created: string;
  readonly closed: string;
  /** False where a date is known to the quarter only: from such dates nobody can tell how long a deal took. */
  readonly exact: boolean;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** A date column and how it is read; no format: it holds no dates. */
export interface Chosen {
  readonly column: Column;
  readonly format: DateFormat | null;
  readonly ambiguous: boolean;
  /** Cells whose day and month stand the other way round than the format says. */
  readonly reversed: number;
}

/**
 * Decides per column how its dates are written. Where day and month cannot be told apart, the file's other date column decides. `lost` is the
 * day of a loss, where a file keeps it apart from that of a win.
 */
export async function readDates(
  database: Database,
  table: string,
  created: Column | null,
  closed: Column | null,
  { dateOrder: order, fiscalYearStart }: Pick<IngestOptions, "dateOrder" | "fiscalYearStart">,
  lost: Column | null = null,
): Promise<DateReading> {
  const [first = null, second = null, third = null] = await chooseDates(
    database,
    table,
    [created, closed, lost],
    order,
  );
  const known = [first, second, third].filter((one) => one !== null);
  const end = dateOf(second, fiscalYearStart, "last");
  return {
    created: dateOf(first, fiscalYearStart, "first"),
    closed: third === null ? end : `coalesce(${end}, ${dateOf(third, fiscalYearStart, "last")})`,
    exact: known.every((one) => one.format !== "quarter"),
    guesses: [
      ...(second === null || third === null ? [] : [twoEnds(second, third)]),
      ...known.filter((one) => one.ambiguous).map(ambiguity),
      ...(first?.format === "quarter" ? [quarters(first, fiscalYearStart, "first")] : []),
      ...(second?.format === "quarter" ? [quarters(second, fiscalYearStart, "last")] : []),
    ],
    notes: (await Promise.all(known.map((one) => unread(database, table, one)))).flat(),
  };
}

/** Decides how each date column of a table is read; where day and month cannot be told apart, another of its columns decides. */
export async function chooseDates(
  database: Database,
  table: string,
  columns: readonly (Column | null)[],
  order: IngestOptions["dateOrder"],
): Promise<readonly (Chosen | null)[]> {
  const chosen: (Chosen | null)[] = [];
  for (const column of columns) chosen.push(await choose(database, table, column, order));
  const sure = chosen.find((one) => one !== null && !one.ambiguous && one.format?.endsWith(" first"))?.format ?? null;
  return chosen.map((one) => (one?.ambiguous && sure !== null ? { ...one, format: sure, ambiguous: false } : one));
}

/** What is to be said of cells that hold something but no date. */
export async function unread(
  database: Database,
  table: string,
  { column, format, reversed }: Chosen,
): Promise<string[]> {
  if (format === null)
    return [
      `Fewer than half of the cells of ${column.header} are dates written in one way, so it is not used as a date.`,
    ];
  const text = heldSql(column.header);
  const [found] = await database.rows<{ cells: number; example: string | null }>(
    `SELECT coalesce(sum(times), 0)::BIGINT AS cells, left(min(trim(cell)), 40) AS example FROM (${timesSql(table, column.header, text)})
     WHERE cell IS NOT NULL AND ${dateSql("cell", format)} IS NULL`,
  );
  const { cells, example } = found!;
  const serial =
    format === "spreadsheet number"
      ? [`${column.header} holds day numbers of a spreadsheet (45361 is 2024-03-10): read as dates.`]
      : [];
  const mixed =
    reversed > 0
      ? [
          `${column.header} mixes dates with the day first and with the month first. It is read ${format}, so dates such as 03/04/2024 may be wrong in it: export it in one way.`,
        ]
      : [];
  if (cells === 0) return [...serial, ...mixed];
  return [
    ...serial,
    ...mixed,
    `${column.header}: ${cells.toLocaleString("en-US")} ${cells === 1 ? "cell holds" : "cells hold"} no date that can be read, such as "${maskPersonal(example ?? "")}": taken as unknown.`,
  ];
}

/** SQL: a cell as it is written, NULL when it says nothing. */
function heldSql(header: string): string {
  return `CASE WHEN NOT ${missingSql(header)} THEN ${quoteIdentifier(header)} END`;
}

async function choose(
  database: Database,
  table: string,
  column: Column | null,
  order: IngestOptions["dateOrder"],
): Promise<Chosen | null> {
  if (column === null) return null;
  const text = heldSql(column.header);
  const [counts] = await database.rows<DateCounts>(dateCountsSql(timesSql(table, column.header, text)));
  const { format, ambiguous, reversed } = chooseFormat(counts!) ?? { format: null, ambiguous: false, reversed: 0 };
  if (order === null || !format?.endsWith(" first")) return { column, format, ambiguous, reversed };
  return { column, format: order === "day-first" ? "day first" : "month first", ambiguous: false, reversed };
}

/** SQL: the DATE of a row, a quarter as its first or last day in fiscal years that start in month `start`; NULL where there is no such column. */
export function dateOf(chosen: Chosen | null, start = 1, end: "first" | "last" = "last"): string {
  if (chosen === null || chosen.format === null) return "CAST(NULL AS DATE)";
  const cell = quoteIdentifier(chosen.column.header);
  return chosen.format === "quarter" ? quarterSql(cell, start, end) : dateSql(cell, chosen.format);
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function quarters({ column }: Chosen, start: number, end: "first" | "last"): Guess {
  return {
    what: "dates",
    text: `${column.header} holds quarters: each is read as its ${end} day, of fiscal years that start in ${MONTHS[start - 1]} and are named by the year they end in. How long deals took is left out.`,
    override: "--fiscal-year-start MONTH",
  };
}

function twoEnds(won: Chosen, lost: Chosen): Guess {
  return {
    what: "dates",
    text: `A deal was closed on ${won.column.header}, or else on ${lost.column.header}.`,
    override: "--map 'COLUMN=close_date'",
  };
}

/** Says that day and month were guessed. */
export function ambiguity({ column }: Chosen): Guess {
  return {
    what: "dates",
    text: `${column.header} never has a day above 12, so 03/04 was read as March 4.`,
    override: "--date-format day-first",
  };
}
