import type { FileTotals } from "../../../ingest/facts.ts";
import type { Database } from "../../../warehouse/database.ts";
import { EARLIEST, LATEST } from "../as-of.ts";
import { linkFiles } from "./link.ts";
import type { SeenCustomers } from "./look.ts";
import type { CustomerNames } from "./names.ts";

const TAKEN = "taken";
const MERGED = "merged";

/** SQL: what names the row's company first of all. */
const KEY = "coalesce('i:' || id_key, 'd:' || domain_key, 'n:' || name_key)";

/**
 * Replaces the rows by the same with `key` (the account), `begun` and `stop` (DATE; NULL while it runs), `lapses` (the stop is the end of a
 * term, nobody said goodbye), `kind` (paid, free, trial, never) and `fate` (`taken`, `merged` or why it is out of scope).
 * A row is merged when it repeats another of its file, or is an older version of a subscription. Gives how many accounts were found under
 * different ids in different files.
 */
export async function decideRows(
  database: Database,
  names: CustomerNames,
  files: readonly SeenCustomers[],
): Promise<number> {
  const replace = (select: string) =>
    database.run(
      `CREATE TABLE ${names.rows}_next AS ${select}; DROP TABLE ${names.rows}; ALTER TABLE ${names.rows}_next RENAME TO ${names.rows}`,
    );
  await replace(`WITH keyed AS (SELECT *, ${KEY} AS key, ${STOP} AS stop, ${LAPSES} AS lapses, ${believed("coalesce(start_date, created)")} AS begin_date FROM ${names.rows}),
    dated AS (SELECT *, CASE WHEN trial_end > begin_date AND trial_end <= DATE '${LATEST}' AND coalesce(state, '') <> 'trial' THEN trial_end ELSE begin_date END AS begun FROM keyed)
    SELECT *, ${KIND} AS kind FROM dated`);
  const linked = files.length > 1 ? await linkFiles(database, names) : 0;
  await findRepeats(database, names, files);
  await replace(`SELECT r.*, CASE WHEN r.empty THEN 'empty row' WHEN p.__row IS NOT NULL THEN '${MERGED}'
      WHEN r.key IS NULL AND r.layout NOT IN ('usage', 'tickets') THEN 'names no account'
      WHEN r.state = 'never' THEN 'not begun or never paid' ELSE '${TAKEN}' END AS fate
    FROM ${names.rows} r LEFT JOIN ${names.rows}_repeats p ON p.file = r.file AND p.__row = r.__row`);
  await database.run(`DROP TABLE ${names.rows}_repeats`);
  return linked;
}

/**
 * Creates the table of rows (`file`, `__row`) that repeat another: the same row twice in a file; an older version of a subscription that began on
 * the same day on the same plan; a subscription that a newer file tells, or without an id another file in every cell alike; an account that
 * another list tells in the same words.
 */
async function findRepeats(database: Database, names: CustomerNames, files: readonly SeenCustomers[]): Promise<void> {
  const several = (layouts: readonly string[]) => files.filter(({ layout }) => layouts.includes(layout)).length > 1;
  const same =
    "r.subscription = g.subscription AND r.plan IS NOT DISTINCT FROM g.plan AND r.begin_date IS NOT DISTINCT FROM g.begin_date";
  const found = [
    `SELECT r.file, r.__row FROM ${names.rows} r JOIN (SELECT file, print, min(__row) AS kept FROM ${names.rows} GROUP BY file, print HAVING count(*) > 1) g
      ON g.file = r.file AND g.print = r.print AND g.kept <> r.__row`,
    `SELECT file, __row FROM (SELECT r.file, r.__row, row_number() OVER (PARTITION BY r.file, r.subscription, r.plan, r.begin_date
        ORDER BY r.ended DESC NULLS LAST, r.canceled DESC NULLS LAST, r.period_end DESC NULLS LAST, r.print, r.__row) AS nth
      FROM ${names.rows} r JOIN (SELECT file, subscription, plan, begin_date FROM ${names.rows} WHERE layout = 'subscriptions' AND subscription IS NOT NULL
        GROUP BY file, subscription, plan, begin_date HAVING count(*) > 1) g ON g.file = r.file AND ${same}) WHERE nth > 1`,
    ...(several(["subscriptions"]) ? [olderFiles(names), otherFiles(names)] : []),
    ...(several(["accounts", "list"])
      ? [
          `SELECT file, __row FROM (SELECT file, __row, min(file) OVER (PARTITION BY layout, key, begun, stop, state, begun_at, now_at) AS kept
            FROM ${names.rows} WHERE layout IN ('accounts', 'list')) WHERE file > kept`,
        ]
      : []),
  ];
  await database.run(`CREATE TABLE ${names.rows}_repeats AS ${found.join(" UNION ")}`);
}

