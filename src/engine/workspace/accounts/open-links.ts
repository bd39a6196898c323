import { InputError } from "../../../errors.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import type { Column } from "../../../ingest/column.ts";
import { type EventColumns, findEventColumns } from "../../../ingest/event-columns.ts";
import { type KeyColumns, keyColumns } from "../../../ingest/key-columns.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import { findPersonColumns, isRoleFile, type PersonColumns } from "../../../ingest/person-columns.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type KeptSource, keptSources, rawName } from "../../../warehouse/kept/source.ts";
import { layDealStates } from "../../deal-states.ts";
import { readDates } from "../../gather/dates.ts";
import { type List, lookAt } from "../../match/list.ts";
import { layTogether } from "../list/lay-together.ts";
import { buildOptions } from "../said.ts";
import type { Workspace } from "../workspace.ts";

/** A kept source whose rows are about accounts, and how they are read: learned once from all of them. */
interface LinkedSource {
  readonly source: KeptSource;
  /** By which its rows say whose they are. */
  readonly keys: KeyColumns;
}

export interface LinkedDeals extends LinkedSource {
  /** Table within `Links.database`: `key`, and the columns of `DealStates`. */
  readonly states: string;
  /** Header of the stage. */
  readonly stage: string | null;
  readonly decimal: "." | ",";
}

export interface LinkedPeople extends LinkedSource {
  readonly columns: PersonColumns;
  /** SQL date: since when a person is known. */
  readonly created: string;
}

export interface LinkedEvents extends LinkedSource {
  readonly columns: EventColumns;
  /** SQL date: when it happened. */
  readonly day: string;
}

/** What the workspace keeps besides accounts, ready to be looked up for one. */
export interface Links {
  readonly database: Database;
  readonly deals: readonly LinkedDeals[];
  readonly people: readonly LinkedPeople[];
  /** People not yet tied to a deal. */
  readonly leads: readonly LinkedPeople[];
  readonly events: readonly LinkedEvents[];
  /** Names and addresses of people are kept. */
  readonly keepPersonal: boolean;
}

/** What columns mean, and how dates are written, so many rows tell. */
const ENOUGH = 200_000;

/**
 * Learns how the rows of deals, contacts, leads and events are read; each account then costs a look at its own alone.
 *
 * @param enough rows of contacts, leads and events that tell what columns mean
 */
export async function openLinks(
  { warehouse }: Workspace,
  document: IcpDocument,
  enough: number = ENOUGH,
): Promise<Links> {
  const database = await warehouse.work();
  try {
    const sources = await keptSources(database);
    const options = buildOptions(sources);
    const deals: LinkedDeals[] = [];
    const people: LinkedPeople[] = [];
    const leads: LinkedPeople[] = [];
    const events: LinkedEvents[] = [];
    for (const source of sources) {
      if (source.role === "deals") {
        const found = await looked(database, source, options, enough, (list, of) =>
          linkDeals(database, list, of, document, options),
        );
        if (found !== null) deals.push({ source, ...found });
      }
      if (source.role === "contacts" || source.role === "leads") {
        const found = await looked(database, source, options, enough, (list) => linkPeople(database, list, options));
        if (found !== null) (source.role === "leads" ? leads : people).push({ source, ...found });
      }
      if (source.role === "events") {
        const found = await looked(database, source, options, enough, (list) => linkEvents(database, list, options));
        if (found !== null) events.push({ source, ...found });
      }
    }
    return { database, deals, people, leads, events, keepPersonal: options.keepPersonal };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Lends the rows of a source, looked over; null for what cannot be read, as the builds say. */
async function looked<T>(
  database: Database,
  source: KeptSource,
  options: IngestOptions,
  enough: number,
  work: (list: List, of: string) => Promise<T | null>,
): Promise<T | null> {
  const table = `links_${source.source}`;
  const step = source.role === "deals" ? 1 : await stepOf(database, source, enough);
  const { raw, of } = await layTogether(
    database,
    source.role,
    [source],
    table,
    ...(step === 1
      ? []
      : [
          () =>
            `SELECT __seq // ${step} AS "row", __key AS "key" FROM ${rawName(source)} WHERE __nth = 1 AND __seq % ${step} = 0`,
        ]),
  );
  try {
    if (raw.rowsRead === 0) return null;
    return await work(
      await lookAt(database, raw, source.role === "deals" ? "deals" : "companies or people", options),
      of,
    );
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  } finally {
    await database.run(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}; DROP TABLE IF EXISTS ${quoteIdentifier(of)}`);
  }
}

/** Every which row is looked at. */
async function stepOf(database: Database, source: KeptSource, enough: number): Promise<number> {
  const rows = await database.value<number>(`SELECT count(*) FROM ${rawName(source)}`);
  return Math.max(1, Math.ceil(rows / enough));
}

async function linkDeals(
  database: Database,
  list: List,
  of: string,
  document: IcpDocument,
  options: IngestOptions,
): Promise<Omit<LinkedDeals, "source">> {
  const { table } = await layDealStates(database, list, options, { outcome: document.input.outcome });
  const states = `${table}_keyed`;
  await database.run(
    `CREATE TABLE ${quoteIdentifier(states)} AS SELECT o."key", s.* FROM ${quoteIdentifier(table)} s JOIN ${quoteIdentifier(of)} o ON o."row" = s."row"; DROP TABLE ${quoteIdentifier(table)}`,
  );
  const commas = await database.value<boolean>(
    `SELECT coalesce(count(*) FILTER (regexp_matches(amount_text, '[0-9],[0-9]{1,2}[^0-9]*$|[.][0-9]{3},[0-9]')) > count(amount_text) / 2, false) FROM ${quoteIdentifier(states)}`,
  );
  const stage = list.columns.find(({ field, profile }: Column) => field === "stage" && profile.filled > 0);
  return { keys: list.keys, states, stage: stage?.header ?? null, decimal: list.raw.decimal ?? (commas ? "," : ".") };
}

async function linkPeople(
  database: Database,
  { columns: all, raw, keys }: List,
  options: IngestOptions,
): Promise<Omit<LinkedPeople, "source"> | null> {
  if (isRoleFile(all)) return null;
  const columns = findPersonColumns(all);
  const { created } = await readDates(database, raw.table, columns.one.created, null, options);
  return { keys, columns, created };
}

async function linkEvents(
  database: Database,
  { columns: all, raw }: List,
  options: IngestOptions,
): Promise<Omit<LinkedEvents, "source"> | null> {
  const columns = findEventColumns(all);
  if (columns.at === null) return null;
  const { created: day } = await readDates(database, raw.table, columns.at, null, options);
  const { account_id, domain, email, account_name } = columns;
  const found = keyColumns(all, "companies or people");
  const one = (column: Column | null, others: readonly string[]): readonly string[] =>
    column === null ? others : [...new Set([column.header, ...others])];
  const keys = {
    ids: one(account_id, found.ids),
    domains: one(domain, found.domains),
    emails: one(email, found.emails),
    names: one(account_name, found.names),
  };
  return { keys, columns, day };
}
