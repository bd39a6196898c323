import { InputError } from "../../errors.ts";
import type { LateFilling } from "../../features/leakage-history.ts";
import {
  chooseFormat,
  type DateCounts,
  type DateFormat,
  dateCountsSql,
  dateSql,
  timesSql,
} from "../../ingest/dates.ts";
import type { Candidate, FileTotals, Guess, RawTable } from "../../ingest/facts.ts";
import { type AsOfCounts, findHistoryColumns, type HistoryColumns, judgeLate } from "../../ingest/field-history.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { cellSql, idSql } from "../../ingest/keys.ts";
import { missingSql } from "../../ingest/text.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Source } from "./candidates.ts";
import type { Names } from "./rows.ts";

/** What field histories made of the facts. */
export interface HistoryRead {
  readonly guesses: readonly Guess[];
  readonly late: readonly LateFilling[];
  readonly totals: readonly FileTotals[];
}

interface Tracked {
  readonly candidate: Candidate;
  /** The field as the history names it. */
  readonly field: string;
  readonly counts: AsOfCounts;
}

/**
 * Replaces, in the facts, today's values of tracked columns by those known when each deal was created: the last new value up to that day, else the
 * old value of the first change after it; a record without a change keeps its value. Columns of which hardly anything was known then keep
 * today's values and are named for quarantine.
 */
export async function applyHistory(
  database: Database,
  names: Names,
  facts: string,
  histories: readonly RawTable[],
  sources: readonly Source[],
  hasAccounts: boolean,
  named: ReadonlyMap<string, string>,
): Promise<HistoryRead> {
  const guesses: Guess[] = [];
  const late: LateFilling[] = [];
  const totals: FileTotals[] = [];
  for (const [i, raw] of histories.entries()) {
    const columns = findHistoryColumns(raw.file, raw.columns, named);
    const day = await dayOf(database, raw, columns.days);
    guesses.push(...day.guesses);
    const table = `${names.deals}_history_${i}`;
    const about = await layHistory(database, names, facts, table, raw, columns, day, hasAccounts);
    const from = about === "account" && hasAccounts ? "accounts" : "deals";
    const tracked: Tracked[] = [];
    for (const [field, candidate] of await trackedColumns(database, table, sources, from)) {
      const counts = await asOf(database, facts, table, field, candidate.name);
      const judged = judgeLate(counts);
      if (judged !== null) late.push({ name: candidate.name, ...judged });
      if (judged?.quarantined !== true) await replaceValues(database, facts, table, candidate.name);
      tracked.push({ candidate, field, counts });
    }
    guesses.push(...told(raw, tracked, late));
    totals.push(await totalsOf(database, table, raw, tracked));
    await database.run(`DROP TABLE IF EXISTS ${table}_then; DROP TABLE ${table}_known; DROP TABLE ${table}`);
  }
  return { guesses, late, totals };
}

/** Lays the changes (`record`, `field`, `day`, `old`, `new`, `seq`) and `_keys` of the deals; returns what the records are. */
async function layHistory(
  database: Database,
  names: Names,
  facts: string,
  table: string,
  raw: RawTable,
  { record, about, field, before, after }: HistoryColumns,
  { header, format }: Day,
  hasAccounts: boolean,
): Promise<"account" | "opportunity"> {
  const cell = quoteIdentifier(header);
  const old = before === null ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(before);
  await database.run(`CREATE TABLE ${table} AS SELECT ${idSql("__record_cell")} AS record, trim(${quoteIdentifier(field)}) AS field,
      ${dateSql(cell, format)} AS day, ${old} AS old, ${quoteIdentifier(after)} AS new,
      row_number() OVER (ORDER BY ${dateSql(cell, format)} NULLS FIRST, ${cell}, __row) AS seq, __row
    FROM (SELECT *, ${cellSql(record)} AS __record_cell FROM ${quoteIdentifier(raw.table)}) ORDER BY __row`);
  const known = { opportunity: ownRecords(names, facts), account: accountRecords(names, facts, hasAccounts) };
  const matched = (kind: "opportunity" | "account") =>
    database.value<number>(`SELECT count(*) FROM ${table} WHERE record IN (SELECT record FROM (${known[kind]}))`);
  const kind = about ?? ((await matched("opportunity")) >= (await matched("account")) ? "opportunity" : "account");
  await database.run(
    `CREATE TABLE ${table}_known AS SELECT DISTINCT * FROM (${known[kind]}) WHERE record IS NOT NULL ORDER BY deal, place, record`,
  );
  return kind;
}

