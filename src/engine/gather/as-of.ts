import { InputError } from "../../errors.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** Earlier dates are placeholders (1900-01-01, 1970-01-01), and so are later ones (2099-12-31, 9999-12-31). */
export const EARLIEST = "1990-01-01";
const LATEST = "2089-12-31";
/** With many dates, one this many days past all but one in a thousand is a typing error. */
const DAYS_PAST = 31;
const MANY_DATES = 1000;
/** However many: as far past the 95th percentile as that is past the median, and at least this far, is still believed. */
const LEAST_ALLOWANCE = 92;

/** The newest date on which something happened, and the last that is believed; null without dates. */
export interface AsOf {
  readonly asOf: string | null;
  readonly latest: string | null;
}

/** As-of from the creation and close of decided deals; a person's own date goes first. Never today. */
export async function findAsOf(database: Database, names: Names, stated: string | null): Promise<AsOf> {
  const days = happened(names);
  const latest = await latestDate(database, days);
  if (stated !== null) return { asOf: isoDate(stated), latest: latest ?? isoDate(stated) };
  if (latest === null) return { asOf: null, latest: null };
  const asOf = await database.value<string>(
    `SELECT CAST(max(day) AS VARCHAR) FROM (${days}) WHERE day <= DATE '${latest}'`,
  );
  return { asOf, latest };
}

/** The text of `--as-of`; throws `InputError` when it is no ISO date. */
export function isoDate(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  const right = !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  if (!right) throw new InputError(`--as-of must be a date like 2024-06-30, got ${text}`);
  return text;
}

function happened(names: Names): string {
  const decided = `${names.deals} WHERE status IN ('won', 'lost') AND NOT repeated`;
  return believable(`SELECT created_read AS day FROM ${decided} UNION ALL SELECT closed_read FROM ${decided}`);
}

/** SQL: of the dates `day` that a query gives those that are no placeholders. */
export function believable(days: string): string {
  return `SELECT day FROM (${days}) WHERE day BETWEEN DATE '${EARLIEST}' AND DATE '${LATEST}'`;
}

/** The last date that is believed of those (`day`) that a query gives. Wrong dates may well be more than one in a thousand, so two rules apply. */
export async function latestDate(database: Database, days: string): Promise<string | null> {
  const [marks] = await database.rows<{ n: number; p50: number | null; p95: number; p999: number }>(
    `SELECT count(*) AS n, quantile_disc(age, 0.5) AS p50, quantile_disc(age, 0.95) AS p95, quantile_disc(age, 0.999) AS p999
     FROM (SELECT date_diff('day', DATE '1970-01-01', day) AS age FROM (${days}))`,
  );
  const { n, p50, p95, p999 } = marks!;
  if (p50 === null) return null;
  const spread = p95 + Math.max(LEAST_ALLOWANCE, p95 - p50);
  const latest = n >= MANY_DATES ? Math.min(spread, p999 + DAYS_PAST) : spread;
  return database.value<string>(`SELECT CAST(DATE '1970-01-01' + ${latest} AS VARCHAR)`);
}
