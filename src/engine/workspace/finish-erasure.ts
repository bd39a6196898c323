import { audit } from "../../store/audit.ts";
import { eraseAccounts, eraseJobs, erasePerson, namedPersons, recountRun } from "../../store/erase.ts";
import type { Store } from "../../store/store.ts";
import type { Database } from "../../warehouse/database.ts";
import { pendingErasure, removePending } from "../../warehouse/kept/erase-scores.ts";
import { erasureList, printOf } from "../../warehouse/kept/erased.ts";
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
  const prints = new Set(list.entries.filter(({ kind }) => kind === "person").map(({ print }) => print));
  const forgotten = await store.transaction(async (tx) => {
    const named = (await namedPersons(tx)).filter((name) => prints.has(printOf(list.salt ?? "", "email", name)));
    for (const name of named) await erasePerson(tx, name);
    const done = {
      listed: await eraseAccounts(tx, pending.accounts),
      jobs: await eraseJobs(tx, pending.words),
      names: named.length,
    };
    for (const { run, accounts } of left) await recountRun(tx, run, accounts);
    await audit(tx, { at: now(), who: by, action: "erase", subject: "a company or a person", details: done });
    return done;
  });
  await warehouse.turn(removePending);
  return forgotten;
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
