import { InputError } from "../../errors.ts";
import type { Database } from "../../warehouse/database.ts";
import { DECIDED } from "./decided.ts";
import type { Names } from "./rows.ts";

/**
 * SQL: `__row` of the deals that an account had after it became a customer: every won deal but its first, what was lost after that one, and what
 * was opened after it. Deals of nobody's are never later. By close, else creation, else `--order`.
 *
 * @param deals table with `company`, `status`, `created`, `closed`, `ord`
 */
export function laterSql(deals: string): string {
  const when = "coalesce(epoch(closed), epoch(created), ord)";
  return `SELECT d.__row FROM ${deals} d JOIN
      (SELECT company, ${when} AS won_at, __row AS won_row FROM ${deals} WHERE ${DECIDED} AND status = 'won' AND company IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY company ORDER BY ${when} NULLS LAST, created NULLS LAST, __row) = 1) f ON f.company = d.company
    WHERE d.__row <> f.won_row AND d.is_new AND NOT d.repeated AND NOT d.deleted AND NOT d.empty
      AND (d.status = 'won' OR (d.status = 'lost' AND ${when} > f.won_at) OR (d.status = 'open' AND coalesce(epoch(d.created), d.ord) > f.won_at))`;
}

/** Throws `InputError` where nothing says whose deals they are, or in which order they came. */
export async function requireFirstWon(database: Database, names: Names): Promise<void> {
  const [counts] = await database.rows<{ named: number; timed: number }>(
    `SELECT count(company) AS named, count(*) FILTER (closed_read IS NOT NULL OR created_read IS NOT NULL OR ord IS NOT NULL) AS timed FROM ${names.deals}`,
  );
  if (counts!.named === 0)
    throw new InputError(
      "--new-business first-won needs to know whose deals they are, and no column names the account: name one with --map 'COLUMN=account_id' (or domain, account_name)",
    );
  if (counts!.timed === 0)
    throw new InputError(
      "--new-business first-won needs to know which deal came first: name the column of dates with --map 'COLUMN=close_date', or one that orders the deals with --order COLUMN",
    );
}
