import { eq, inArray, sql } from "drizzle-orm";
import { listEntries, signOffs, tasks } from "./schema.ts";
import type { Db } from "./store.ts";

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

/** Puts `(erased)` where the store names this person, and takes their comments away. Inside a transaction. */
export async function erasePerson(tx: Db, person: string): Promise<void> {
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
