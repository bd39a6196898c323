import { NotFoundError } from "../../errors.ts";
import type { Role } from "../../ingest/facts.ts";
import { SHARED_HOSTS } from "../../ingest/shared-hosts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { ERASED_ROWS, eraseScores, notePending, type PendingErasure } from "../../warehouse/kept/erase-scores.ts";
import {
  addToListSql,
  cellsErasedSql,
  comparedSql,
  comparedText,
  type EraseColumn,
  type ErasedEntry,
  type ErasedKind,
  type ErasureList,
  erasureList,
  freshSalt,
  printOf,
  rowErasedSql,
} from "../../warehouse/kept/erased.ts";
import { rowPrintSql } from "../../warehouse/kept/row-print.ts";
import { type KeptSource, keptSources, rawName } from "../../warehouse/kept/source.ts";
import { inTransaction, type Warehouse, withoutEffect } from "../../warehouse/kept/warehouse.ts";
import { eraseColumns } from "./personal.ts";
import { saidOf } from "./said.ts";

/** What an erasure took out of the warehouse, and under which names others may still hold it: lists, tasks, queues. */
export interface Erased {
  readonly removed: readonly {
    readonly role: Role;
    readonly source: string;
    readonly rows: number;
    readonly cells: number;
  }[];
  /** Changes of these rows, gone from the history. */
  readonly changes: number;
  /** Scores of these accounts, of all versions and times. */
  readonly scores: number;
  readonly stamps: number;
  /** The file is written anew, so that no byte of them is left in it; false while other work goes on: `Warehouse.compact` does it later. */
  readonly cleaned: boolean;
  readonly accounts: readonly string[];
  readonly domains: readonly string[];
  readonly persons: readonly string[];
  readonly emails: readonly string[];
  readonly deals: readonly string[];
}

/** Erases a company by its CRM id or its domain: its rows, those of its people, deals and events, and their history. Bytes of them are not left in the file. */
export function eraseAccount(warehouse: Warehouse, key: string, now: string): Promise<Erased> {
  return eraseRows(warehouse, accountNames(key), now);
}

/** Erases a person by e-mail or CRM id: their rows and their history; where another row names their address, that cell. */
export function erasePerson(warehouse: Warehouse, key: string, now: string): Promise<Erased> {
  return eraseRows(warehouse, personNames(key), now);
}

async function eraseRows(warehouse: Warehouse, wanted: readonly Name[], now: string): Promise<Erased> {
  const erased = await takeOutNames(warehouse, wanted, now, false);
  if (erased.removed.length === 0)
    throw new NotFoundError(
      `nothing here is about ${wanted[0]!.text}; it was added to the list of the erased, so that no import brings it`,
    );
  return { ...erased, cleaned: await warehouse.compact() };
}

/** What a person calls a company that is to be erased. */
export function accountNames(key: string): readonly Name[] {
  return [{ kind: "account", as: /^[^\s@]+\.[^\s@]+$/.test(key.trim()) ? "domain" : "id", text: key }];
}

/** What a person calls a person who is to be erased; `users`: names under which they worked in the workspace. */
export function personNames(key: string, users: readonly string[] = []): readonly Name[] {
  const own: Name = { kind: "person", as: key.includes("@") ? "email" : "id", text: key };
  return [own, ...users.map((text): Name => ({ kind: "person", as: "email", text }))];
}

/**
 * Erases from a restored warehouse whom the list of a later one names; what it took out.
 *
 * @param pending leaves a note of what the store still has to forget (`finishErasure`)
 */
export async function applyErasures(
  warehouse: Warehouse,
  list: ErasureList,
  pending = false,
): Promise<Erased["removed"]> {
  const { removed } = await warehouse.turn(async (database) =>
    takeOut(database, await keptSources(database), list, pending ? [] : null),
  );
  await warehouse.compact();
  return removed;
}

/** What an erasure would take out of the warehouse, and what the store would have to forget then. */
export interface ErasureLook extends Pick<Erased, "removed" | "changes" | "scores" | "stamps"> {
  readonly pending: PendingErasure;
  /** The list of the erased as it would be. */
  readonly list: ErasureList;
}

