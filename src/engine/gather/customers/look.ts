import { InputError } from "../../../errors.ts";
import { type Column, columnsOf } from "../../../ingest/column.ts";
import {
  type CustomerColumns,
  type CustomerLayout,
  type CustomerMeaning,
  customerColumns,
  layoutOf,
} from "../../../ingest/customers/columns.ts";
import { notCustomers } from "../../../ingest/customers/other-lists.ts";
import type { Guess, RawTable } from "../../../ingest/facts.ts";
import { fieldName } from "../../../ingest/field-name.ts";
import { lookSql } from "../../../ingest/looks.ts";
import { findHeader } from "../../../ingest/options.ts";
import type { Look } from "../../../ingest/profile.ts";
import { knownSql, missingSql } from "../../../ingest/text.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { profileTable } from "../../../warehouse/profile.ts";
import { ambiguity, chooseDates, dateOf, unread } from "../dates.ts";
import type { CustomerOptions } from "./options.ts";

/** A customers' file that has been looked over. */
export interface SeenCustomers {
  readonly raw: RawTable;
  readonly columns: CustomerColumns;
  readonly layout: CustomerLayout;
  /** SQL: the DATE of a row per meaning; `NULL` where there is no such column. */
  readonly dates: Readonly<Record<DateMeaning, string>>;
  /** End dates that nearly every row has are the ends of terms, not of subscriptions. */
  readonly endsAreTerms: boolean;
  /** Whole amounts in a Chargebee export are cents. */
  readonly cents: boolean;
  /** Its MRR is today's, in so many words: with growth beside it, that of the start is less. */
  readonly mrrIsNow: boolean;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

const DATE_MEANINGS = [
  "start",
  "created",
  "trial_end",
  "ended",
  "end",
  "canceled",
  "expires",
  "period_start",
  "period_end",
  "happened",
] as const satisfies readonly CustomerMeaning[];

export type DateMeaning = (typeof DATE_MEANINGS)[number];

/** An end date in so many of the rows is planned, not suffered. */
const TERM_SHARE = 0.95;

/** Looks over one customers' file: what its columns mean, how its dates are written, in which unit its amounts are. */
export async function lookOverCustomers(
  database: Database,
  raw: RawTable,
  options: CustomerOptions,
): Promise<SeenCustomers> {
  const headers = raw.columns.filter((header) => !options.ignore.some((name) => findHeader(name, [header]) !== null));
  const profiles = await profileTable<Look>(database, raw.table, headers, {
    known: knownSql,
    missing: missingSql,
    looks: lookSql,
  });
  const named = namedIn(options.map, headers);
  const looked = columnsOf(profiles, named);
  const refused = notCustomers(looked);
  if (refused !== null) throw new InputError(`--customers: ${raw.file} ${refused}`);
  const columns = customerColumns(looked, named);
  requireAccount(raw, columns);
  const chosen = await chooseDates(
    database,
    raw.table,
    DATE_MEANINGS.map((meaning) => columns[meaning]),
    options.dateOrder,
  );
  const known = chosen.filter((one) => one !== null);
  const notes: string[] = [];
  for (const one of known) notes.push(...(await unread(database, raw.table, one)));
  const unsure = known.find((one) => one.ambiguous);
  const end = columns.end;
  return {
    raw,
    columns,
    layout: layoutOf(columns),
    dates: Object.fromEntries(DATE_MEANINGS.map((meaning, i) => [meaning, dateOf(chosen[i]!)])) as Record<
      DateMeaning,
      string
    >,
    endsAreTerms: end !== null && end.profile.filled >= TERM_SHARE * end.profile.rows,
    cents: await holdsCents(database, raw, columns, named),
    mrrIsNow: columns.mrr !== null && /current/i.test(named.get(columns.mrr.header) ?? columns.mrr.header),
    guesses: unsure === undefined ? [] : [ambiguity(unsure)],
    notes,
  };
}

/** Throws `InputError` when nothing says which account a row is about. */
function requireAccount(raw: RawTable, columns: CustomerColumns): void {
  const { crm_id, account_id, domain, email, name, subscription } = columns;
  const joined = ["tickets", "usage"].includes(layoutOf(columns)) ? subscription : null;
  if ([crm_id, account_id, domain, email, name, joined].some((column) => column !== null)) return;
  throw new InputError(
    `${raw.file}: no column says which customer a row is about (an account id, domain, e-mail or name); name one with --map 'COLUMN=account_id'; the columns are: ${raw.columns.join(", ")}`,
  );
}

/** Of `--map 'COLUMN=field'` those that name a column of this file: header to field. */
function namedIn(map: readonly string[], headers: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const text of map) {
    for (let at = text.indexOf("="); at >= 0; at = text.indexOf("=", at + 1)) {
      const header = findHeader(text.slice(0, at), headers);
      if (header !== null) found.set(header, fieldName(text.slice(at + 1)));
    }
  }
  return found;
}

const CHARGEBEE = /^subscriptions\./;

/** Chargebee counts money in cents: so do whole numbers in a column of its export. A decimal point anywhere, or a person, says otherwise. */
async function holdsCents(
  database: Database,
  raw: RawTable,
  columns: CustomerColumns,
  named: ReadonlyMap<string, string>,
): Promise<boolean> {
  const money = [columns.mrr, columns.unit_amount, columns.total_amount].filter(
    (column): column is Column => column !== null && CHARGEBEE.test(column.header) && !named.has(column.header),
  );
  if (money.length === 0) return false;
  const points = money.map(({ header }) => `count(*) FILTER (regexp_matches(${quoteIdentifier(header)}, '[.,]'))`);
  return (await database.value<number>(`SELECT ${points.join(" + ")} FROM ${quoteIdentifier(raw.table)}`)) === 0;
}
