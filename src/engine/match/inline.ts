import type { IcpDocument } from "../../icp/document.ts";
import type { Guess, RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { HeaderMatch } from "../headers.ts";
import { scoredColumns } from "../map-columns.ts";
import { matchCompanies } from "./match.ts";
import { type Readable, readable } from "./readable.ts";

/** Rows ready to be scored: a table, and its column per source of the scorecard. */
export interface Scorable extends HeaderMatch {
  /** The profile, with what the files' codes stand for. */
  readonly document: IcpDocument;
  readonly table: RawTable;
  /** Columns that another system names otherwise. */
  readonly guesses: readonly Guess[];
}

/** A list of accounts and its place among the sources of the keys. */
export interface AccountsSource {
  readonly source: number;
  readonly raw: RawTable;
}

/** Finds the scorecard's columns. Of the `COLUMN=field` only those count that speak of its attributes and of this file's columns. */
function readableIn(
  database: Database,
  document: IcpDocument,
  table: RawTable,
  map: readonly string[],
): Promise<Readable> {
  return readable(database, document, table, scoredColumns(document, table.columns, map));
}

/**
 * The rows of a list with the attributes of their companies: its own columns, and where these are missing or empty those of the account that
 * the row is matched to. Without accounts the list as it is.
 */
export async function withAttributes(
  database: Database,
  document: IcpDocument,
  list: RawTable,
  accounts: AccountsSource | null,
  keys: string,
  map: readonly string[],
): Promise<Scorable> {
  const own = await readableIn(database, document, list, map);
  if (accounts === null) return own;
  const theirs = await readableIn(database, own.document, accounts.raw, map);
  const shared = { document: theirs.document, guesses: [...own.guesses, ...theirs.guesses] };
  const account = await layAccount(database, list, accounts, keys);
  const sources = [...new Set([...own.columns.keys(), ...theirs.columns.keys()])];
  if (sources.length === 0) return { ...own, ...shared };
  const cells = sources.map((source, i) => {
    const places = [
      ...(own.columns.has(source) ? [`b.${quoteIdentifier(own.columns.get(source)!)}`] : []),
      ...(theirs.columns.has(source) ? [`a.${quoteIdentifier(theirs.columns.get(source)!)}`] : []),
    ];
    return `coalesce(${places.join(", ")}, NULL) AS ${quoteIdentifier(column(i))}`;
  });
  const table = `${list.table}_inline`;
  await database.run(`CREATE TABLE ${table} AS
    SELECT b.__row, ${cells.join(", ")} FROM ${quoteIdentifier(own.table.table)} b LEFT JOIN ${account} one ON one."row" = b.__row
    LEFT JOIN ${quoteIdentifier(theirs.table.table)} a ON a.__row = one.other ORDER BY b.__row`);
  return {
    ...shared,
    table: { ...list, table, columns: sources.map((_, i) => column(i)) },
    columns: new Map(sources.map((source, i) => [source, column(i)])),
    absent: own.absent.filter((label) => theirs.absent.includes(label)),
  };
}

/** Name of the table (`row`, `other`) with the one account of each row of a list that has any. */
export function accountTable(list: RawTable): string {
  return `${list.table}_account`;
}

/** Lays the account of each row: by the most trusted key, the first of several. */
async function layAccount(database: Database, list: RawTable, accounts: AccountsSource, keys: string): Promise<string> {
  const matched = `${list.table}_accounts`;
  await matchCompanies(database, keys, 0, accounts.source, matched);
  await database.run(`CREATE TABLE ${accountTable(list)} AS SELECT "row", other FROM ${matched}
    QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY CASE matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END, other) = 1`);
  return accountTable(list);
}

function column(i: number): string {
  return `attribute ${i + 1}`;
}