/** The column that says when something was changed, and how its dates are written. */
interface Day {
  readonly header: string;
  readonly format: DateFormat;
  readonly guesses: readonly Guess[];
}

/** The first column that holds dates. Throws `InputError` when none does. */
async function dayOf(database: Database, raw: RawTable, days: readonly string[]): Promise<Day> {
  for (const header of days) {
    const cell = quoteIdentifier(header);
    const [counts] = await database.rows<DateCounts>(dateCountsSql(timesSql(raw.table, header, cell)));
    const format = chooseFormat(counts!)?.format;
    if (format === undefined) continue;
    const passed = days.slice(0, days.indexOf(header)).join(", ");
    const guess = {
      what: "history",
      text: `${raw.file}: ${passed} holds no dates, so the day of a change is read from ${header}.`,
      override: "--map 'COLUMN=created_date'",
    };
    return { header, format, guesses: passed === "" ? [] : [guess] };
  }
  throw new InputError(
    `--history: ${days.join(" and ")} of ${raw.file} ${days.length === 1 ? "holds" : "hold"} no dates that can be read: name the column that holds the day of each change with --map 'COLUMN=created_date', or export it again with them`,
  );
}

/** SQL: the records whose history is that of a deal: `deal`, `created`, `record`, `place` (the lower goes before). */
function ownRecords(names: Names, facts: string): string {
  return `SELECT f.deal, f.created, d.deal_id AS record, 0 AS place FROM ${facts} f JOIN ${names.deals} d ON d.__row = f.row`;
}

/**
 * The same of a deal's account: first the record that the deal names, then the one kept of its company, then those merged into that. Without an
 * accounts file the deals name all there is.
 */
function accountRecords(names: Names, facts: string, hasAccounts: boolean): string {
  const deals = `SELECT f.deal, f.created, d.id_key, d.account_row FROM ${facts} f JOIN ${names.deals} d ON d.__row = f.row`;
  const named = `SELECT deal, created, id_key AS record, 0 AS place FROM (${deals})`;
  if (!hasAccounts) return named;
  return `${named} UNION ALL SELECT k.deal, k.created, a.id_key, 1 FROM (${deals}) k JOIN ${names.accounts} a ON a.__row = k.account_row WHERE a.id_key IS DISTINCT FROM k.id_key
    UNION ALL SELECT k.deal, k.created, a.id_key, ${MERGED_PLACE} FROM (${deals}) k JOIN ${names.merged} m ON m."into" = k.account_row JOIN ${names.accounts} a ON a.__row = m.row
      WHERE a.id_key IS DISTINCT FROM k.id_key AND a.id_key NOT IN (SELECT id_key FROM ${names.accounts} WHERE __row = k.account_row AND id_key IS NOT NULL)`;
}

/** What another record of the company went through counts only where it ends in the value that the company has. */
const MERGED_PLACE = 2;

/** Fields of the history that are attributes, by the names of both. */
async function trackedColumns(
  database: Database,
  table: string,
  sources: readonly Source[],
  from: Source["from"],
): Promise<ReadonlyMap<string, Candidate>> {
  const fields = await database.rows<{ field: string }>(
    `SELECT DISTINCT field FROM ${table} WHERE field IS NOT NULL ORDER BY field`,
  );
  const own = sources.filter((source) => source.from === from).map(({ candidate }) => candidate);
  const found = new Map<string, Candidate>();
  for (const { field } of fields) {
    const candidate =
      own.find(({ header }) => header === field) ?? own.find(({ header }) => fieldName(header) === fieldName(field));
    if (candidate !== undefined && ![...found.values()].includes(candidate)) found.set(field, candidate);
  }
  return found;
}

