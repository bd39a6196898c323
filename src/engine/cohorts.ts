import type { Facts } from "../ingest/facts.ts";
import type { Database } from "../warehouse/database.ts";

/** Whether the cohort of deals created on a day is closed enough to judge. */
export async function maturedCohorts(_database: Database, _facts: Facts): Promise<(day: number) => boolean> {
  return () => true;
}