/** Rows of subscriptions that a file with a later newest day tells too. */
function olderFiles(names: CustomerNames): string {
  const rows = `${names.rows} WHERE layout = 'subscriptions' AND subscription IS NOT NULL`;
  return `SELECT file, __row FROM (SELECT r.file, r.__row, first_value(r.file) OVER (PARTITION BY r.subscription ORDER BY d.day DESC NULLS LAST, r.file) AS kept
    FROM (SELECT file, __row, subscription FROM ${rows}) r
    JOIN (SELECT file, max(greatest(start_date, created, ended, canceled)) AS day FROM ${rows} GROUP BY file) d ON d.file = r.file) WHERE file <> kept`;
}

/** Rows of subscriptions without an id that another file holds, alike in every cell: one customer has no two such in one file either. */
function otherFiles(names: CustomerNames): string {
  return `SELECT file, __row FROM (SELECT file, __row, min(file) OVER (PARTITION BY print) AS kept
      FROM ${names.rows} WHERE layout = 'subscriptions' AND subscription IS NULL AND key IS NOT NULL) WHERE file > kept`;
}

/** What has ended has a date of it, somewhere; a date of a contract or period that still runs is none. */
const STOP = `CASE
  WHEN layout = 'churns' THEN ${believed("coalesce(ended, canceled)")}
  WHEN state IN ('over', 'canceled') THEN ${believed("coalesce(ended, end_date, CASE WHEN expires >= coalesce(canceled, expires) THEN expires END, canceled)")}
  WHEN state IN ('running', 'paused') THEN NULL
  WHEN state IN ('trial', 'free') THEN ${believed("ended")}
  ELSE ${believed("coalesce(ended, CASE WHEN NOT terms THEN end_date END, CASE WHEN canceled IS NOT NULL THEN greatest(canceled, coalesce(expires, period_end, canceled)) END, end_date, expires)")} END`;

const LAPSES =
  "state IS NULL AND ended IS NULL AND canceled IS NULL AND (terms OR end_date IS NULL) AND coalesce(end_date, expires) IS NOT NULL";

const KIND = `CASE WHEN state = 'never' THEN 'never' WHEN state = 'trial' OR stop <= trial_end THEN 'trial'
  WHEN state IS NULL AND status IS NOT NULL AND begun IS NULL AND stop IS NULL AND coalesce(now_at, 0) = 0 THEN 'unknown'
  WHEN state = 'free' OR (coalesce(begun_at, 0) = 0 AND coalesce(now_at, CASE WHEN free_plan THEN 0 END) = 0 AND coalesce(state, '') <> 'paused') THEN 'free'
  ELSE 'paid' END`;

function believed(date: string): string {
  return `CASE WHEN ${date} BETWEEN DATE '${EARLIEST}' AND DATE '${LATEST}' THEN ${date} END`;
}

/** Rows that begin after as-of, and use or tickets of accounts that are no customers, are out of scope. */
export async function leaveOut(database: Database, names: CustomerNames, asOf: string | null): Promise<void> {
  if (asOf !== null)
    await database.run(
      `UPDATE ${names.rows} SET fate = 'begins after ${asOf}' WHERE fate = '${TAKEN}' AND begun > DATE '${asOf}'`,
    );
  await database.run(`UPDATE ${names.rows} r SET key = (SELECT min(s.key) FROM ${names.rows} s WHERE s.subscription = r.subscription AND s.layout = 'subscriptions' AND s.fate = '${TAKEN}')
    WHERE layout IN ('usage', 'tickets') AND key IS NULL`);
  await database.run(`UPDATE ${names.rows} SET fate = 'of no customer in these files' WHERE layout IN ('usage', 'tickets') AND fate = '${TAKEN}'
    AND (key IS NULL OR key NOT IN (SELECT key FROM ${names.rows} WHERE layout NOT IN ('usage', 'tickets') AND fate = '${TAKEN}'))`);
}

/** What became of every row of every file, in the order in which the files were given. */
export async function customerTotals(
  database: Database,
  names: CustomerNames,
  files: readonly SeenCustomers[],
): Promise<FileTotals[]> {
  const fates = await database.rows<{ file: number; fate: string; rows: number }>(
    `SELECT file, fate, count(*)::BIGINT AS rows FROM ${names.rows} GROUP BY file, fate ORDER BY file, rows DESC, fate`,
  );
  return files.map(({ raw }, index) => {
    const own = fates.filter(({ file }) => file === index);
    const rowsOf = (fate: string) => own.find((one) => one.fate === fate)?.rows ?? 0;
    return {
      role: raw.role,
      file: raw.file,
      format: raw.format,
      read: raw.rowsRead,
      taken: rowsOf(TAKEN),
      merged: rowsOf(MERGED),
      outOfScope: own
        .filter(({ fate }) => fate !== TAKEN && fate !== MERGED)
        .map(({ fate, rows }) => ({ reason: fate, rows })),
      rejected: raw.rejected,
    };
  });
}
