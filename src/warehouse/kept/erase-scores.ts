import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { forgetDelivered } from "./delivered.ts";
import { forgetScored } from "./scored-notes.ts";
import { type ScoreKind, scoreColumns, scoredVersions, scoresName } from "./scores.ts";

/** Working table of the rows that go: `source`, `key`. */
export const ERASED_ROWS = "erased_rows";

const KINDS: readonly ScoreKind[] = ["fit", "now"];
const PENDING = "erasing";
const UNCLEANED = "erased, not yet cleaned";

/** Deletes all that was made of the rows in `ERASED_ROWS`: scores of every version and time, and stamps. Within the caller's transaction. */
export async function eraseScores(database: Database): Promise<{ readonly scores: number; readonly stamps: number }> {
  const mine = (source: string, key: string): string =>
    `(${source}, ${key}) IN (SELECT (source, key) FROM ${ERASED_ROWS})`;
  const removed = async (table: string, where: string): Promise<number> => {
    const n = await database.value<number>(`SELECT count(*) FROM ${table} WHERE ${where}`);
    if (n > 0) await database.run(`DELETE FROM ${table} WHERE ${where}`);
    return n;
  };
  await forgetScored(database);
  let scores = 0;
  for (const version of await scoredVersions(database))
    for (const kind of KINDS)
      if ((await scoreColumns(database, version, kind)) !== null)
        scores += await removed(scoresName(version, kind), mine("source", '"key"'));
  const stamps = await removed(
    "kept.stamps.stamps",
    `${mine("source", '"key"')} OR ${mine("account_source", "account")}`,
  );
  await forgetDelivered(database);
  return { scores, stamps };
}

/** What the store still has to forget, after the warehouse has. */
export interface PendingErasure {
  /** Accounts as lists name them: `source:key`. */
  readonly accounts: readonly string[];
  /** Ids, websites and addresses by which somebody was known. */
  readonly words: readonly string[];
}

/**
 * Notes what the store has to forget of the rows in `ERASED_ROWS`, and that the file is to be written anew; within the caller's transaction, so that a
 * kill between the steps loses nothing.
 */
export async function notePending(database: Database, words: readonly string[]): Promise<PendingErasure> {
  const rows = await database.rows<{ account: string }>(
    `SELECT DISTINCT source || ':' || key AS account FROM ${ERASED_ROWS} ORDER BY account`,
  );
  const before = await pendingErasure(database);
  const note: PendingErasure = {
    accounts: [...new Set([...(before?.accounts ?? []), ...rows.map(({ account }) => account)])],
    words: [...new Set([...(before?.words ?? []), ...words])],
  };
  await removePending(database);
  await noteCleaned(database);
  await database.run(
    `INSERT INTO kept.meta.settings VALUES (${quoteText(PENDING)}, ${quoteText(JSON.stringify(note))}), (${quoteText(UNCLEANED)}, 'yes')`,
  );
  return note;
}

/** Whether bytes of rows that were erased may be left in the files. */
export async function isUncleaned(database: Database): Promise<boolean> {
  const where = `name = ${quoteText(UNCLEANED)}`;
  return (await database.value<number>(`SELECT count(*) FROM kept.meta.settings WHERE ${where}`)) > 0;
}

/** The files were written anew. */
export async function noteCleaned(database: Database): Promise<void> {
  await database.run(`DELETE FROM kept.meta.settings WHERE name = ${quoteText(UNCLEANED)}`);
}

/** The note; null where nothing is pending. */
export async function pendingErasure(database: Database): Promise<PendingErasure | null> {
  const [note] = await database.rows<{ value: string }>(
    `SELECT value FROM kept.meta.settings WHERE name = ${quoteText(PENDING)}`,
  );
  return note === undefined ? null : (JSON.parse(note.value) as PendingErasure);
}

export async function removePending(database: Database): Promise<void> {
  await database.run(`DELETE FROM kept.meta.settings WHERE name = ${quoteText(PENDING)}`);
}
