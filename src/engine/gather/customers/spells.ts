import type { Database } from "../../../warehouse/database.ts";
import { believable, isoDate, latestDate } from "../as-of.ts";
import type { CustomerNames } from "./names.ts";

/** A customer without a subscription for so many days has left; one that is back sooner never did. */
export const AWAY_DAYS = 90;

/** Newest day on which a subscription began or ended: never the end of a contract or period that still runs. Null without dates. */
export async function customersAsOf(
  database: Database,
  names: CustomerNames,
  stated: string | null,
): Promise<string | null> {
  if (stated !== null) return isoDate(stated);
  const taken = `${names.rows} WHERE fate = 'taken'`;
  const days = believable(`SELECT coalesce(start_date, created) AS day FROM ${taken}
    UNION ALL SELECT ended FROM ${taken} AND coalesce(state, '') NOT IN ('running', 'paused')
    UNION ALL SELECT canceled FROM ${taken} AND (layout = 'churns' OR state IS NULL OR state IN ('over', 'canceled'))
    UNION ALL SELECT stop FROM ${taken} AND (state = 'over' OR (state IS NULL AND NOT lapses AND canceled IS NULL))`);
  const latest = await latestDate(database, days);
  if (latest === null) return null;
  return database.value<string>(`SELECT CAST(max(day) AS VARCHAR) FROM (${days}) WHERE day <= DATE '${latest}'`);
}

/** SQL: the DATE as-of, later than any when there is none. */
export function dateOrNever(asOf: string | null): string {
  return asOf === null ? "DATE '9999-12-30'" : `DATE '${asOf}'`;
}

/** SQL: a stop that has not come. */
export const NEVER = "DATE '9999-12-31'";

/**
 * Creates the keys (`key`, `customer` 0..n-1) and the spells: one row per subscription with `customer`, `first`, `stop` (NEVER while it
 * runs), `run_to`, `kind`, `state`, `begun_at`, `now_at`, `currency`, `gone` (ended on an unknown day). An account of which a
 * subscription tells more is not told by a plain list; a churn event ends what runs only where no subscription ever ends.
 */
export async function laySpells(database: Database, names: CustomerNames, asOf: string | null): Promise<void> {
  await database.run(`CREATE TABLE ${names.keys} AS SELECT key, (row_number() OVER (ORDER BY key) - 1)::INTEGER AS customer FROM
    (SELECT DISTINCT key FROM ${names.rows} WHERE fate = 'taken' AND layout NOT IN ('usage', 'tickets'))`);
  const today = dateOrNever(asOf);
  const lives = "fate = 'taken' AND layout IN ('subscriptions', 'accounts', 'list') AND kind <> 'never'";
  await database.run(`CREATE TABLE ${names.spells}_told AS
    WITH told AS (
      SELECT k.customer, begun, stop, lapses, kind, state, begun_at, now_at, currency, churn_reason,
        layout <> 'list' AS strong, bool_or(layout <> 'list') OVER (PARTITION BY k.customer) AS any_strong
      FROM ${names.rows} r JOIN ${names.keys} k USING (key) WHERE ${lives})
    SELECT customer, CASE WHEN begun < coalesce(stop, ${NEVER}) OR begun = stop THEN begun END AS first, kind, state, begun_at, now_at, currency,
      CASE WHEN stop > ${today} OR (lapses AND stop + ${AWAY_DAYS} >= ${today}) THEN NULL ELSE stop END AS stop,
      coalesce(state IN ('over', 'canceled') AND stop IS NULL, false) AS gone
    FROM told WHERE strong OR NOT any_strong`);
  const ends = await database.value<number>(`SELECT count(stop) FROM ${names.spells}_told WHERE kind = 'paid'`);
  const event =
    ends > 0
      ? "CAST(NULL AS DATE)"
      : `(SELECT min(e.stop) FROM ${names.rows} e JOIN ${names.keys} k USING (key) WHERE e.layout = 'churns' AND e.fate = 'taken'
          AND k.customer = t.customer AND e.stop <= ${today} AND e.stop >= coalesce(t.first, e.stop))`;
  await database.run(`CREATE TABLE ${names.spells} AS
    SELECT * EXCLUDE (stop), CASE WHEN stop IS NULL THEN ${NEVER} ELSE greatest(stop, coalesce(first + 1, stop)) END AS stop, coalesce(stop, ${today}) AS run_to
    FROM (SELECT * EXCLUDE (stop), coalesce(stop, ${event}) AS stop FROM ${names.spells}_told t)`);
  await database.run(`DROP TABLE ${names.spells}_told`);
  await layStays(database, names);
}

/**
 * Creates the stays: per customer the paid spells that overlap or follow one another within 90 days, with `stay` 1.., `first`, `stop`. A gap
 * inside a stay is bridged: what ended there is paid until the next begins, as far as revenue goes.
 */
async function layStays(database: Database, names: CustomerNames): Promise<void> {
  const order = "PARTITION BY customer ORDER BY first, stop";
  await database.run(`CREATE TABLE ${names.spells}_paid AS
    WITH seen AS (SELECT *, max(stop) OVER (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM ${names.spells} WHERE kind = 'paid' AND first IS NOT NULL AND NOT gone),
    marked AS (SELECT *, sum(CASE WHEN before IS NULL OR first > before THEN 1 ELSE 0 END) OVER (${order} ROWS UNBOUNDED PRECEDING) AS island,
      sum(CASE WHEN before IS NULL OR date_diff('day', before, first) > ${AWAY_DAYS} THEN 1 ELSE 0 END) OVER (${order} ROWS UNBOUNDED PRECEDING) AS stay
      FROM seen),
    islands AS (SELECT customer, stay, island, max(stop) AS until, lead(min(first)) OVER (PARTITION BY customer, stay ORDER BY island) AS next
      FROM marked GROUP BY customer, stay, island)
    SELECT m.* EXCLUDE (before, island, stay, stop), m.stay::INTEGER AS stay, CASE WHEN m.stop = i.until THEN coalesce(i.next, m.stop) ELSE m.stop END AS stop
    FROM marked m JOIN islands i ON i.customer = m.customer AND i.island = m.island`);
  await database.run(
    `CREATE TABLE ${names.stays} AS SELECT customer, stay, min(first) AS first, max(stop) AS stop FROM ${names.spells}_paid GROUP BY customer, stay`,
  );
  await database.run(`CREATE TABLE ${names.spells}_all AS SELECT customer, first, stop, run_to, kind, state, begun_at, now_at, currency, gone, stay FROM ${names.spells}_paid
    UNION ALL SELECT customer, first, stop, run_to, kind, state, begun_at, now_at, currency, gone, NULL FROM ${names.spells} WHERE kind <> 'paid' OR first IS NULL OR gone`);
  await database.run(
    `DROP TABLE ${names.spells}_paid; DROP TABLE ${names.spells}; ALTER TABLE ${names.spells}_all RENAME TO ${names.spells}`,
  );
}