/** What erasing these names would take out: done, counted, and undone. */
export function lookAtNames(warehouse: Warehouse, wanted: readonly Name[]): Promise<ErasureLook> {
  return warehouse.turn(async (database) => {
    const sources = await keptSources(database);
    const { names, list } = await listWith(database, sources, wanted, "");
    const words = names.map(({ text }) => text);
    const { pending, ...taken } = await takeOut(database, sources, list, words, withoutEffect);
    return { ...taken, list, pending: pending ?? { accounts: [], words } };
  });
}

/** All names of whoever bears the wanted ones, and the list of the erased with them. */
async function listWith(
  database: Database,
  sources: readonly KeptSource[],
  wanted: readonly Name[],
  now: string,
): Promise<{ readonly names: readonly Name[]; readonly list: ErasureList }> {
  let names: readonly Name[] = [];
  for (const one of wanted) names = withNames(names, await allNames(database, sources, one));
  const known = await erasureList(database);
  const salt = known.salt ?? freshSalt();
  const entries: ErasedEntry[] = names.map(({ kind, as, text }) => ({
    kind,
    print: printOf(salt, as, text),
    erased_at: now,
  }));
  return { names, list: { salt, entries: [...known.entries, ...entries] } };
}

/** A name by which rows stand for somebody. */
export interface Name {
  readonly kind: ErasedKind;
  readonly as: "id" | "domain" | "email";
  readonly text: string;
}

/**
 * Takes out of the warehouse whoever bears these names; the file is not yet compacted.
 *
 * @param pending leaves a note of what the store still has to forget (`finishErasure`), in the same transaction
 */
export async function takeOutNames(
  warehouse: Warehouse,
  wanted: readonly Name[],
  now: string,
  pending: boolean,
): Promise<Omit<Erased, "cleaned">> {
  return warehouse.turn(async (database) => {
    const sources = await keptSources(database);
    const { names, list } = await listWith(database, sources, wanted, now);
    const words = pending ? names.map(({ text }) => text) : null;
    const { pending: _, ...taken } = await takeOut(database, sources, list, words);
    const of = (kind: ErasedKind, as: Name["as"]): string[] =>
      names
        .filter((name) => name.kind === kind && name.as === as)
        .map(({ text }) => text)
        .sort();
    return {
      ...taken,
      accounts: of("account", "id"),
      domains: of("account", "domain"),
      persons: of("person", "id"),
      emails: of("person", "email"),
      deals: of("deal", "id"),
    };
  });
}

function columnsOf(source: KeptSource): readonly EraseColumn[] {
  const map = saidOf(source).ingest.map ?? [];
  const named = new Map(
    map.map((text) => [text.slice(0, text.lastIndexOf("=")), text.slice(text.lastIndexOf("=") + 1)]),
  );
  return eraseColumns(source.role, source.columns, named);
}

/** Every name under which rows may stand for the one that is erased: of a company its ids, domain, people and deals; of a person ids and addresses. */
async function allNames(database: Database, sources: readonly KeptSource[], wanted: Name): Promise<readonly Name[]> {
  let names: readonly Name[] = [{ ...wanted, text: comparedText(wanted.text, wanted.as) }];
  const grown: Readonly<Record<ErasedKind, readonly Role[]>> = {
    account: ["accounts", "universe", "contacts", "leads", "deals"],
    person: ["contacts", "leads"],
    deal: [],
  };
  // Once for the company's other names, once for what hangs on those.
  for (let round = 0; round < 2; round++)
    for (const source of sources.filter(({ role }) => grown[wanted.kind].includes(role)))
      names = withNames(names, await namesIn(database, source, names, wanted.kind));
  return names;
}

function withNames(names: readonly Name[], more: readonly Name[]): readonly Name[] {
  const keyOf = ({ kind, as, text }: Name): string => `${kind} ${as} ${text}`;
  return [...new Map([...names, ...more].map((name) => [keyOf(name), name])).values()];
}

