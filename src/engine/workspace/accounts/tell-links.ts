import { cellSql } from "../../../ingest/keys.ts";
import { readBuyingRole } from "../../../ingest/title/buying-role.ts";
import { parseNumber } from "../../../normalise/parse-number.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { layRowsOf, type OneAccount } from "./linked-rows.ts";
import type { LinkedDeals, LinkedEvents, LinkedPeople, Links } from "./open-links.ts";
import type { AccountDeal, AccountEvent, AccountLead, AccountPerson } from "./shapes.ts";
import { leadsOf } from "./tell-leads.ts";
import { companyEvent } from "./told-event.ts";
import { jobOf, nameOf, type PersonRow, personCells } from "./told-person.ts";

/** What is kept besides the account's own row. */
export interface AccountLinks {
  /** The newest first. */
  readonly deals: readonly AccountDeal[];
  readonly people: readonly AccountPerson[];
  /** The newest first. */
  readonly leads: readonly AccountLead[];
  /** The newest first. */
  readonly events: { readonly items: readonly AccountEvent[]; readonly total: number };
}

/** Events that are told. */
const MOST_EVENTS = 1_000;
const MOST_PEOPLE = 500;

/** Deals, people, leads and events of an account. */
export async function tellLinks(database: Database, links: Links, account: OneAccount): Promise<AccountLinks> {
  const deals: AccountDeal[] = [];
  const people: AccountPerson[] = [];
  const leads: AccountLead[] = [];
  const events: AccountEvent[] = [];
  let total = 0;
  for (const one of links.deals) deals.push(...(await dealsOf(database, links, account, one)));
  for (const one of links.people) people.push(...(await peopleOf(database, links, account, one)));
  for (const one of links.leads) leads.push(...(await leadsOf(database, links, account, one)));
  for (const one of links.events) {
    const found = await eventsOf(database, account, one);
    events.push(...found.items);
    total += found.total;
  }
  const newest = (a: string | null, b: string | null): number => (a === b ? 0 : (a ?? "") > (b ?? "") ? -1 : 1);
  return {
    deals: deals.sort((a, b) => newest(a.created, b.created) || newest(a.closed, b.closed)),
    people: people.slice(0, MOST_PEOPLE),
    leads: leads.sort((a, b) => newest(a.created, b.created)).slice(0, MOST_PEOPLE),
    events: { items: events.sort((a, b) => newest(a.day, b.day)).slice(0, MOST_EVENTS), total },
  };
}

async function dealsOf(
  database: Database,
  links: Links,
  account: OneAccount,
  { source, keys, states, stage, decimal }: LinkedDeals,
): Promise<AccountDeal[]> {
  const table = await layRowsOf(database, account, source, keys);
  if (table === null) return [];
  const own = await database.rows<{ key: string; stage: string | null }>(
    `SELECT __own AS "key", ${cellSql(stage)} AS stage FROM ${quoteIdentifier(table)}`,
  );
  const stages = new Map(own.map((one) => [one.key, one.stage]));
  const found = await links.database.rows<
    Omit<AccountDeal, "source" | "stage" | "amount"> & { amount_text: string | null }
  >(
    `SELECT "key", name, status, is_new, CAST(created AS VARCHAR) AS created, CAST(closed AS VARCHAR) AS closed, owner, loss, amount_text, currency
     FROM ${quoteIdentifier(states)} WHERE "key" IN (${[...stages.keys()].map(quoteText).join(", ")}) ORDER BY "row"`,
  );
  return found.map(({ amount_text, ...one }) => ({
    ...{ source: source.source, ...one, stage: stages.get(one.key) ?? null },
    amount: amount_text === null ? null : parseNumber(amount_text, decimal),
  }));
}

async function peopleOf(
  database: Database,
  { keepPersonal }: Links,
  account: OneAccount,
  { source, keys, columns, created }: LinkedPeople,
): Promise<AccountPerson[]> {
  const table = await layRowsOf(database, account, source, keys);
  if (table === null) return [];
  const { one } = columns;
  const found = await database.rows<PersonRow & { readonly role: string | null; readonly since: string | null }>(
    `SELECT ${personCells(columns)}, ${cellSql(one.buying_role?.header ?? null)} AS role, CAST(${created} AS VARCHAR) AS since
     FROM ${quoteIdentifier(table)} ORDER BY __row LIMIT ${MOST_PEOPLE}`,
  );
  return found.map((row) => ({
    ...jobOf(row),
    buying_role: row.role === null ? null : readBuyingRole(row.role),
    since: row.since,
    opted_out: row.opted_out,
    ...nameOf(row, keepPersonal),
  }));
}

async function eventsOf(
  database: Database,
  account: OneAccount,
  { source, keys, columns, day }: LinkedEvents,
): Promise<AccountLinks["events"]> {
  const table = await layRowsOf(database, account, source, keys);
  if (table === null) return { items: [], total: 0 };
  const cell = (column: { readonly header: string } | null): string => cellSql(column?.header ?? null);
  const found = await database.rows<{
    day: string | null;
    type: string | null;
    name: string | null;
    topic: string | null;
    times: number | null;
  }>(
    `SELECT CAST(${day} AS VARCHAR) AS day, ${cell(columns.type)} AS type, ${cell(columns.name)} AS name, ${cell(columns.topic)} AS topic, TRY_CAST(${cell(columns.times)} AS DOUBLE) AS times
     FROM ${quoteIdentifier(table)} ORDER BY day DESC NULLS LAST, __row LIMIT ${MOST_EVENTS}`,
  );
  const total = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(table)}`);
  return { items: found.map(companyEvent), total };
}
