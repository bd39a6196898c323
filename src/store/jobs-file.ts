import { sql } from "drizzle-orm";
import { rowsOf } from "./rows.ts";
import type { Db, Store } from "./store.ts";

/** The schema of the queue. */
export const JOBS_SCHEMA = "openicp_jobs";

const COLUMNS = `id, name, priority, data, retry_limit, retry_count, retry_delay, retry_backoff, start_after, started_on, singleton_key,
  expire_in, created_on, policy`;
/** One whose process is gone waits again, and the attempt counts. */
const WAITING = `select ${COLUMNS}, case state when 'active' then 'retry' else state end as state
  from ${JOBS_SCHEMA}.job where state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss\\_\\_%'`;

/**
 * Jobs that wait in the queue, or are under way, in the order in which they came, each as the JSON text that both engines write and read. Inside the
 * transaction of `readRows`, whose time zone it needs.
 */
export async function waitingJobs(tx: Db): Promise<readonly string[]> {
  const [found] = await rowsOf<{ there: boolean }>(
    tx,
    sql`select to_regclass(${`${JOBS_SCHEMA}.job`}) is not null as there`,
  );
  if (found?.there !== true) return [];
  const rows = await rowsOf<{ row: string }>(
    tx,
    sql.raw(`select row_to_json(job)::text as row from (${WAITING}) as job order by created_on, id`),
  );
  return rows.map(({ row }) => row);
}

/** Writes jobs that `waitingJobs` gave; their queues are there. */
export async function writeJobs(store: Store, jobs: readonly string[]): Promise<void> {
  await store.execute(
    `insert into ${JOBS_SCHEMA}.job (${COLUMNS}, state)
     select ${COLUMNS}, state from json_populate_recordset(null::${JOBS_SCHEMA}.job, $1::json)`,
    [`[${jobs.join(",")}]`],
  );
}

/** The queues of jobs that `waitingJobs` gave. */
export function queuesOf(jobs: readonly string[]): readonly string[] {
  return [...new Set(jobs.map((job) => (JSON.parse(job) as { name: string }).name))].sort();
}
