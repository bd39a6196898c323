import type { Database } from "../../warehouse/database.ts";
import { type AsOf, EARLIEST } from "./as-of.ts";
import { TAKEN } from "./fates.ts";
import type { Names } from "./rows.ts";

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
  return notes;
}

function count(dates: number): string {
  return `${dates.toLocaleString("en-US")} ${dates === 1 ? "date" : "dates"}`;
}
