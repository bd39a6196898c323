import { InputError } from "../../errors.ts";
import type { Guess } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { contactedColumns, flagColumns, flagSql, logDateColumn } from "../../ingest/suppression.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { readDays } from "../match/dates.ts";
import type { List } from "../match/list.ts";
import { matchCompanies, matchPeople } from "../match/match.ts";
import { daysBefore } from "./days.ts";
import { addHits, type ReasonCode } from "./hits.ts";

/** Whoever was contacted is left alone this long. */
export const CONTACTED_DAYS = 90;

/** Days on which the rows of a list were contacted: a table with `row` and `day`, and what is to be said of it. */
export interface ContactDays {
  readonly table: string;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** The last contact of each row of the batch, matched its own columns (`Last Activity Date`); null without such a column. */
export async function batchContacts(
  database: Database,
  { raw, columns }: List,
  options: IngestOptions,
): Promise<ContactDays | null> {
  const dated = contactedColumns(columns);
  if (dated.length === 0) return null;
  const readings = [];
  for (const column of dated)
    readings.push(await readDays(database, raw.table, { first: column, last: null }, options));
  const table = `${raw.table}_contacted`;
  const days = readings.map(({ created }) => created).join(", ");
  await database.run(
    `CREATE TABLE ${table} AS SELECT * FROM (SELECT __row AS "row", greatest(${days}) AS day FROM ${quoteIdentifier(raw.table)}) WHERE day IS NOT NULL`,
  );
  const headers = dated.map(({ header }) => header);
  const text = `Last contact by ${headers.join(" and ")} of ${raw.file}.`;
  const override = headers.map((header) => `--ignore '${header}'`).join(" ");
  return {
    table,
    guesses: [{ what: "contacted", text, override }, ...readings.flatMap(({ guesses }) => guesses)],
    notes: readings.flatMap(({ notes }) => notes),
  };
}

/** The days of an outreach log. Throws `InputError` when nothing in it is a date. */
export async function logContacts(
  database: Database,
  { raw, columns }: List,
  options: IngestOptions,
): Promise<ContactDays> {
  const column = logDateColumn(columns);
  if (column === null)
    throw new InputError(
      `${raw.file} has no column of dates, so nobody knows who was contacted when: name one with --map 'COLUMN=contacted_at'`,
    );
  const { created, guesses, notes } = await readDays(database, raw.table, { first: column, last: null }, options);
  const table = `${raw.table}_contacted`;
  await database.run(
    `CREATE TABLE ${table} AS SELECT * FROM (SELECT __row AS "row", ${created} AS day FROM ${quoteIdentifier(raw.table)}) WHERE day IS NOT NULL`,
  );
  const text = `Contacts of ${raw.file} on the day in ${column.header}.`;
  return { table, guesses: [{ what: "contacted", text, override: "--map 'COLUMN=contacted_at'" }, ...guesses], notes };
}

/**
 * Reason `contacted_recently`. Who has an e-mail address was contacted under it; a company without one, or a line of the log without one,
 * is matched as a company.
 */
export async function contactedHits(
  database: Database,
  keys: string,
  batch: ContactDays | null,
  logs: readonly { readonly source: number; readonly days: ContactDays }[],
  asOf: string | null,
): Promise<void> {
  if (asOf === null) return;
  const found = batch === null ? [] : [`SELECT "row", day FROM ${batch.table}`];
  for (const { source, days } of logs) {
    const [people, companies] = [`filter_log_people_${source}`, `filter_log_companies_${source}`];
    await matchPeople(database, keys, 0, source, people);
    await matchCompanies(database, keys, 0, source, companies);
    const addressed = (of: number) => `(SELECT "row" FROM ${keys} WHERE source = ${of} AND kind = 'email')`;
    found.push(`SELECT m."row", d.day FROM ${people} m JOIN ${days.table} d ON d."row" = m.other`);
    found.push(`SELECT m."row", d.day FROM ${companies} m JOIN ${days.table} d ON d."row" = m.other
      WHERE m."row" NOT IN ${addressed(0)} OR m.other NOT IN ${addressed(source)}`);
  }
  if (found.length === 0) return;
  await addHits(
    database,
    "contacted_recently",
    `SELECT "row", CASE WHEN day > DATE '${asOf}' THEN 'contact planned for ' ELSE 'contacted on ' END || day || ${daysBefore("day", asOf)} AS reason
     FROM (SELECT "row", max(day) AS day FROM (${found.join(" UNION ALL ")}) GROUP BY "row") WHERE day > DATE '${asOf}' - ${CONTACTED_DAYS}`,
  );
}

/** Reasons `opted_out` and `bounced`: flags of the batch itself, and of contacts with the same e-mail address. */
export async function flagHits(
  database: Database,
  keys: string,
  lists: readonly { readonly source: number; readonly list: List }[],
): Promise<readonly Guess[]> {
  const guesses: Guess[] = [];
  for (const { source, list } of lists) {
    const flags = flagColumns(list.columns);
    const matched = `filter_people_${source}`;
    if (source !== 0) await matchPeople(database, keys, 0, source, matched);
    const add = async (code: ReasonCode, words: string, headers: readonly string[]) => {
      for (const header of headers) {
        const rows = `SELECT __row FROM ${quoteIdentifier(list.raw.table)} WHERE ${flagSql(header)}`;
        const from =
          source === 0
            ? `SELECT __row AS "row" FROM (${rows})`
            : `SELECT DISTINCT m."row" FROM ${matched} m JOIN (${rows}) r ON r.__row = m.other`;
        const where = source === 0 ? header : `${header} in ${list.raw.file}`;
        await addHits(database, code, `SELECT "row", ${quoteText(`${words} (${where})`)} AS reason FROM (${from})`);
      }
    };
    await add("opted_out", "asked not to be contacted", flags.optedOut);
    await add("bounced", "the e-mail address bounces", flags.bounced);
    const headers = [...flags.optedOut, ...flags.bounced];
    if (headers.length > 0)
      guesses.push({
        what: "opt-outs",
        text: `Opt-outs and bounces by ${headers.join(", ")} of ${list.raw.file}.`,
        override: headers.map((header) => `--ignore '${header}'`).join(" "),
      });
  }
  return guesses;
}
