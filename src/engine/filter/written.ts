import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { safeCell } from "../../warehouse/safe-cell.ts";
import { DROPPED } from "./decide.ts";
import { NOTES } from "./notes.ts";

/** A cell that a spreadsheet would run. */
const RISKY = /^[=+@\t\r-]/;

/** Column names that the input has not taken, whatever their case: `fit`, else `openicp_fit`. */
function freeName(name: string, taken: readonly string[]): string {
  const there = new Set(taken.map((header) => header.toLowerCase()));
  let free = name;
  while (there.has(free.toLowerCase())) free = `openicp_${free}`;
  return free;
}

/** The columns of the input as they came, in order; formulas made texts unless `raw`. */
function inputCells(batch: RawTable, raw: boolean): string[] {
  return batch.columns.map((header) => {
    const cell = `b.${quoteIdentifier(header)}`;
    const name = !raw && RISKY.test(header) ? `'${header}` : header;
    return `${raw ? cell : safeCell(cell)} AS ${quoteIdentifier(name)}`;
  });
}

function own(batch: RawTable, columns: readonly (readonly [sql: string, name: string])[]): string[] {
  return columns.map(([sql, name]) => `${sql} AS ${quoteIdentifier(freeName(name, batch.columns))}`);
}

/** What is added to the rows that are kept where events were given; ` LEFT JOIN ...` and columns. */
export interface KeptNow {
  readonly join: string;
  readonly columns: readonly (readonly [sql: string, name: string])[];
}

/** Query of the rows that are kept, in the order of the input. */
export function keptSql(batch: RawTable, scores: string, raw: boolean, now: KeptNow): string {
  const added = own(batch, [
    ["s.fit", "fit"],
    ["s.level", "level"],
    ["s.known", "known"],
    ...now.columns,
    ["n.note", "note"],
  ]);
  return `SELECT ${[...inputCells(batch, raw), ...added].join(", ")} FROM ${quoteIdentifier(batch.table)} b
    JOIN ${quoteIdentifier(scores)} s ON s.__row = b.__row LEFT JOIN ${NOTES} n ON n."row" = b.__row${now.join}
    WHERE b.__row NOT IN (SELECT "row" FROM ${DROPPED}) ORDER BY b.__row`;
}

/** Query of the rows that are dropped, each with its reason, in the order of the input. */
export function droppedSql(batch: RawTable, scores: string, raw: boolean): string {
  const text = (sql: string) => (raw ? sql : safeCell(sql));
  const added = own(batch, [
    [text("d.reason"), "reason"],
    ["d.code", "reason_code"],
    ["d.also", "also"],
    ["s.fit", "fit"],
    ["s.level", "level"],
    [text("d.deal"), "deal"],
    [text("d.owner"), "deal_owner"],
    ["d.since", "customer_since"],
    ["d.matched", "matched_by"],
  ]);
  return `SELECT ${[...inputCells(batch, raw), ...added].join(", ")} FROM ${quoteIdentifier(batch.table)} b
    JOIN ${DROPPED} d ON d."row" = b.__row JOIN ${quoteIdentifier(scores)} s ON s.__row = b.__row ORDER BY b.__row`;
}
