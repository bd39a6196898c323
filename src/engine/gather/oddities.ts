import type { Database } from "../../warehouse/database.ts";
import { type AsOf, EARLIEST } from "./as-of.ts";
import { TAKEN } from "./fates.ts";
import type { Names } from "./rows.ts";

/** A day that holds more of all losses than this share, and at least so many, is a clean-up. */
const CLEAN_UP_SHARE = 0.05;
const CLEAN_UP_LOSSES = 20;

/** Sentences about what is odd in the dates of the deals that count. */
export async function findOddities(database: Database, names: Names, { latest }: AsOf): Promise<string[]> {
  if (latest === null) return [];
  const odd = (column: string) => `count(*) FILTER (${column} < DATE '${EARLIEST}')::BIGINT AS ${column}_early,
    count(*) FILTER (${column} > DATE '${latest}')::BIGINT AS ${column}_late`;
  const [counts] = await database.rows<Record<string, number>>(
    `SELECT ${odd("created_read")}, ${odd("closed_read")}, count(*) FILTER (closed < created_read AND created_read <= DATE '${latest}')::BIGINT AS reversed
     FROM ${names.deals} WHERE fate = '${TAKEN}'`,
  );
  const {
    created_read_early = 0,
    created_read_late = 0,
    closed_read_early = 0,
    closed_read_late = 0,
    reversed = 0,
  } = counts!;
  const notes: string[] = [];
  const early = created_read_early + closed_read_early;
  const late = created_read_late + closed_read_late;
  if (early > 0)
    notes.push(
      `${count(early)} of closed deals ${early === 1 ? "lies" : "lie"} before 1990 (placeholders such as 1900-01-01): taken as unknown.`,
    );
  if (late > 0)
    notes.push(
      `${count(late)} of closed deals ${late === 1 ? "lies" : "lie"} after ${latest}, long after all others: taken as unknown.`,
    );
  if (reversed > 0)
    notes.push(
      `${reversed.toLocaleString("en-US")} closed deals were closed before they were created: their creation date is taken as unknown.`,
    );
  return [...notes, ...(await cleanUps(database, names))];
}

function count(dates: number): string {
  return `${dates.toLocaleString("en-US")} ${dates === 1 ? "date" : "dates"}`;
}

async function cleanUps(database: Database, names: Names): Promise<string[]> {
  const days = await database.rows<{ day: string; losses: number; share: number }>(
    `SELECT CAST(closed AS VARCHAR) AS day, count(*)::BIGINT AS losses, count(*) / sum(count(*)) OVER () AS share FROM ${names.deals}
     WHERE fate = '${TAKEN}' AND status = 'lost' AND closed IS NOT NULL GROUP BY closed
     QUALIFY losses >= ${CLEAN_UP_LOSSES} AND share > ${CLEAN_UP_SHARE} ORDER BY closed`,
  );
  return days.map(
    ({ day, losses, share }) =>
      `${losses.toLocaleString("en-US")} deals (${Math.round(share * 100)}% of the lost ones) were closed on ${day}: it looks like a clean-up of old records.`,
  );
}
