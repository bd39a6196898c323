import { InputError } from "../../errors.ts";
import type { Guess } from "../../ingest/facts.ts";
import { fileKind } from "../../ingest/file-kind.ts";
import { cellSql } from "../../ingest/keys.ts";
import {
  happenedSql,
  LIVE_OUTCOMES,
  type LiveOutcome,
  outcomeColumns,
  outcomeOfEvent,
  typeColumn,
} from "../../ingest/live-outcomes.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { logDateColumn } from "../../ingest/suppression.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { layDealStates } from "../deal-states.ts";
import { lookupTable } from "../gather/lookup.ts";
import { readDays } from "../match/dates.ts";
import type { List } from "../match/list.ts";

/** What happened by one file. */
export interface Happened {
  /** Table: `row` BIGINT, `outcome` VARCHAR, `day` DATE (NULL where not said). */
  readonly table: string;
  /** The outcomes that the file can tell, whether any happened or not. */
  readonly outcomes: readonly LiveOutcome[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Reads what happened out of a file of deals, a log with a row per event, or a table with a column per outcome. */
export async function layHappened(database: Database, list: List, options: IngestOptions): Promise<Happened> {
  const named = outcomeColumns(list.columns);
  const type = typeColumn(list.columns);
  if (fileKind(list.raw.columns) === "deals") return fromDeals(database, list, options);
  if (named.length > 0) return fromColumns(database, list, named, options);
  if (type !== null) return fromLog(database, list, type.header, options);
  throw new InputError(
    `${list.raw.file} tells no outcome: give a column each for opens, replies, meetings, opportunities or wins, a log with a column "type" that says which, or an export of deals; name a column with --map 'COLUMN=replies'`,
  );
}

async function fromDeals(database: Database, list: List, options: IngestOptions): Promise<Happened> {
  const states = await layDealStates(database, list, options, null);
  const table = `${list.raw.table}_happened`;
  await database.run(`CREATE TABLE ${table} AS
    SELECT "row", 'opportunity' AS outcome, created AS day FROM ${states.table} WHERE status IS NOT NULL AND status <> 'cleaned'
    UNION ALL SELECT "row", 'win', closed FROM ${states.table} WHERE status = 'won'`);
  return { table, outcomes: ["opportunity", "win"], guesses: states.guesses, notes: states.notes };
}

async function fromColumns(
  database: Database,
  list: List,
  named: ReturnType<typeof outcomeColumns>,
  options: IngestOptions,
): Promise<Happened> {
  const { raw } = list;
  const own = new Set(named.map(({ column }) => column));
  const common = logDateColumn(list.columns.filter((column) => !own.has(column)));
  const [guesses, notes]: [Guess[], string[]] = [[], []];
  const dayOf = async (column: (typeof named)[number]["column"]): Promise<string> => {
    const dated = column.profile.shares.date >= 0.5 ? column : common;
    if (dated === null) return "CAST(NULL AS DATE)";
    const reading = await readDays(database, raw.table, { first: dated, last: null }, options);
    guesses.push(...reading.guesses);
    if (dated !== common) notes.push(...reading.notes);
    return reading.created;
  };
  const selects: string[] = [];
  for (const { column, outcome } of named)
    selects.push(
      `SELECT __row AS "row", ${quoteText(outcome)} AS outcome, ${await dayOf(column)} AS day FROM ${quoteIdentifier(raw.table)} WHERE ${happenedSql(column.header)}`,
    );
  const table = `${raw.table}_happened`;
  await database.run(`CREATE TABLE ${table} AS ${selects.join(" UNION ALL ")}`);
  const told = named.map(({ column, outcome }) => `${column.header} tells ${WORDS[outcome]}`);
  return {
    table,
    outcomes: LIVE_OUTCOMES.filter((one) => named.some(({ outcome }) => outcome === one)),
    guesses: [
      { what: "outcomes", text: `In ${raw.file}, ${told.join(", ")}.`, override: "--map 'COLUMN=replies'" },
      ...guesses,
    ],
    notes: [...new Set(notes)],
  };
}

/** Outcomes as they are counted. */
export const WORDS: Readonly<Record<LiveOutcome, string>> = {
  open: "opens",
  reply: "replies",
  meeting: "meetings",
  opportunity: "opportunities",
  win: "wins",
};

async function fromLog(database: Database, list: List, type: string, options: IngestOptions): Promise<Happened> {
  const { raw } = list;
  const date = logDateColumn(list.columns.filter(({ header }) => header !== type));
  const { created, guesses, notes } = await readDays(database, raw.table, { first: date, last: null }, options);
  const table = `${raw.table}_happened`;
  const cell = cellSql(type);
  await lookupTable(
    database,
    `${table}_types`,
    `SELECT ${cell} FROM ${quoteIdentifier(raw.table)}`,
    outcomeOfEvent,
    "VARCHAR",
  );
  await database.run(`CREATE TABLE ${table} AS SELECT r.__row AS "row", l.value AS outcome, ${date === null ? "CAST(NULL AS DATE)" : `r.day`} AS day
    FROM (SELECT __row, ${cell} AS cell, ${date === null ? "NULL" : created} AS day FROM ${quoteIdentifier(raw.table)}) r JOIN ${table}_types l ON l.text = r.cell`);
  const found = await database.rows<{ text: string; value: LiveOutcome }>(
    `SELECT text, value FROM ${table}_types ORDER BY text`,
  );
  const told = LIVE_OUTCOMES.flatMap((one) => {
    const texts = found.filter(({ value }) => value === one).map(({ text }) => `"${text}"`);
    const more = texts.length > MOST_TOLD ? ` and ${texts.length - MOST_TOLD} more` : "";
    return texts.length === 0 ? [] : [`${texts.slice(0, MOST_TOLD).join(", ")}${more} as ${WORDS[one]}`];
  });
  const text = `${type} of ${raw.file} is read: ${told.join("; ")}; other rows count for nothing.`;
  return {
    table,
    outcomes: LIVE_OUTCOMES.filter((one) => found.some(({ value }) => value === one)),
    guesses: [{ what: "outcomes", text, override: "--map 'COLUMN=type'" }, ...guesses],
    notes,
  };
}

const MOST_TOLD = 3;
