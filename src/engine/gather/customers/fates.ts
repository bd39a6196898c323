import type { FileTotals } from "../../../ingest/facts.ts";
import type { Database } from "../../../warehouse/database.ts";
import { EARLIEST } from "../as-of.ts";
import type { SeenCustomers } from "./look.ts";
import type { CustomerNames } from "./names.ts";

const TAKEN = "taken";
const MERGED = "merged";

/** SQL: what names the row's company first of all. */
const KEY = "coalesce('i:' || id_key, 'd:' || domain_key, 'n:' || name_key)";

/**
 * Replaces the rows by the same with `key` (the account), `begun` and `stop` (DATE; NULL while it runs), `lapses` (the stop is the end of a
 * term, nobody said goodbye), `kind` (paid, free, trial, never) and `fate` (`taken`, `merged` or why it is out of scope).
 * A row is merged when it repeats another of its file, or is an older version of a subscription.
 */
export async function decideRows(database: Database, names: CustomerNames): Promise<void> {
  await database.run(`CREATE TABLE ${names.rows}_fated AS
    WITH keyed AS (
      SELECT *, ${KEY} AS key,
        ${STOP} AS stop, ${LAPSES} AS lapses, ${believed("coalesce(start_date, created)")} AS begin_date,
        greatest(start_date, created, ended, canceled, happened) AS last_day
      FROM ${names.rows}),
    dated AS (SELECT *, CASE WHEN trial_end > begin_date AND coalesce(state, '') <> 'trial' THEN trial_end ELSE begin_date END AS begun,
        max(last_day) OVER (PARTITION BY file) AS file_day FROM keyed),
    repeats AS (SELECT *,
        row_number() OVER (PARTITION BY file, print ORDER BY __row) > 1 AS copied,
        subscription IS NOT NULL AND file <> first_value(file) OVER (PARTITION BY layout, subscription ORDER BY file_day DESC NULLS LAST, file) AS older_file,
        subscription IS NULL AND layout IN ('accounts', 'list')
          AND file > min(file) OVER (PARTITION BY layout, key, begun, stop, state, begun_at, now_at) AS copied_file,
        layout = 'subscriptions' AND row_number() OVER (PARTITION BY file, subscription, plan, begin_date ORDER BY ended DESC NULLS LAST,
          canceled DESC NULLS LAST, period_end DESC NULLS LAST, print) > 1 AS older
      FROM dated)
    SELECT * EXCLUDE (copied, older_file, copied_file, older, last_day, file_day), ${KIND} AS kind,
      CASE WHEN empty THEN 'empty row' WHEN copied OR older_file OR copied_file OR older THEN '${MERGED}'
        WHEN key IS NULL AND layout NOT IN ('usage', 'tickets') THEN 'names no account'
        WHEN state = 'never' THEN 'not begun, or first payment failed' ELSE '${TAKEN}' END AS fate
    FROM repeats ORDER BY file, __row`);
  await database.run(`DROP TABLE ${names.rows}; ALTER TABLE ${names.rows}_fated RENAME TO ${names.rows}`);
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
  return `CASE WHEN ${date} >= DATE '${EARLIEST}' THEN ${date} END`;
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
