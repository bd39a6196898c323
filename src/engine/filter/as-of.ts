import type { Database } from "../../warehouse/database.ts";
import { believable, latestDate } from "../gather/as-of.ts";

/**
 * The newest day on which something happened; days far past the others are typing errors. Null without any; never today.
 *
 * @param days queries with one column of type DATE
 */
export async function newestDay(database: Database, days: readonly string[]): Promise<string | null> {
  if (days.length === 0) return null;
  const all = believable(`SELECT day FROM (${days.join(" UNION ALL ")}) AS t(day)`);
  const latest = await latestDate(database, all);
  if (latest === null) return null;
  return database.value<string>(`SELECT CAST(max(day) AS VARCHAR) FROM (${all}) WHERE day <= DATE '${latest}'`);
}
