import { InputError } from "../errors.ts";
import type { Column } from "../ingest/column.ts";
import type { Guess } from "../ingest/facts.ts";
import { cellSql } from "../ingest/keys.ts";
import { lossKindSql } from "../ingest/loss-reason.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { type OutcomeRule, statusSql } from "../ingest/outcome-rule.ts";
import { saysLost } from "../ingest/outcome-words.ts";
import { anyOfSql, foldedSql, knownSql } from "../ingest/text.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import type { DateReading } from "./gather/dates.ts";
import type { Seen } from "./gather/look.ts";
import { readRules } from "./gather/rules.ts";
import { readDays } from "./match/dates.ts";

/** How the deals of an export stand, as a table of its own. */
export interface DealStates {
  /**
   * SQL name of a table with one row per deal: `row` BIGINT, `status` (won, lost, open, cleaned: closed for no reason of the buyer; NULL where deleted or
   * nothing is said), `is_new` (no
   * renewal or expansion), `created` and `closed` DATE, `name`, `owner`, `loss` (as written), `amount_text`, `currency`.
   */
  readonly table: string;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  /** Headers of the amount and the currency, null where the file has none. */
  readonly amount: string | null;
  readonly currency: string | null;
}

/** What a document remembers of how its deals were read. */
export interface Remembered {
  readonly outcome: string;
}

/**
 * Lays the states of deals. An export in which nothing says won or lost (a report of the pipeline) holds open deals only, which is a guess.
 * Throws `InputError` where a person's own `--outcome` does not fit.
 */
export async function layDealStates(
  database: Database,
  deals: Seen,
  options: IngestOptions,
  remembered: Remembered | null,
): Promise<DealStates> {
  return layStates(database, deals, options, await rulesOf(database, deals, options, remembered), true);
}

/** The same table for rows that are no deals: every `status` is NULL. */
export async function layRows(database: Database, list: Seen, options: IngestOptions): Promise<DealStates> {
  return layStates(database, list, options, null, false);
}

async function layStates(
  database: Database,
  deals: Seen,
  options: IngestOptions,
  rules: Found | null,
  areDeals: boolean,
): Promise<DealStates> {
  const { created, closed, loss_reason: loss, is_deleted: deleted, currency } = deals.meanings;
  const dates = rules?.dates ?? (await readDays(database, deals.raw.table, { first: created, last: closed }, options));
  const amount = (deals.meanings.amount_converted ?? deals.meanings.amount)?.header ?? null;
  const converted = amount !== null && amount === deals.meanings.amount_converted?.header;
  const lost = rules === null && areDeals ? lostWords(deals.columns) : null;
  const silent = areDeals ? (lost?.sql ?? "'open'") : "CAST(NULL AS VARCHAR)";
  const told = rules === null ? silent : statusSql(rules.outcome);
  const cleaned =
    loss === null ? "false" : `${rules?.losses ?? lossKindSql(knownSql(loss.header), new Map())} = 'administrative'`;
  const status = `CASE WHEN ${told} = 'lost' AND ${cleaned} THEN 'cleaned' ELSE ${told} END`;
  const gone = deleted === null ? "false" : `coalesce(${knownSql(deleted.header)} IN ('true', '1', 'yes'), false)`;
  const table = `${deals.raw.table}_states`;
  await database.run(`CREATE TABLE ${table} AS SELECT __row AS "row",
    CASE WHEN NOT ${gone} THEN ${status} END AS status, ${rules?.newBusiness.sql ?? "true"} AS is_new,
    ${dates.created} AS created, ${dates.closed} AS closed, ${cellSql(nameColumn(deals)?.header ?? null)} AS name,
    ${cellSql(ownerColumn(deals.columns)?.header ?? null)} AS owner, ${cellSql(loss?.header ?? null)} AS loss,
    ${cellSql(amount)} AS amount_text, ${converted ? cellSql(null) : `upper(${cellSql(currency?.header ?? null)})`} AS currency
    FROM ${quoteIdentifier(deals.raw.table)} ORDER BY __row`);
  const guess = rules === null ? (areDeals ? withoutWon(deals, lost) : null) : rules.outcome.guess;
  return {
    table,
    guesses: [guess, rules?.newBusiness.guess ?? null].filter((one) => one !== null).concat(dates.guesses),
    notes: dates.notes,
    amount,
    currency: converted ? null : (currency?.header ?? null),
  };
}

interface Found {
  readonly outcome: OutcomeRule;
  readonly newBusiness: { readonly sql: string; readonly guess: Guess | null };
  readonly dates: DateReading;
  /** SQL: the kind of a deal's loss. */
  readonly losses: string;
}

/** A person's words, else what the document remembers, else what the columns say, else null: nothing says won or lost. */
async function rulesOf(
  database: Database,
  deals: Seen,
  options: IngestOptions,
  remembered: Remembered | null,
): Promise<Found | null> {
  if (options.outcome !== null) return readRules(database, deals, options, null);
  const there = remembered !== null && deals.columns.some(({ header }) => remembered.outcome.startsWith(`${header}=`));
  const tries = [...(there ? [remembered.outcome] : []), null];
  for (const outcome of tries) {
    try {
      return await readRules(database, deals, { ...options, outcome }, null);
    } catch (error) {
      const unsaid = error instanceof InputError && /^(--outcome|cannot tell)/.test(error.message);
      if (!unsaid) throw error;
    }
  }
  return null;
}

const ENDS = /(^|_)(stage|status|outcome|result|state)(_|$)/;

/** A column in which some values say lost, though none says won: an export of open and lost deals. */
function lostWords(columns: readonly Column[]): { readonly sql: string; readonly said: string } | null {
  for (const { field, header, profile } of columns) {
    if (!ENDS.test(field)) continue;
    const lost = profile.top.filter(({ value }) => value.length > 1 && saysLost(value));
    if (lost.length === 0) continue;
    const values = lost.map(({ value }) => value);
    const said = `${header} is ${lost.map(({ shown }) => shown).join(" or ")}`;
    return { sql: `CASE WHEN ${anyOfSql(foldedSql(header), values)} THEN 'lost' ELSE 'open' END`, said };
  }
  return null;
}

function withoutWon({ raw }: Seen, lost: { readonly said: string } | null): Guess {
  return {
    what: "outcome",
    text:
      lost === null
        ? `No column of ${raw.file} holds words like Closed Won, so all of its deals count as open.`
        : `No column of ${raw.file} holds words like Closed Won: deals count as lost where ${lost.said}, else as open.`,
    override: "--outcome 'COLUMN=WON/LOST'",
  };
}

/** The column of the deal's name, in however few rows. */
function nameColumn({ columns, meanings }: Seen): Column | null {
  const named = (wanted: string) => columns.find(({ field }) => field === wanted) ?? null;
  return named("opportunity_name") ?? meanings.opportunity_name ?? named("name");
}

/** The column of the deal's owner: a name before an id. */
export function ownerColumn(columns: readonly Column[]): Column | null {
  const owners = columns.filter(({ field, profile }) => field === "owner" && profile.filled > 0);
  const isId = ({ profile: { shares } }: Column) => Math.max(shares.crm_id, shares.number) >= 0.5;
  return owners.find((column) => !isId(column)) ?? owners[0] ?? null;
}
