import { audit } from "../../store/audit.ts";
import { eraseAccounts, eraseJobs, erasePerson, namedPersons, recountRun } from "../../store/erase.ts";
import type { Db, Store } from "../../store/store.ts";
import type { Database } from "../../warehouse/database.ts";
import { type PendingErasure, pendingErasure, removePending } from "../../warehouse/kept/erase-scores.ts";
import { type ErasureList, erasureList, printOf } from "../../warehouse/kept/erased.ts";
import { scoredVersions, scoresName, seenSql } from "../../warehouse/kept/scores.ts";
import type { Warehouse } from "../../warehouse/kept/warehouse.ts";
import { newestRuns } from "./visible.ts";
import type { WorkspaceEffects } from "./workspace.ts";

/** What the store forgot. */
export interface Forgotten {
  /** Places on lists, now and then, and tasks. */
  readonly listed: number;
  readonly jobs: number;
  /** Names of persons that "(erased)" stands for now. */
  readonly names: number;
}

/**
 * Lets the store forget whom the warehouse was made to forget, and writes the line of the log, which names nobody. Also called when a workspace is
 * opened: a process that was killed between the two is made up for. Null where nothing is pending.
 */
export async function finishErasure(
  warehouse: Warehouse,
  store: Store,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<Forgotten | null> {
  const found = await warehouse.turn(async (database) => {
    const pending = await pendingErasure(database);
    if (pending === null) return null;
    return { pending, list: await erasureList(database), counts: await counts(database, store) };
  });
  if (found === null) return null;
  const { pending, list, counts: left } = found;
  const forgotten = await store.transaction(async (tx) => {
    const done = await forgetIn(tx, pending, await personsOf(tx, list));
    for (const { run, accounts } of left) await recountRun(tx, run, accounts);
    await audit(tx, { at: now(), who: by, action: "erase", subject: "a company or a person", details: { ...done } });
    return done;
  });
  await warehouse.turn(removePending);
  return forgotten;
}

/** Persons whom the store names and the list has. */
export async function personsOf(db: Db, { salt, entries }: ErasureList): Promise<readonly string[]> {
  const prints = new Set(entries.filter(({ kind }) => kind === "person").map(({ print }) => print));
  return (await namedPersons(db)).filter((name) => prints.has(printOf(salt ?? "", "email", name)));
}

/** Lets the store forget; inside a transaction. */
export async function forgetIn(
  tx: Db,
  { accounts, words }: PendingErasure,
  persons: readonly string[],
): Promise<Forgotten> {
  for (const name of persons) await erasePerson(tx, name);
  return {
    listed: await eraseAccounts(tx, accounts),
    jobs: await eraseJobs(tx, words),
    names: persons.length,
  };
}

/** Scores that the newest visible run of each version shows now. */
async function counts(
  database: Database,
  store: Store,
): Promise<readonly { readonly run: number; readonly accounts: number }[]> {
  const newest = await newestRuns(store.db);
  const all = [];
  for (const version of await scoredVersions(database)) {
    const run = newest.get(version);
    if (run === undefined) continue;
    const accounts = await database.value<number>(
      `SELECT count(*) FROM ${scoresName(version, "fit")} s WHERE ${seenSql(run, "s")}`,
    );
    all.push({ run, accounts });
  }
  return all;
}
