import type { Database } from "../../warehouse/database.ts";
import { type AsOf, EARLIEST } from "./as-of.ts";
import { DECIDED } from "./decided.ts";
import { laterSql } from "./first-won.ts";
import type { Names } from "./rows.ts";
import { settleStale } from "./stale.ts";

/** Days within which a deal of the same account and name is the same deal, re-opened. */
export const REOPENED_DAYS = 90;

/** What the fates of rows depend on. */
export interface FateRules {
  readonly asOf: AsOf;
  /** A date the user gave: what closed after it is left out. */
  readonly asOfStated: boolean;
  readonly windowMonths: number | null;
  /** Closed deals without an account are left out. */
  readonly needsAccount: boolean;
  /** Of each account only the first won deal counts, and what was lost before it. */
  readonly firstWon: boolean;
  /** Open deals older than three median cycles count as lost. */
  readonly staleAreLost: boolean;
  /** Dates are days, not quarters. */
  readonly exactDates: boolean;
}

export const TAKEN = "taken";
export const MERGED = "merged";
export const OPEN = "still open";
export const NOT_NEW = "not new business";
export const LATER = "after the first won";
export const NO_ACCOUNT = "without an account";

/**
 * Adds to the deals `created` and `closed` (odd dates NULL), `stale` (open, taken as lost by age) and `fate`: `taken`, `merged`, or why the row
 * is out of scope. Every row has one. Returns what is to be said of stale deals.
 */
export async function decideFates(database: Database, names: Names, rules: FateRules): Promise<readonly string[]> {
  const from = await windowStart(database, rules);
  const dated = `${names.deals}_dated`;
  // What is changed further on is laid as a table; else the dates are computed when the fates are laid.
  const kind = rules.staleAreLost || rules.firstWon ? "TABLE" : "VIEW";
  await database.run(`CREATE ${kind} ${dated} AS SELECT *, ${repaired(rules)}, false AS stale FROM ${names.deals}`);
  const notes = await settleStale(database, dated, rules);
  const later = rules.firstWon ? await withoutLater(database, dated) : "false";
  await database.run(`CREATE TABLE ${names.deals}_decided AS SELECT d.*, ${fate(rules, from, later)} AS fate
    FROM ${dated} d LEFT JOIN (${reopened(dated)}) r ON r.__row = d.__row`);
  await database.run(
    `DROP ${kind} ${dated}; DROP TABLE ${names.deals}; ALTER TABLE ${names.deals}_decided RENAME TO ${names.deals}`,
  );
  return [...notes, ...(await followedNote(database, names))];
}

/** What is to be said of deals that count with the one that followed; their ids differ, so nothing else tells. */
async function followedNote(database: Database, names: Names): Promise<readonly string[]> {
  const [counts] = await database.rows<{ won: number; lost: number }>(
    `SELECT count(*) FILTER (status = 'won')::BIGINT AS won, count(*) FILTER (status = 'lost')::BIGINT AS lost
     FROM ${names.deals} WHERE fate = '${MERGED}' AND NOT repeated`,
  );
  const { won, lost } = counts!;
  if (won + lost === 0) return [];
  const [one, deals, have] = won + lost === 1 ? ["", "deal", "has"] : ["each ", "deals", "have"];
  const ends = `${won.toLocaleString("en-US")} won, ${lost.toLocaleString("en-US")} lost`;
  return [
    `${(won + lost).toLocaleString("en-US")} closed ${deals} (${ends}) ${have} a later one of the same company and name, created within ${REOPENED_DAYS} days: ${one}counted once with it, by the last outcome.`,
  ];
}

/** Takes what accounts had after their first won deal out of the new business; returns the SQL that tells these rows. */
async function withoutLater(database: Database, dated: string): Promise<string> {
  await database.run(`CREATE TABLE ${dated}_new AS SELECT d.* REPLACE (d.is_new AND l.__row IS NULL AS is_new), l.__row IS NOT NULL AS later
    FROM ${dated} d LEFT JOIN (${laterSql(dated)}) l ON l.__row = d.__row`);
  await database.run(`DROP TABLE ${dated}; ALTER TABLE ${dated}_new RENAME TO ${dated}`);
  return "later";
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

function reopened(dated: string): string {
  return `SELECT __row FROM (SELECT __row, closed, lead(coalesce(created, closed)) OVER (PARTITION BY family, deal_name ORDER BY closed, created, __row) AS next
      FROM ${dated} WHERE ${DECIDED} AND family IS NOT NULL AND deal_name IS NOT NULL AND closed IS NOT NULL)
    WHERE next <= closed + ${REOPENED_DAYS}`;
}

function fate(rules: FateRules, from: string | null, later: string): string {
  const branches: (readonly [condition: string, fate: string])[] = [
    ["empty", "empty row"],
    ["repeated", MERGED],
    ["deleted", "deleted in the CRM"],
    ["status IS NULL", "no outcome given"],
    [later, LATER],
    ["NOT is_new AND pipeline_aside IS NULL", NOT_NEW],
    ["cleaned", "clean-up: duplicate, test or merged record"],
    ["status = 'open'", OPEN],
  ];
  if (rules.needsAccount) branches.push(["family IS NULL", NO_ACCOUNT]);
  branches.push(["r.__row IS NOT NULL", MERGED]);
  if (rules.asOfStated) branches.push([`closed > DATE '${rules.asOf.asOf}'`, `closed after ${rules.asOf.asOf}`]);
  if (from !== null) branches.push([`closed < DATE '${from}'`, `closed before ${from}`]);
  const cases = branches.map(([condition, name]) => `WHEN ${condition} THEN '${name}'`);
  const otherPipeline = "WHEN pipeline_aside IS NOT NULL THEN 'another pipeline (' || pipeline_aside || ')'";
  return `CASE ${cases.slice(0, 4).join(" ")} ${otherPipeline} ${cases.slice(4).join(" ")} ELSE '${TAKEN}' END`;
}
