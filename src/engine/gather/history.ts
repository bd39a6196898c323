import { InputError } from "../../errors.ts";
import type { LateFilling } from "../../features/leakage-history.ts";
import { chooseFormat, type DateCounts, dateCountsSql, dateSql, timesSql } from "../../ingest/dates.ts";
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
): Promise<HistoryRead> {
  const guesses: Guess[] = [];
  const late: LateFilling[] = [];
  const totals: FileTotals[] = [];
  for (const [i, raw] of histories.entries()) {
    const columns = findHistoryColumns(raw.file, raw.columns);
    const table = `${names.deals}_history_${i}`;
    const about = await layHistory(database, names, facts, table, raw, columns, hasAccounts);
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
  { record, about, field, day, before, after }: HistoryColumns,
  hasAccounts: boolean,
): Promise<"account" | "opportunity"> {
  const cell = quoteIdentifier(day);
  const [counts] = await database.rows<DateCounts>(dateCountsSql(timesSql(raw.table, day, cell)));
  const format = chooseFormat(counts!)?.format;
  if (format === undefined)
    throw new InputError(`--history: ${day} of ${raw.file} holds no dates that can be read: export it again with them`);
  const old = before === null ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(before);
  await database.run(`CREATE TABLE ${table} AS SELECT ${idSql(cellSql(record))} AS record, trim(${quoteIdentifier(field)}) AS field,
      ${dateSql(cell, format)} AS day, ${old} AS old, ${quoteIdentifier(after)} AS new,
      row_number() OVER (ORDER BY ${dateSql(cell, format)} NULLS FIRST, ${cell}, __row) AS seq, __row
    FROM ${quoteIdentifier(raw.table)} ORDER BY __row`);
  const account = hasAccounts
    ? `LEFT JOIN ${names.accounts} a ON a.__row = d.account_row`
    : `LEFT JOIN (SELECT CAST(NULL AS VARCHAR) AS id_key) a ON true`;
  const keys = `SELECT f.deal, f.created, d.deal_id AS opportunity, coalesce(a.id_key, d.id_key) AS account FROM ${facts} f JOIN ${names.deals} d ON d.__row = f.row ${account}`;
  const matched = (key: string) =>
    database.value<number>(`SELECT count(*) FROM ${table} WHERE record IN (SELECT ${key} FROM (${keys}))`);
  const kind = about ?? ((await matched("opportunity")) >= (await matched("account")) ? "opportunity" : "account");
  await database.run(
    `CREATE TABLE ${table}_known AS SELECT deal, created, ${kind} AS record FROM (${keys}) WHERE ${kind} IS NOT NULL ORDER BY deal`,
  );
  return kind;
}

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
    SELECT k.deal, CASE WHEN count(*) FILTER (h.day <= k.created) > 0 THEN (arg_max({'v': h.new}, h.seq) FILTER (h.day <= k.created)).v
      ELSE (arg_min({'v': h.old}, h.seq) FILTER (h.day > k.created)).v END AS value
    FROM ${table}_known k JOIN ${table} h ON h.record = k.record AND h.field = ${quoteText(field)}
    WHERE k.created IS NOT NULL AND h.day IS NOT NULL GROUP BY k.deal`);
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
