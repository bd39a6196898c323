import type { Guess, Rejection } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { List } from "../match/list.ts";
import { unmatchable } from "../match/match.ts";
import type { Read } from "./read.ts";

/** A file that was read, for the report. */
export interface FileRead {
  readonly role: string;
  readonly file: string;
  readonly format: string;
  readonly read: number;
  readonly rejected: readonly Rejection[];
}

/** The files, for the report. */
export function filesOf({ batch, customers, deals, accounts, contacts, logs, exclude }: Read): FileRead[] {
  const of = (role: string, list: List): FileRead => ({
    role,
    file: list.raw.file,
    format: list.raw.format,
    read: list.raw.rowsRead,
    rejected: list.raw.rejected,
  });
  return [
    of("batch", batch),
    ...(customers?.lists ?? []).map((list) => of("customers", list)),
    ...deals.map(({ list }) => of("deals", list)),
    ...accounts.map(({ list }) => of("accounts", list)),
    ...contacts.map(({ list }) => of("contacts", list)),
    ...logs.map(({ list }) => of("contacted", list)),
    ...exclude.map(({ list }) => of("exclude", list)),
  ];
}

/** The day looked from, where nobody said it. */
export function asOfGuess(asOf: string | null, stated: string | null): Guess[] {
  if (asOf === null || stated !== null) return [];
  return [
    {
      what: "as of",
      text: `Looked from ${asOf}, the newest day on which something happened.`,
      override: "--as-of DATE",
    },
  ];
}

/** How the files were read. */
export function readingGuesses({ customers, deals, logs, touched }: Read): Guess[] {
  return [
    ...(customers?.guesses ?? []).filter(({ what }) => what !== "revenue"),
    ...deals.flatMap(({ states }) => states.guesses).filter(({ what }) => what !== "new business"),
    ...logs.flatMap(({ days }) => days.guesses),
    ...(touched?.guesses ?? []),
  ];
}

/** What customers pay matters to retention; a filter asks only who is one. */
const REVENUE = /\brevenue\b/;

/** What was odd in reading. */
export function readingNotes({ customers, deals, accounts, contacts, logs, exclude, touched }: Read): string[] {
  return [
    ...(customers?.lists ?? []).flatMap((list) => list.raw.notes),
    ...(customers?.notes ?? []).filter((note) => !REVENUE.test(note)),
    ...[...deals, ...accounts, ...contacts, ...logs, ...exclude].flatMap(({ list }) => list.raw.notes),
    ...deals.flatMap(({ states }) => states.notes),
    ...logs.flatMap(({ days }) => days.notes),
    ...(touched?.notes ?? []),
  ];
}

const count = new Intl.NumberFormat("en-US");

/** What could not be held against the batch, because it names companies in another way. */
export async function matchingNotes(
  database: Database,
  keys: string,
  { batch, customers, deals, sources }: Read,
): Promise<string[]> {
  if (sources.length === 1) return [];
  const file = batch.raw.file;
  const notes: string[] = [];
  const missed = await database.value<number>(
    `SELECT count(*) FROM ${quoteIdentifier(batch.raw.table)} WHERE __row NOT IN (SELECT "row" FROM ${keys} WHERE source = 0)`,
  );
  if (missed > 0)
    notes.push(
      `${count.format(missed)} ${missed === 1 ? "row" : "rows"} of ${file} give neither website nor name, id or e-mail of the company: they could not be held against the other files.`,
    );
  const words = (list: List): string =>
    keyKinds(list.keys)
      .map((kind) => ({ id: "id", domain: "website", name: "name" })[kind])
      .join(" or ");
  const tell = async (source: number, of: string, kinds: string, rows: string, what: string) => {
    const found = await unmatchable(database, keys, source, 0, rows);
    if (found.nameless > 0)
      notes.push(
        `${count.format(found.nameless)} of ${count.format(found.rows)} ${what} in ${of} name no company: they were not found.`,
      );
    if (found.apart > 0)
      notes.push(
        `${count.format(found.apart)} of ${count.format(found.rows)} ${what} in ${of} name their company by ${kinds} only, which ${file} does not have: they were not found (--accounts FILE, with ids, websites and names, joins them).`,
      );
  };
  for (const { source, list, states } of deals)
    await tell(
      source,
      list.raw.file,
      words(list),
      `SELECT "row" FROM ${states.table} WHERE status = 'open'`,
      "open deals",
    );
  if (customers !== null) {
    const kinds = [...new Set(customers.lists.map(words))].join(" or ");
    await tell(customers.source, customers.files, kinds, `SELECT "row" FROM ${customers.table}`, "customers");
  }
  return notes;
}

/** Said when nothing has a date. */
export function dateNote({ deals, logs, touched }: Read, asOf: string | null): string[] {
  if (asOf !== null || (deals.length === 0 && logs.length === 0 && touched === null)) return [];
  return [
    "No file holds a date of something that happened: deals lost within 180 days and contacts within 90 days were not looked for.",
  ];
}
