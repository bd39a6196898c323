import type { Cohort } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** New business by month of creation: decided and still open. Deals without a creation date are in no cohort. */
export async function findCohorts(database: Database, names: Names): Promise<readonly Cohort[]> {
  return database.rows<Cohort>(
    `SELECT CAST(date_trunc('month', created) AS DATE)::VARCHAR AS month, count(*) FILTER (status IN ('won', 'lost')) AS decided,
       count(*) FILTER (status = 'open') AS open
     FROM ${names.deals} WHERE created IS NOT NULL AND is_new AND NOT repeated AND NOT deleted AND NOT cleaned GROUP BY 1 ORDER BY 1`,
  );
}
