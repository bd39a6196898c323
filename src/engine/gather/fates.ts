import type { Database } from "../../warehouse/database.ts";
import { type AsOf, EARLIEST } from "./as-of.ts";
import type { Names } from "./rows.ts";

/** Days within which a deal of the same account and name is the same deal, re-opened. */
const REOPENED_DAYS = 90;

/** What the fates of rows depend on. */
export interface FateRules {
  readonly asOf: AsOf;
  /** A date the user gave: what closed after it is left out. */
  readonly asOfStated: boolean;
  readonly windowMonths: number | null;
  /** Closed deals without an account are left out. */
  readonly needsAccount: boolean;
}

export const TAKEN = "taken";
export const MERGED = "merged";
export const OPEN = "still open";
export const NO_ACCOUNT = "without an account";

/**
 * Adds to the deals `created` and `closed` (odd dates NULL) and `fate`: `taken`, `merged`, or why the row is out of scope. Every row has one.
 * Returns the first day of the window, null when there is none.
 */
export async function decideFates(database: Database, names: Names, rules: FateRules): Promise<string | null> {
  const from = await windowStart(database, rules);
  await database.run(
    `CREATE TABLE ${names.deals}_dated AS SELECT *, ${repaired(rules)} FROM ${names.deals} ORDER BY __row`,
  );
  await database.run(`CREATE TABLE ${names.deals}_decided AS SELECT d.*, ${fate(rules, from)} AS fate
    FROM ${names.deals}_dated d LEFT JOIN (${reopened(names)}) r ON r.__row = d.__row ORDER BY d.__row`);
  await database.run(
    `DROP TABLE ${names.deals}; DROP TABLE ${names.deals}_dated; ALTER TABLE ${names.deals}_decided RENAME TO ${names.deals}`,
  );
  return from;
}

async function windowStart(database: Database, { asOf, windowMonths }: FateRules): Promise<string | null> {
  if (asOf.asOf === null || windowMonths === null) return null;
  return database.value<string>(
    `SELECT CAST(CAST(DATE '${asOf.asOf}' - INTERVAL ${windowMonths} MONTH AS DATE) + 1 AS VARCHAR)`,
  );
}

/** A close before the creation makes the creation doubtful: a record brought over from elsewhere is created on the day it was brought. */
function repaired({ asOf }: FateRules): string {
  if (asOf.latest === null) return "CAST(NULL AS DATE) AS created, CAST(NULL AS DATE) AS closed";
  const believed = (column: string) =>
    `CASE WHEN ${column} BETWEEN DATE '${EARLIEST}' AND DATE '${asOf.latest}' THEN ${column} END`;
  const [created, closed] = [believed("created_read"), believed("closed_read")];
  return `CASE WHEN ${closed} < ${created} THEN NULL ELSE ${created} END AS created, ${closed} AS closed`;
}

const DECIDED = "status IN ('won', 'lost') AND is_new AND NOT repeated AND NOT deleted AND NOT cleaned AND NOT empty";

function reopened(names: Names): string {
  return `SELECT __row FROM (SELECT __row, closed, lead(coalesce(created, closed)) OVER (PARTITION BY family, deal_name ORDER BY closed, created, __row) AS next
      FROM ${names.deals}_dated WHERE ${DECIDED} AND family IS NOT NULL AND deal_name IS NOT NULL AND closed IS NOT NULL)
    WHERE next <= closed + ${REOPENED_DAYS}`;
}

function fate(rules: FateRules, from: string | null): string {
  const branches: (readonly [condition: string, fate: string])[] = [
    ["empty", "empty row"],
    ["repeated", MERGED],
    ["deleted", "deleted in the CRM"],
    ["status IS NULL", "no outcome given"],
    ["NOT is_new", "not new business"],
    ["cleaned", "clean-up: duplicate, test or merged record"],
    ["status = 'open'", OPEN],
  ];
  if (rules.needsAccount) branches.push(["family IS NULL", NO_ACCOUNT]);
  branches.push(["r.__row IS NOT NULL", MERGED]);
  if (rules.asOfStated) branches.push([`closed > DATE '${rules.asOf.asOf}'`, `closed after ${rules.asOf.asOf}`]);
  if (from !== null) branches.push([`closed < DATE '${from}'`, `closed before ${from}`]);
  const cases = branches.map(([condition, name]) => `WHEN ${condition} THEN '${name}'`);
  return `CASE ${cases.join(" ")} ELSE '${TAKEN}' END`;
}