async function namesIn(
  database: Database,
  source: KeptSource,
  names: readonly Name[],
  kind: ErasedKind,
): Promise<Name[]> {
  const columns = columnsOf(source);
  const own = (
    source.role === "accounts" || source.role === "universe" ? "account" : source.role === "deals" ? "deal" : "person"
  ) as ErasedKind;
  const matching = columns
    .filter((column) => column.loses === "row")
    .flatMap((column) => {
      const as = column.as === "address" ? "domain" : column.as;
      const texts = names
        .filter((name) => name.as === as && (column.kind === "any" || name.kind === column.kind))
        .map(({ text }) => quoteText(text));
      return texts.length === 0
        ? []
        : [`coalesce(${comparedSql(quoteIdentifier(column.header), column.as)} IN (${texts.join(", ")}), false)`];
    });
  if (matching.length === 0) return [];
  const found: Name[] = [];
  for (const { header, kind: of, as } of columns) {
    if (as === "address" || of !== own || (kind === "person" && of !== "person")) continue;
    const texts = await database.rows<{ text: string | null }>(
      `SELECT DISTINCT ${comparedSql(quoteIdentifier(header), as)} AS text FROM ${rawName(source)} WHERE ${matching.join(" OR ")} ORDER BY text`,
    );
    for (const { text } of texts)
      if (text !== null && text !== "" && !(as === "domain" && SHARED_HOSTS.has(text)))
        found.push({ kind: of, as, text });
  }
  return found;
}

/**
 * Takes out all rows and cells that name somebody of the list, with their history, scores and stamps, and keeps the list; as one transaction.
 *
 * @param words names for the note of what the store has to forget; null leaves none
 * @param within what the changes are made in
 */
async function takeOut(
  database: Database,
  sources: readonly KeptSource[],
  list: ErasureList,
  words: readonly string[] | null,
  within: typeof inTransaction = inTransaction,
): Promise<Pick<Erased, "removed" | "changes" | "scores" | "stamps"> & { readonly pending: PendingErasure | null }> {
  const known = await erasureList(database);
  await database.run(
    `CREATE TABLE erased_keys (source VARCHAR, key VARCHAR); CREATE TABLE ${ERASED_ROWS} (source VARCHAR, key VARCHAR)`,
  );
  const removed: Erased["removed"][number][] = [];
  const writes: string[] = [];
  for (const source of sources) {
    const columns = columnsOf(source);
    const row = rowErasedSql(list, columns);
    const cells = cellsErasedSql(list, columns);
    const counts = { rows: 0, cells: 0 };
    if (row !== null) {
      counts.rows = await database.value<number>(`SELECT count(*) FROM ${rawName(source)} WHERE ${row}`);
      if (counts.rows > 0) {
        await database.run(
          `INSERT INTO ${ERASED_ROWS} SELECT DISTINCT ${quoteText(source.source)}, __key FROM ${rawName(source)} WHERE ${row};
           INSERT INTO erased_keys SELECT ${quoteText(source.source)}, __key FROM ${rawName(source)} WHERE ${row}`,
        );
        writes.push(`DELETE FROM ${rawName(source)} WHERE ${row}`);
      }
    }
    for (const cell of cells) {
      const [column] = cell.split(" AS ").slice(-1);
      const touched = `${column} IS NOT NULL AND (${cell.slice(0, cell.lastIndexOf(" AS "))}) IS NULL`;
      const n = await database.value<number>(`SELECT count(*) FROM ${rawName(source)} WHERE ${touched}`);
      counts.cells += n;
      if (n === 0) continue;
      await database.run(
        `INSERT INTO erased_keys SELECT ${quoteText(source.source)}, __key FROM ${rawName(source)} WHERE ${touched}`,
      );
      const print = rowPrintSql(
        source.columns.map((one, place) => ({
          place,
          sql: quoteIdentifier(one) === column ? "NULL" : quoteIdentifier(one),
        })),
      );
      writes.push(`UPDATE ${rawName(source)} SET __print = ${print}, ${column} = NULL WHERE ${touched}`);
    }
    if (counts.rows + counts.cells > 0) removed.push({ role: source.role, source: source.source, ...counts });
  }
  const gone = "(source, key) IN (SELECT (source, key) FROM erased_keys)";
  const changes = await database.value<number>(`SELECT count(*) FROM kept.history.changes WHERE ${gone}`);
  const made = await within(database, async () => {
    for (const write of writes) await database.run(write);
    await database.run(`DELETE FROM kept.history.changes WHERE ${gone}`);
    await database.run(addToListSql(list, list.entries, known.entries));
    const pending = words === null ? null : await notePending(database, words);
    return { ...(await eraseScores(database)), pending };
  });
  return { removed, changes, ...made };
}
