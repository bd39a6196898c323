import type { AlreadyPart } from "../../icp/already.ts";

/**
 * What a company of a list is to us already, so that it is not among those to pursue as new: a customer, one whose deal is open (its owner goes on
 * with it), or a customer that has left.
 */
export const ALREADY = ["customer", "open deal", "churned"] as const;
export type Already = (typeof ALREADY)[number];

/** Table of the rows of a list that are something already: `__row` BIGINT, `already`. */
export interface AlreadyRows {
  readonly table: string;
}

/** Companies of a list by what they are already, as a document holds it. */
export function alreadyCounts(count: (what: Already) => number): AlreadyPart {
  return { customers: count("customer"), open: count("open deal"), churned: count("churned") };
}

/** SQL beside a row of a list: the join, and what the row is already (NULL for nothing). */
export interface AlreadySql {
  readonly join: string;
  readonly already: string;
}

/** @param row SQL of the row's number */
export function alreadySql(rows: AlreadyRows | null, row: string): AlreadySql {
  return rows === null
    ? { join: "", already: "CAST(NULL AS VARCHAR)" }
    : { join: ` LEFT JOIN ${rows.table} y ON y.__row = ${row}`, already: "y.already" };
}
