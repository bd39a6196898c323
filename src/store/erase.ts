import { eq, inArray, sql } from "drizzle-orm";
import { rowsOf } from "./rows.ts";
import { listEntries, scoreRuns, signOffs, tasks, users } from "./schema.ts";
import type { Db, Store } from "./store.ts";
import { wholePattern } from "./whole-words.ts";

/** What stands where a name stood. */
export const ERASED = "(erased)";

/** Columns that name a person. */
const NAMES: readonly (readonly [table: string, column: string])[] = [
  ["versions", "created_by"],
  ["versions", "approved_by"],
  ["approvals", "by"],
  ["sign_offs", "person"],
  ["runs", "by"],
  ["imports", "by"],
  ["lists", "created_by"],
  ["list_entries", "owner"],
  ["tasks", "owner"],
  ["tasks", "created_by"],
  ["tasks", "closed_by"],
  ["narratives", "owner"],
  ["narratives", "written_by"],
  ["changes", "logged_by"],
  ["changes", "reviewed_by"],
  ["settings", "by"],
  ["audit_log", "who"],
  // What was done to somebody who may sign in is logged under their address.
  ["audit_log", "subject"],
  ["invitations", "invited_by"],
  ["share_links", "made_by"],
  ["saved_views", "made_by"],
];
/** Columns that say who may sign in, or was asked to: those rows go whole, with sessions, password and keys. */
const MEMBERS: readonly (readonly [table: string, column: string])[] = [
  ["users", "name"],
  ["users", "email"],
  ["invitations", "email"],
];

/** Takes accounts off every list, with their history, and their tasks away. Inside a transaction. @returns rows that went */
export async function eraseAccounts(tx: Db, accounts: readonly string[]): Promise<number> {
  if (accounts.length === 0) return 0;
  const stays = await tx
    .delete(listEntries)
    .where(inArray(listEntries.account, [...accounts]))
    .returning({ id: listEntries.id });
  const work = await tx
    .delete(tasks)
    .where(inArray(tasks.account, [...accounts]))
    .returning({ id: tasks.id });
  return stays.length + work.length;
}

/** Puts `(erased)` where the store has this name, and takes the comments under it away. Inside a transaction. */
export async function eraseName(tx: Db, person: string): Promise<void> {
  await tx.execute(sql`select set_config('openicp.erasing', 'yes', true)`);
  await tx.update(signOffs).set({ comment: null }).where(eq(signOffs.person, person));
  for (const [table, column] of NAMES) {
    const name = sql.identifier(column);
    const value = table === "sign_offs" ? sql`${ERASED} || ' ' || id` : sql`${ERASED}::text`;
    await tx.execute(
      sql`update ${sql.identifier("openicp")}.${sql.identifier(table)} set ${name} = ${value} where ${name} = ${person}`,
    );
  }
  await tx.execute(sql`select set_config('openicp.erasing', '', true)`);
}

/** The same of somebody who may sign in under it: they do so no more. Inside a transaction. */
export async function erasePerson(tx: Db, person: string): Promise<void> {
  await eraseName(tx, person);
  for (const [table, column] of MEMBERS)
    await tx.execute(
      sql`delete from ${sql.identifier("openicp")}.${sql.identifier(table)} where lower(${sql.identifier(column)}) = lower(${person})`,
    );
}

/** Everybody whom the store names as having done, owned or answered something. */
export async function namedPersons(db: Db): Promise<readonly string[]> {
  const each = [...NAMES, ...MEMBERS].map(
    ([table, column]) =>
      sql`select ${sql.identifier(column)} as name from ${sql.identifier("openicp")}.${sql.identifier(table)}`,
  );
  const all = sql.join(each, sql` union `);
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select name from (${all}) as named where name is not null order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Who may sign in under one of these names or addresses. */
export async function membersNamed(
  db: Db,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly email: string; readonly role: string }[]> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const all = await db.select({ name: users.name, email: users.email, role: users.role }).from(users);
  return all.filter(({ name, email }) => wanted.has(name.toLowerCase()) || wanted.has(email.toLowerCase()));
}

/** Takes away the queue's jobs, waiting and done, in which one of these words stands by itself. Inside a transaction. @returns jobs that went */
export async function eraseJobs(tx: Db, words: readonly string[]): Promise<number> {
  let gone = 0;
  for (const table of ["job", "archive"]) {
    const [there] = await rowsOf<{ there: boolean }>(
      tx,
      sql`select to_regclass(${`openicp_jobs.${table}`}) is not null as there`,
    );
    if (there?.there !== true) continue;
    for (const word of words) {
      const rows = await rowsOf(
        tx,
        sql`delete from ${sql.identifier("openicp_jobs")}.${sql.identifier(table)} as job
          where job::text ~* ${wholePattern(word)} returning 1`,
      );
      gone += rows.length;
    }
  }
  return gone;
}

/** A run shows fewer scores from now on: accounts were erased. Inside a transaction. */
export async function recountRun(tx: Db, run: number, accounts: number): Promise<void> {
  await tx.update(scoreRuns).set({ accounts }).where(eq(scoreRuns.run, run));
}

/** Tables that hold one of these words still, or one of these names by itself, in texts that people wrote: `narratives`. */
export async function tablesThatName(
  db: Db,
  words: readonly string[],
  names: readonly string[] = [],
): Promise<readonly string[]> {
  if (words.length + names.length === 0) return [];
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select tablename as name from pg_tables where schemaname = 'openicp' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const table = sql`${sql.identifier("openicp")}.${sql.identifier(name)}`;
    const named = [
      ...words.map((word) => sql`strpos(lower(t::text), ${word.toLowerCase()}) > 0`),
      ...names.map((one) => sql`t::text ~* ${wholePattern(one)}`),
    ];
    const [row] = await rowsOf<{ there: boolean }>(
      db,
      sql`select exists (select 1 from ${table} as t where ${sql.join(named, sql` or `)}) as there`,
    );
    if (row?.there === true) found.push(name);
  }
  return found;
}

/**
 * Writes the store's files anew, so that nothing of deleted rows is left in its folder. Of a PostgreSQL server only the tables: its log and its
 * backups are its owner's.
 */
export async function compactStore(store: Store): Promise<void> {
  const tables = await store.execute(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('openicp', 'openicp_jobs')
     and pg_relation_size(format('%I.%I', schemaname, tablename)) > 0 order by 1`,
  );
  const embedded = store.engine === "embedded";
  if (!embedded) {
    for (const { name } of tables) await store.execute(`vacuum (full, analyze) ${String(name)}`);
    return;
  }
  try {
    // The checkpoint at the end brings all of it to the disk at once; until then nothing is lost, only bytes are there still.
    await store.execute("set synchronous_commit = off");
    for (const { name } of tables) await store.execute(`vacuum (full, analyze) ${String(name)}`);
    // What an analysis saw is kept as examples; pieces of the log are kept for later use, with what is in them.
    await store.execute("vacuum full pg_catalog.pg_statistic");
    await store.execute("set wal_recycle = off");
    await store.execute("select pg_switch_wal()");
    await store.execute("checkpoint");
  } finally {
    await store.execute("set wal_recycle = on");
    await store.execute("set synchronous_commit = on");
  }
}
