import { chooseFormat, type DateCounts, dateCountsSql, dateSql, timesSql } from "../../ingest/dates.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { cellSql } from "../../ingest/keys.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

const MODIFIED =
  /^((hs_)?last_?modified(_?(date|at|on|time))?|modified(_?(date|at|on|time))?|system_?modstamp|(last_)?updated?(_?(date|at|on))?)$/;

/** How the versions of one record are told apart. */
export interface Versions {
  /** SELECT of `__row`, `modified` (comparable text, NULL when not known) and `filled` (cells that hold something). */
  readonly select: string;
  /** Header of the column that says when a record was last changed; null when there is none. */
  readonly modified: string | null;
}

/** SQL: the index of the file that a row is from. */
export function partSql(row: string, { parts }: RawTable): string {
  const later = parts.map((part, i) => ({ ...part, i })).filter(({ i, copyOf }) => i > 0 && copyOf === null);
  const cases = later.reverse().map(({ before, i }) => `WHEN ${row} > ${before} THEN ${i}`);
  return cases.length === 0 ? "0" : `CASE ${cases.join(" ")} ELSE 0 END`;
}

/** The column that says when a record was last changed, and SQL that compares its cells; null without one. */
export async function modifiedOf(
  database: Database,
  raw: Pick<RawTable, "table" | "columns">,
): Promise<{ readonly header: string; readonly sql: string } | null> {
  const header = raw.columns.find((column) => MODIFIED.test(fieldName(column))) ?? null;
  const sql = header === null ? null : await comparable(database, raw.table, header);
  return header === null || sql === null ? null : { header, sql };
}

/** What tells the newer version of a record from the older. Dates of change are compared as they are when ISO, with their time of day. */
export async function versionsOf(database: Database, raw: RawTable): Promise<Versions> {
  const modified = await modifiedOf(database, raw);
  const filled = raw.columns.map((column) => `(${quoteIdentifier(column)} IS NOT NULL)::INTEGER`).join(" + ");
  return {
    select: `SELECT __row, ${modified?.sql ?? "CAST(NULL AS VARCHAR)"} AS modified, ${filled} AS filled FROM ${quoteIdentifier(raw.table)}`,
    modified: modified?.header ?? null,
  };
}

async function comparable(database: Database, table: string, header: string): Promise<string | null> {
  const cell = cellSql(header);
  const [counts] = await database.rows<DateCounts>(dateCountsSql(timesSql(table, header, cell)));
  const chosen = chooseFormat(counts!);
  if (chosen === null) return null;
  const day = `CAST(${dateSql(cell, chosen.format)} AS VARCHAR)`;
  return chosen.format === "iso" ? `CASE WHEN ${day} IS NOT NULL THEN replace(${cell}, ' ', 'T') END` : day;
}
