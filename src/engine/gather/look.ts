import { type Column, columnsOf } from "../../ingest/column.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { lookSql } from "../../ingest/looks.ts";
import { findMeanings, type Meanings } from "../../ingest/meaning.ts";
import type { Look, ValueCount } from "../../ingest/profile.ts";
import { knownSql, missingSql } from "../../ingest/text.ts";
import type { Database } from "../../warehouse/database.ts";
import { profileTable, topValues } from "../../warehouse/profile.ts";

/** A file that has been looked over. */
export interface Seen {
  readonly raw: RawTable;
  readonly columns: readonly Column[];
  readonly meanings: Meanings;
}

/** Values that are listed of a column a person names. */
const MOST_VALUES = 1000;

/** Looks over a table: what its columns hold and which of them have a meaning of their own. */
export async function lookOver(
  database: Database,
  raw: RawTable,
  table: "deals" | "accounts",
  named: ReadonlyMap<string, string>,
): Promise<Seen> {
  const profiles = await profileTable<Look>(database, raw.table, raw.columns, {
    known: knownSql,
    missing: missingSql,
    looks: lookSql,
  });
  const columns = columnsOf(profiles, named);
  return { raw, columns, meanings: findMeanings(columns, table) };
}

/** All values of one column, however many its profile lists. */
export async function valuesOf(database: Database, seen: Seen, header: string): Promise<readonly ValueCount[]> {
  const column = seen.columns.find((one) => one.header === header);
  if (column === undefined || column.profile.filled === 0) return [];
  if (column.profile.top.length > 0) return column.profile.top;
  return topValues(database, seen.raw.table, header, knownSql, MOST_VALUES);
}

/** The file has a column that names the company. */
export function namesCompany({ meanings }: Seen): boolean {
  return meanings.account_id !== null || meanings.domain !== null || meanings.account_name !== null;
}
