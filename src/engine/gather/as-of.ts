import { InputError } from "../../errors.ts";
import type { Guess } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** Earlier dates are placeholders (1900-01-01, 1970-01-01), and so are later ones (2099-12-31, 9999-12-31). */
export const EARLIEST = "1990-01-01";
export const LATEST = "2089-12-31";
/** With many dates, one this many days past all but one in a thousand is a typing error. */
const DAYS_PAST = 31;
const MANY_DATES = 1000;
/** However many: as far past the 95th percentile as that is past the median, and at least this far, is still believed. */
const LEAST_ALLOWANCE = 92;

/** The newest date on which something happened, and the last that is believed; null without dates. */
export interface AsOf {
  readonly asOf: string | null;
  readonly latest: string | null;
  /** The newest day of the deals alone; null without dates. */
  readonly ofDeals: string | null;
  /** The last event that is believed; null without events. */
  readonly latestEvent: string | null;
  /** The day on which a customer started or left, where that is the as-of; else null. */
  readonly ofCustomers: string | null;
}

/** Days past the last deal up to which an event is believed. */
const EVENTS_PAST = 366;

/**
 * As-of from the creation and close of decided deals, the events (a table with a DATE `day`, null for none) and the newest day on which a
 * customer started or left (null for none); a person's own date goes first. Never today.
 */
export async function findAsOf(
  database: Database,
  names: Names,
  stated: string | null,
  events: string | null,
  customers: string | null,
): Promise<AsOf> {
  const found = await withEvents(database, names, stated, events);
  return stated === null ? withCustomers(found, customers) : found;
}

async function withEvents(
  database: Database,
  names: Names,
  stated: string | null,
  events: string | null,
): Promise<AsOf> {
  const latest = await latestDate(database, happened(names));
  const ofDeals = await newest(database, happened(names), latest);
  const day = stated === null ? ofDeals : isoDate(stated);
  if (events === null) return { asOf: day, latest: latest ?? stated, ofDeals, latestEvent: null, ofCustomers: null };
  const believed = `SELECT day FROM (${believable(`SELECT day FROM ${events}`)})${day === null ? "" : ` WHERE day <= DATE '${day}' + ${EVENTS_PAST}`}`;
  const latestEvent = await latestDate(database, believed);
  const event = await newest(database, believed, latestEvent);
  const asOf = stated === null && event !== null && (day === null || event > day) ? event : day;
  return { asOf, latest: latest ?? stated, ofDeals, latestEvent: latestEvent ?? day, ofCustomers: null };
}

/** A later day on which a customer started or left moves the day to look from, within reason, and with it the window of deals that count. */
function withCustomers(found: AsOf, customers: string | null): AsOf {
  const { asOf, ofDeals } = found;
  if (customers === null || (asOf !== null && customers <= asOf)) return found;
  const believed = ofDeals === null || customers <= daysAfter(ofDeals, EVENTS_PAST);
  return believed ? { ...found, asOf: customers, ofCustomers: customers } : found;
}

/** Tells a day to look from that customers gave. */
export function customersGuess({ ofDeals, ofCustomers }: AsOf): Guess[] {
  if (ofCustomers === null) return [];
  const deals = ofDeals === null ? "no deal has a date" : `the newest deal date is ${ofDeals}`;
  const text = `Looked from ${ofCustomers}, the newest day on which a customer started or left; ${deals}.`;
  return [{ what: "as-of", text, override: `--as-of ${ofDeals ?? "DATE"}` }];
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

async function newest(database: Database, days: string, latest: string | null): Promise<string | null> {
  if (latest === null) return null;
  return database.value<string>(`SELECT CAST(max(day) AS VARCHAR) FROM (${days}) WHERE day <= DATE '${latest}'`);
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
