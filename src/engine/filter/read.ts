import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable, Role } from "../../ingest/facts.ts";
import { type GivenAs, requireKind } from "../../ingest/file-kind.ts";
import type { Database } from "../../warehouse/database.ts";
import { inOrder } from "../../warehouse/files/order.ts";
import { readFile } from "../../warehouse/files/read.ts";
import { readFiles } from "../../warehouse/files/read-files.ts";
import { type DealStates, layDealStates } from "../deal-states.ts";
import type { KeptLists } from "../match/kept-lists.ts";
import type { Source } from "../match/keys.ts";
import { type List, lookAt, namedIn, readLists, requireKeys, requireMapped } from "../match/list.ts";
import { newestDay } from "./as-of.ts";
import { batchContacts, type ContactDays, logContacts } from "./contacts.ts";
import { type Customers, layCustomers } from "./customers.ts";
import { excludeSource } from "./exclude.ts";
import type { FilterRequest } from "./request.ts";

/** The columns of everything that was read. */
export function headersOf({ batch, customers, deals, accounts, contacts, logs, exclude }: Read): readonly string[] {
  const lists = [...deals, ...accounts, ...contacts, ...logs, ...exclude].map(({ list }) => list);
  return [...new Set([batch, ...(customers?.lists ?? []), ...lists].flatMap(({ raw }) => raw.columns))];
}

/** Everything that was read, with its place among the sources of the keys; the batch is source 0. */
export interface Read {
  readonly batch: List;
  readonly sources: readonly Source[];
  readonly customers: (Customers & { readonly source: number; readonly lists: readonly List[] }) | null;
  readonly deals: readonly { readonly source: number; readonly list: List; readonly states: DealStates }[];
  readonly accounts: readonly { readonly source: number; readonly list: List }[];
  readonly contacts: readonly { readonly source: number; readonly list: List }[];
  readonly logs: readonly { readonly source: number; readonly list: List; readonly days: ContactDays }[];
  readonly exclude: readonly { readonly source: number; readonly list: List }[];
  readonly touched: ContactDays | null;
  /** What happened at these companies; matched by keys of their own. */
  readonly events: readonly RawTable[];
}

/**
 * Reads the batch and every file that says whom not to touch. Throws `InputError` for a file whose rows name nobody, and for what was typed
 * and is in no file.
 *
 * @param kept what a workspace keeps beside these files
 */
export async function readAll(
  database: Database,
  document: IcpDocument,
  request: Omit<FilterRequest, "icp">,
  typed: Pick<FilterRequest["ingest"], "map" | "ignore"> = request.ingest,
  kept: KeptLists | null = null,
): Promise<Read> {
  const { files, ingest, reading } = request;
  const batchTable = await readFiles(database, request.batch, "universe", "raw_batch", reading);
  const lists = (paths: readonly string[], role: Role, name: string) =>
    readLists(database, paths, role, name, reading, ingest);
  const customers = await lists(files.customers, "customers", "raw_customers");
  const deals = await lists(files.openDeals, "deals", "raw_deals");
  const accounts =
    files.accounts.length === 0
      ? []
      : [
          await lookAt(
            database,
            await readFiles(database, files.accounts, "accounts", "raw_accounts", reading),
            "companies or people",
            ingest,
          ),
        ];
  const contacts = await lists(files.contacts, "contacts", "raw_contacts");
  const logs = await lists(files.contacted, "events", "raw_contacted");
  const exclude = await lists(files.exclude, "accounts", "raw_exclude");
  const batch = await lookAt(database, batchTable, "companies or people", ingest);
  const all = [customers, deals, accounts, contacts, logs, exclude].flat();
  const events: RawTable[] = [];
  for (const [i, path] of (await inOrder(request.events ?? [])).entries())
    events.push(await readFile(database, path, "events", `raw_events_${i + 1}`, reading));
  requireMapped(typed, [batchTable, ...all.map(({ raw }) => raw), ...events]);
  requireKinds("--customers", customers, ingest);
  requireKinds("--open-deals", deals, ingest);
  requireKinds("--contacts", contacts, ingest);
  requireKinds("--contacted", logs, ingest);
  for (const list of [...deals, ...accounts, ...logs]) requireKeys(list);
  if (all.length > 0 || kept !== null) requireKeys(batch);
  requireEmails(contacts);

  const sources: Source[] = [{ table: batchTable.table, keys: batch.keys }];
  const place = (source: Source): number => sources.push(source) - 1;
  const own = (list: List): number => place({ table: list.raw.table, keys: list.keys });
  const buyers = [...customers, ...(kept?.customers ?? [])];
  const known = buyers.length === 0 ? null : await layCustomers(database, buyers, kept?.options ?? ingest);
  const laidCustomers =
    known === null ? null : { ...known, lists: buyers, source: place({ table: known.table, keys: null }) };
  const laidDeals = [];
  for (const list of deals)
    laidDeals.push({
      list,
      states: await layDealStates(database, list, ingest, { outcome: document.input.outcome }),
      source: own(list),
    });
  for (const { list, states } of kept?.deals ?? []) laidDeals.push({ list, states, source: own(list) });
  const laidLogs = [];
  for (const list of logs) laidLogs.push({ list, days: await logContacts(database, list, ingest), source: own(list) });
  const laidExclude = [];
  for (const list of exclude) laidExclude.push({ list, source: place(await excludeSource(database, list)) });
  return {
    batch,
    customers: laidCustomers,
    deals: laidDeals,
    logs: laidLogs,
    exclude: laidExclude,
    accounts: [...accounts, ...(kept === null || kept.accounts === null ? [] : [kept.accounts])].map((list) => ({
      list,
      source: own(list),
    })),
    contacts: [...contacts, ...(kept?.contacts ?? [])].map((list) => ({ list, source: own(list) })),
    touched: await batchContacts(database, batch, ingest),
    events: [...events, ...(kept?.events ?? [])],
    sources,
  };
}

function requireKinds(as: GivenAs, lists: readonly List[], ingest: FilterRequest["ingest"]): void {
  for (const { raw } of lists) requireKind(as, raw.file, raw.columns, namedIn(raw.columns, ingest));
}

function requireEmails(contacts: readonly List[]): void {
  for (const { raw, keys } of contacts)
    if (keys.emails.length === 0)
      throw new InputError(
        `${raw.file} has no column of e-mail addresses, so nobody in it can be found in the batch: name one with --map 'COLUMN=email'`,
      );
}

/**
 * The newest day on which something happened: starts and ends of customers, creation and close of decided deals, logged contacts. A column of
 * the batch, which may hold tasks that are planned, speaks only where nothing else does.
 */
export async function asOfIn(database: Database, { customers, deals, logs, touched }: Read): Promise<string | null> {
  const happened = [
    ...deals.flatMap(({ states: { table } }) =>
      ["created", "closed"].map((day) => `SELECT ${day} FROM ${table} WHERE status IN ('won', 'lost')`),
    ),
    ...logs.map(({ days }) => `SELECT day FROM ${days.table}`),
  ];
  const newest = [await newestDay(database, happened), customers?.asOf ?? null].filter((day) => day !== null).sort();
  return newest.at(-1) ?? (touched === null ? null : newestDay(database, [`SELECT day FROM ${touched.table}`]));
}
