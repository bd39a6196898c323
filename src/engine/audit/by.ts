import { findHeader, requireHeader } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { ownerColumn } from "../deal-states.ts";
import { accountTable } from "../match/inline.ts";
import type { List } from "../match/list.ts";
import type { Values } from "./count.ts";

/** A column of the owner or source with more values than this is no such column. */
export const MOST_VALUES = 200;

const SOURCES = ["lead_source", "original_source", "source", "channel", "campaign", "utm_source"];

/** The column a person names, else owner and source. A column of the accounts is found over the account of each row. */
export function breakdownColumns(list: List, accounts: List | null, by: string | null): Values[] {
  const own = (header: string): Values => ({
    header,
    from: `SELECT __row AS "row", ${quoteIdentifier(header)} AS cell FROM ${quoteIdentifier(list.raw.table)}`,
  });
  const usual = [
    ownerColumn(list.columns),
    SOURCES.map((field) => list.columns.find((column) => column.field === field && column.profile.filled > 0)).find(
      (column) => column !== undefined,
    ),
  ].flatMap((column) => (column === null || column === undefined ? [] : [column.header]));
  if (by === null) return usual.map(own);
  const theirs = accounts === null ? null : findHeader(by, accounts.raw.columns);
  if (findHeader(by, list.raw.columns) === null && accounts !== null && theirs !== null)
    return [
      {
        header: theirs,
        from: `SELECT m."row", a.${quoteIdentifier(theirs)} AS cell FROM ${accountTable(list.raw)} m JOIN ${quoteIdentifier(accounts.raw.table)} a ON a.__row = m.other`,
      },
    ];
  return [own(requireHeader(by, "--by", list.raw.columns))];
}

/** Whether a breakdown is the one that a person named, which is shown however many values it has. */
export function wanted(column: string, { by }: { readonly by: string | null }, { raw }: List): boolean {
  return by !== null && (findHeader(by, raw.columns) ?? column) === column;
}
