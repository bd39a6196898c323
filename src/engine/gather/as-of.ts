import { InputError } from "../../errors.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** Earlier dates are placeholders (1900-01-01, 1970-01-01). */
export const EARLIEST = "1990-01-01";
/** A date this many days past nearly all others is a typing error. */
const DAYS_PAST = 31;
/** With fewer dates the newest one may well stand alone, so the allowance grows with their spread. */
const MANY_DATES = 1000;

/** The newest date on which something happened, and the last that is believed; null without dates. */
export interface AsOf {
  readonly asOf: string | null;
  readonly latest: string | null;
}

/** As-of from the creation and close of decided deals; a person's own date goes first. Never today. */
export async function findAsOf(database: Database, names: Names, stated: string | null): Promise<AsOf> {
  const latest = await latestDate(database, names);
  if (stated !== null) return { asOf: isoDate(stated), latest: latest ?? isoDate(stated) };
  if (latest === null) return { asOf: null, latest: null };
  const asOf = await database.value<string>(
    `SELECT CAST(max(day) AS VARCHAR) FROM (${happened(names)}) WHERE day <= DATE '${latest}'`,
  );
  return { asOf, latest };
}

function isoDate(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  const right = !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  if (!right) throw new InputError(`--as-of must be a date like 2024-06-30, got ${text}`);
  return text;
}

function happened(names: Names): string {
  const decided = `${names.deals} WHERE status IN ('won', 'lost') AND NOT repeated`;
  return `SELECT day FROM (SELECT created_read AS day FROM ${decided} UNION ALL SELECT closed_read FROM ${decided}) WHERE day >= DATE '${EARLIEST}'`;
}

/** The date that all but one in a thousand (at least one) do not pass, and a month more. */
async function latestDate(database: Database, names: Names): Promise<string | null> {
  const [counts] = await database.rows<{ n: number; middle: string | null }>(
    `SELECT count(*) AS n, CAST(quantile_disc(day, 0.5) AS VARCHAR) AS middle FROM (${happened(names)})`,
  );
  const { n, middle } = counts!;
  if (middle === null) return null;
  const past = n - 1 - Math.floor((n - 1) * 0.999);
  const spread = n < MANY_DATES ? `(day - DATE '${middle}') // 5` : "0";
  return database.value<string>(
    `SELECT CAST(day + greatest(${DAYS_PAST}, ${spread})::INTEGER AS VARCHAR) FROM (SELECT day FROM (${happened(names)}) ORDER BY day DESC LIMIT 1 OFFSET ${past})`,
  );
}
