import { audit } from "../../store/audit.ts";
import {
  ERASED,
  eraseAccounts,
  eraseJobs,
  eraseName,
  erasePerson,
  membersNamed,
  namedPersons,
  recountRun,
} from "../../store/erase.ts";
import { eraseViews } from "../../store/erase-views.ts";
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
  /** Saved views that picked by what names them, or were called so. */
  readonly views: number;
}

/** Under which names the store has somebody who is erased. */
export interface Persons {
  /** On the list itself: who may sign in under one of them does so no more. */
  readonly listed: readonly string[];
  /** What members of these addresses are called, and their keys: the log has them so. Others may be called the same, and stay. */
  readonly called: readonly string[];
  /** Whether a text is such a name, in the store or not yet. */
  has(text: string): boolean;
}

/**
 * Lets the store forget whom the warehouse was made to forget, and writes the line of the log, which names nobody. Also called when a workspace is
 * opened: a process that was killed between the two is made up for. Null where nothing is pending.
 */
export async function finishErasure(
  warehouse: Warehouse,
  store: Store,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<(Forgotten & { readonly persons: readonly string[] }) | null> {
  const found = await warehouse.turn(async (database) => {
    const pending = await pendingErasure(database);
    if (pending === null) return null;
    return { pending, list: await erasureList(database), counts: await counts(database, store) };
  });
  if (found === null) return null;
  const { pending, list, counts: left } = found;
  const forgotten = await store.transaction(async (tx) => {
    const persons = await personsOf(tx, list);
    const done = await forgetIn(tx, pending, persons);
    for (const { run, accounts } of left) await recountRun(tx, run, accounts);
    const who = persons.has(by) ? ERASED : by;
    await audit(tx, { at: now(), who, action: "erase", subject: "a company or a person", details: { ...done } });
    return { ...done, persons: [...persons.listed, ...persons.called] };
  });
  await warehouse.turn(removePending);
  return forgotten;
}

/** Persons whom the store names and the list has. */
export async function personsOf(db: Db, { salt, entries }: ErasureList): Promise<Persons> {
  const prints = new Set(entries.filter(({ kind }) => kind === "person").map(({ print }) => print));
  const isListed = (name: string): boolean => prints.has(printOf(salt ?? "", "email", name));
  const all = await namedPersons(db);
  const listed = all.filter(isListed);
  const members = await membersNamed(db, listed);
  const names = [...new Set([...members.map(({ name }) => name), ...listed].map((name) => name.toLowerCase()))];
  const isCalled = (text: string): boolean =>
    names.some((name) => text === name || (text.startsWith(`${name} (key `) && text.endsWith(")")));
  const has = (text: string): boolean => isListed(text) || isCalled(text.toLowerCase());
  return { listed, called: all.filter((name) => !isListed(name) && has(name)), has };
}

/** Lets the store forget; inside a transaction. */
export async function forgetIn(
  tx: Db,
  { accounts, words }: PendingErasure,
  { listed, called }: Persons,
): Promise<Forgotten> {
  for (const name of called) await eraseName(tx, name);
  for (const name of listed) await erasePerson(tx, name);
  return {
    listed: await eraseAccounts(tx, accounts),
    jobs: await eraseJobs(tx, words),
    names: listed.length + called.length,
    views: await eraseViews(tx, [...accounts, ...words, ...listed, ...called]),
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