/** Lays `_then`: per deal with a change of the field, the value known at its creation; counts how that differs from today's. */
async function asOf(
  database: Database,
  facts: string,
  table: string,
  field: string,
  column: string,
): Promise<AsOfCounts> {
  const name = quoteIdentifier(column);
  await database.run(`CREATE OR REPLACE TABLE ${table}_then AS
    WITH told AS (SELECT k.deal, k.place, (arg_max({'v': h.new}, h.seq)).v AS last, CASE WHEN count(*) FILTER (h.day <= k.created) > 0 THEN (arg_max({'v': h.new}, h.seq) FILTER (h.day <= k.created)).v
        ELSE (arg_min({'v': h.old}, h.seq) FILTER (h.day > k.created)).v END AS value
      FROM ${table}_known k JOIN ${table} h ON h.record = k.record AND h.field = ${quoteText(field)}
      WHERE k.created IS NOT NULL AND h.day IS NOT NULL GROUP BY k.deal, k.place)
    SELECT t.deal, (arg_min({'v': t.value}, t.place)).v AS value FROM told t JOIN ${facts} f ON f.deal = t.deal
    WHERE t.place < ${MERGED_PLACE} OR t.last IS NOT DISTINCT FROM f.${name} GROUP BY t.deal`);
  const [counts] = await database.rows<AsOfCounts>(
    `WITH cells AS (SELECT f.y, f.${name} AS now, CASE WHEN t.deal IS NULL THEN f.${name} ELSE t.value END AS was
       FROM ${facts} f LEFT JOIN ${table}_then t ON t.deal = f.deal WHERE f.created IS NOT NULL)
     SELECT count(*) AS deals, count(*) FILTER (y = 1) AS won, count(*) FILTER (NOT ${missingSql("now")}) AS now, count(*) FILTER (NOT ${missingSql("was")}) AS "then",
       count(*) FILTER (NOT ${missingSql("now")} AND NOT ${missingSql("was")} AND now <> was) AS other,
       count(*) FILTER (y = 1 AND NOT ${missingSql("now")} AND ${missingSql("was")}) AS "laterWon",
       count(*) FILTER (y = 0 AND NOT ${missingSql("now")} AND ${missingSql("was")}) AS "laterLost" FROM cells`,
  );
  return counts!;
}

async function replaceValues(database: Database, facts: string, table: string, column: string): Promise<void> {
  const name = quoteIdentifier(column);
  await database.run(`UPDATE ${facts} SET ${name} = t.value FROM ${table}_then t WHERE t.deal = ${facts}.deal`);
}

function told(raw: RawTable, tracked: readonly Tracked[], late: readonly LateFilling[]): Guess[] {
  const write = (n: number) => n.toLocaleString("en-US");
  if (tracked.length === 0)
    return [
      {
        what: "history",
        text: `${raw.file} tracks no column that could take part, so it changes nothing.`,
        override: null,
      },
    ];
  return tracked.map(({ candidate, counts }) => {
    const { deals, other, laterWon, laterLost } = counts;
    const judged = late.find(({ name }) => name === candidate.name);
    const kept = judged?.quarantined === true;
    const then = `of ${write(deals)} deals ${write(other)} had another value then, ${write(laterWon + laterLost)} none yet`;
    const leak = judged === undefined ? "" : `: ${judged.reason}`;
    const text = kept
      ? `${candidate.header} is quarantined${leak}.`
      : `${candidate.header} is read as it was when each deal was created (${then})${leak}.`;
    return { what: "history", text, override: kept ? `--allow ${quoteText(candidate.header)}` : null };
  });
}

async function totalsOf(
  database: Database,
  table: string,
  raw: RawTable,
  tracked: readonly Tracked[],
): Promise<FileTotals> {
  const fields = tracked.map(({ field }) => quoteText(field));
  const ours = fields.length === 0 ? "false" : `coalesce(field IN (${fields.join(", ")}), false)`;
  const known = `record IN (SELECT record FROM ${table}_known)`;
  const [rows] = await database.rows<{ all: number; taken: number; strangers: number }>(
    `SELECT count(*) AS "all", count(*) FILTER (${ours} AND coalesce(${known}, false)) AS taken, count(*) FILTER (${ours} AND NOT coalesce(${known}, false)) AS strangers FROM ${table}`,
  );
  const { all, taken, strangers } = rows!;
  const outOfScope = [
    { reason: "of columns that take no part", rows: all - taken - strangers },
    { reason: "of records without a closed deal here", rows: strangers },
  ].filter((one) => one.rows > 0);
  const { role, file, format, rowsRead: read, rejected } = raw;
  return { role, file, format, read, taken, merged: 0, outOfScope, rejected };
}
