import { InputError } from "../../../errors.ts";
import type { Candidate, FileTotals, Guess, RawTable, Role } from "../../../ingest/facts.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import type { EventsTable, LeadsTable, PeopleTable } from "../../../ingest/people.ts";
import { isRoleFile } from "../../../ingest/person-columns.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { AsOf } from "../as-of.ts";
import { lookOver } from "../look.ts";
import type { Names } from "../rows.ts";
import { type ContactsFound, gatherContacts } from "./contacts.ts";
import { type EventsFound, gatherEvents } from "./events.ts";
import { gatherLeads, type LeadsFound } from "./leads.ts";
import { readEvents } from "./read-events.ts";
import { type PersonFile, readPeople } from "./read-people.ts";
import { createUnits, dropUnits, layDealUnits } from "./units.ts";

/** The files beside deals and accounts, read but not yet joined. */
export interface Beside {
  readonly contacts: readonly PersonFile[];
  readonly roles: readonly PersonFile[];
  readonly leads: PersonFile | null;
  readonly events: readonly PersonFile[];
  /** Tables that the rows were read into; null where no such file was given. */
  readonly people: string | null;
  readonly leadsRead: string | null;
  readonly eventsRead: string | null;
  readonly inferred: string;
  readonly guesses: readonly Guess[];
  readonly options: IngestOptions;
}

/** What contacts, leads and events brought to light. */
export interface BesideFound {
  readonly people: PeopleTable | null;
  readonly leads: LeadsTable | null;
  readonly events: EventsTable | null;
  /** Table of the deals of the facts and their unit; null without any of these files. */
  readonly units: string | null;
  readonly candidates: readonly Candidate[];
  readonly totals: readonly FileTotals[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

const byName = (a: RawTable, b: RawTable) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);

/** Reads the files of contacts, leads and events into the warehouse. `salt` keeps people's keys from being guessed. */
export async function readBeside(
  database: Database,
  tables: readonly RawTable[],
  deals: string,
  named: ReadonlyMap<string, string>,
  options: IngestOptions,
  salt: string,
): Promise<Beside> {
  const look = async (role: Role): Promise<PersonFile[]> => {
    const files: PersonFile[] = [];
    for (const raw of tables.filter((table) => table.role === role).sort(byName))
      files.push({ raw, columns: (await lookOver(database, raw, "accounts", named)).columns });
    return files;
  };
  const people = await look("contacts");
  const contacts = people.filter(({ columns }) => !isRoleFile(columns));
  const roles = people.filter(({ columns }) => isRoleFile(columns));
  requireContacts(contacts, roles);
  const [leads = null] = await look("leads");
  const events = await look("events");
  const reading = { options, salt };
  const into = (there: boolean, end: string) => (there ? `${deals}_${end}` : null);
  const read = {
    people: into(people.length > 0, "people"),
    leadsRead: into(leads !== null, "leads"),
    eventsRead: into(events.length > 0, "events"),
  };
  if (read.people !== null) await readPeople(database, contacts, read.people, reading);
  if (read.leadsRead !== null) await readPeople(database, [leads!], read.leadsRead, reading);
  const guesses = read.eventsRead === null ? [] : await readEvents(database, events, read.eventsRead, reading);
  return { contacts, roles, leads, events, ...read, inferred: `${deals}_inferred_domains`, guesses, options };
}

function requireContacts(contacts: readonly PersonFile[], roles: readonly PersonFile[]): void {
  if (contacts.length > 0 || roles.length === 0) return;
  throw new InputError(
    `${roles[0]!.raw.file} ties contacts to deals, but the contacts are not given: add their file with --contacts too`,
  );
}

/** Joins what was read to accounts and deals, once these are grouped and the facts are laid; the committee is added to the facts. */
export async function gatherBeside(
  database: Database,
  beside: Beside,
  names: Names,
  facts: string,
  taken: ReadonlySet<string>,
  accounts: string | null,
  asOf: AsOf,
): Promise<BesideFound> {
  const { people, leadsRead, eventsRead, inferred, options } = beside;
  if (people === null && leadsRead === null && eventsRead === null) return NOTHING;
  const units = await createUnits(database, names, facts, accounts !== null);
  const contactFiles = {
    people: beside.contacts,
    roles: beside.roles,
    read: people ?? "",
    inferred,
    keepPersonal: options.keepPersonal,
  };
  const contacts: ContactsFound | null =
    people === null ? null : await gatherContacts(database, contactFiles, units, facts, taken, accounts);
  const leads: LeadsFound | null =
    leadsRead === null ? null : await gatherLeads(database, beside.leads!, leadsRead, units, options.keepPersonal);
  const events: EventsFound | null =
    eventsRead === null
      ? null
      : await gatherEvents(database, beside.events, eventsRead, units, asOf, options.asOf !== null);
  const dealUnits = await layDealUnits(database, facts, units);
  await dropUnits(database, units);
  const files = [
    ...beside.contacts,
    ...beside.roles,
    ...(beside.leads === null ? [] : [beside.leads]),
    ...beside.events,
  ];
  return {
    people: contacts?.table ?? null,
    leads: leads?.table ?? null,
    events: events?.table ?? null,
    units: dealUnits,
    candidates: contacts?.candidates ?? [],
    totals: [...(contacts?.totals ?? []), ...(leads?.totals ?? []), ...(events?.totals ?? [])],
    guesses: [...(contacts?.guesses ?? []), ...(leads?.guesses ?? []), ...(events?.guesses ?? []), ...beside.guesses],
    notes: [
      ...files.flatMap(({ raw }) => raw.notes),
      ...(contacts?.notes ?? []),
      ...(leads?.notes ?? []),
      ...(events?.notes ?? []),
    ],
  };
}

const NOTHING: BesideFound = {
  people: null,
  leads: null,
  events: null,
  units: null,
  candidates: [],
  totals: [],
  guesses: [],
  notes: [],
};
