import { sql } from "drizzle-orm";
import { rowsOf } from "./rows.ts";
import type { Db } from "./store.ts";

/** What must never be; each query gives the subjects that break it. The database's own rules keep the first three, unless its files are damaged. */
const RULES: readonly (readonly [says: string, query: string])[] = [
  [
    "has more than one version in force",
    "select icp as subject from openicp.versions where state = 'approved' group by icp having count(*) > 1",
  ],
  [
    "says another version is in force than the one approved",
    `select icps.id as subject from openicp.icps left join openicp.versions on versions.icp = icps.id and versions.state = 'approved'
     where icps.in_force is distinct from versions.id`,
  ],
  [
    "is in force without an approval",
    `select in_force as subject from openicp.icps where in_force is not null
     and not exists (select 1 from openicp.approvals where approvals.icp = icps.id and approvals.version = icps.in_force)`,
  ],
  [
    "shows scores though its run did not end well",
    `select 'run ' || run as subject from openicp.score_runs
     join openicp.runs on runs.id = score_runs.run where runs.state = 'failed'`,
  ],
  [
    "is not valid JSON",
    `select 'version ' || id as subject from openicp.versions where left(ltrim(document), 1) <> '{'`,
  ],
];

async function damaged(db: Db): Promise<readonly string[]> {
  const faults: string[] = [];
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select tablename as name from pg_tables where schemaname = 'openicp' order by 1`,
  );
  for (const { name } of tables) {
    const all = sql`select count(row_text)::int from (select t::text as row_text from openicp.${sql.identifier(name)} t) as whole`;
    await db.execute(all).catch((error: Error) => {
      const why = error.cause instanceof Error ? error.cause.message : error.message;
      faults.push(`the table ${name} cannot be read (${why}): restore the workspace from a backup`);
    });
  }
  return faults;
}

async function unreadable(db: Db): Promise<readonly string[]> {
  const ids = await rowsOf<{ id: string }>(db, sql`select id from openicp.versions order by icp, number`);
  const faults: string[] = [];
  for (const { id } of ids) {
    const [row] = await rowsOf<{ document: string }>(db, sql`select document from openicp.versions where id = ${id}`);
    try {
      JSON.parse(row?.document ?? "");
    } catch {
      faults.push(`the document of version ${id} is not JSON`);
    }
  }
  return faults;
}

/** What is wrong in the store, a sentence each; nothing when all is well. Reads every row, so that damaged pages are found. For `doctor`. */
export async function storeFaults(db: Db): Promise<readonly string[]> {
  const faults = [...(await damaged(db))];
  if (faults.length > 0) return faults;
  for (const [says, query] of RULES) {
    const found = await rowsOf<{ subject: string }>(db, sql.raw(`${query} order by 1`));
    for (const { subject } of found) faults.push(`${subject} ${says}`);
  }
  return [...faults, ...(await unreadable(db))];
}
