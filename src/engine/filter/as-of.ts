import type { Database } from "../../warehouse/database.ts";
import { believable, latestDate } from "../gather/as-of.ts";

/**
 * The day to look from: a person's own, else the newest day on which something happened: creation and close of decided deals, contacts,
 * starts and ends of customers. Dates far past the others are typing errors. Null without dates; never today.
 *
 * @param days queries with one column of type DATE
 */
export async function filterAsOf(
  database: Database,
  days: readonly string[],
  stated: string | null,
): Promise<string | null> {
  if (stated !== null || days.length === 0) return stated;
  const all = believable(`SELECT day FROM (${days.join(" UNION ALL ")}) AS t(day)`);
  const latest = await latestDate(database, all);
  if (latest === null) return null;
  return database.value<string>(`SELECT CAST(max(day) AS VARCHAR) FROM (${all}) WHERE day <= DATE '${latest}'`);
}
