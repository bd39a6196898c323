import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** A day that holds more of all losses than this share, and at least so many, is a clean-up. */
const SHARE = 0.05;
const LEAST = 20;

/** A day on which many deals were closed as lost at once. */
export interface CleanUp {
  readonly day: string;
  readonly losses: number;
  readonly share: number;
}

/** Days on which somebody cleaned up old records: their deals are lost, but how long they took is not known. */
export async function findCleanUps(database: Database, deals: string, where: string): Promise<readonly CleanUp[]> {
  return database.rows<CleanUp>(
    `SELECT CAST(closed AS VARCHAR) AS day, count(*)::BIGINT AS losses, count(*) / sum(count(*)) OVER () AS share FROM ${deals}
     WHERE ${where} AND status = 'lost' AND NOT stale AND closed IS NOT NULL GROUP BY closed
     QUALIFY losses >= ${LEAST} AND share > ${SHARE} ORDER BY closed`,
  );
}

/**
 * SQL: days from creation to close of a deal `d`; NULL where a date is missing, and for losses of a clean-up day or by age: how long those took
 * nobody wrote down. Of dates that are quarters none is known.
 */
export function cycleSql(cleanUps: readonly CleanUp[], exactDates: boolean): string {
  if (!exactDates) return "CAST(NULL AS BIGINT)";
  const days = cleanUps.map(({ day }) => `DATE ${quoteText(day)}`);
  const cleaned = days.length === 0 ? "" : ` OR (d.status = 'lost' AND d.closed IN (${days.join(", ")}))`;
  return `CASE WHEN NOT (d.stale${cleaned}) THEN date_diff('day', d.created, d.closed) END`;
}

/** What is to be said of clean-ups. */
export function cleanUpNotes(cleanUps: readonly CleanUp[]): string[] {
  return cleanUps.map(
    ({ day, losses, share }) =>
      `${losses.toLocaleString("en-US")} deals (${Math.round(share * 100)}% of the lost ones) were closed on ${day}: it looks like a clean-up of old records, so their cycle times are left out.`,
  );
}
