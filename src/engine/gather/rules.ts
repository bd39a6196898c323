import type { Column } from "../../ingest/column.ts";
import type { Guess } from "../../ingest/facts.ts";
import { listedKindSql, lossKindSql, statedKinds } from "../../ingest/loss-reason.ts";
import { chooseAmount, type MoneyRule } from "../../ingest/money.ts";
import { isOwnField, namedField } from "../../ingest/named-field.ts";
import {
  existingNameSql,
  guessedNewBusiness,
  statedNewBusiness,
  wordedNewBusiness,
} from "../../ingest/new-business.ts";
import type { NewBusinessRule } from "../../ingest/new-business-rule.ts";
import { readNewBusiness } from "../../ingest/new-business-written.ts";
import { findHeader, type IngestOptions, requireHeader, splitAssignment } from "../../ingest/options.ts";
import { guessedOutcome, statedOutcome } from "../../ingest/outcome.ts";
import type { OutcomeRule } from "../../ingest/outcome-rule.ts";
import { guessedPipelines, type PipelineRule, statedPipelines } from "../../ingest/pipeline.ts";
import type { ValueCount } from "../../ingest/profile.ts";
import { knownSql } from "../../ingest/text.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { readDates } from "./dates.ts";
import { type DealRules, orderSql } from "./deals.ts";
import { type Seen, valuesOf } from "./look.ts";

/** `--map 'COLUMN=field'` as header to field; throws `InputError` for a column that no file has. */
export function namedFields(options: IngestOptions, headers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    options.map.map((text) => {
      const { header, rest } = splitAssignment(text, "--map", headers);
      return [header, namedField(header, rest)];
    }),
  );
}

/** Names that a person gave to columns and that no rule knows: told, for they may be slips. */
export function ownNames(named: ReadonlyMap<string, string>): Guess[] {
  const own = [...named].filter(([header, field]) => isOwnField(header, field));
  if (own.length === 0) return [];
  const each = own.map(([header, field]) => `${header} as ${field}`).join(", ");
  return [{ what: "columns", text: `Read as attributes under names of your own: ${each}.`, override: null }];
}

/** Headers that a person wants left out; throws `InputError` for one that no file has. */
export function ignoredHeaders(options: IngestOptions, headers: readonly string[]): ReadonlySet<string> {
  return new Set(options.ignore.map((wanted) => requireHeader(wanted, "--ignore", headers)));
}

/** How the deals' ends are read: as a person said, else as the columns suggest. */
async function outcomeRule(
  database: Database,
  deals: Seen,
  options: IngestOptions,
  undecided: boolean,
): Promise<OutcomeRule> {
  if (options.outcome === null) return guessedOutcome(deals.columns, undecided);
  const values = await valuesNamed(database, deals, options.outcome);
  return statedOutcome(options.outcome, deals.columns, () => values, undecided);
}

/** How new business is told from the rest: as a person said, else as types or names suggest. */
async function newBusinessRule(database: Database, deals: Seen, options: IngestOptions): Promise<NewBusinessRule> {
  const said = readNewBusiness(
    options.newBusiness,
    deals.columns.map((column) => column.header),
  );
  const name = deals.meanings.opportunity_name;
  if (typeof said === "string") return wordedNewBusiness(said, name, await namedExisting(database, deals));
  if (said.length > 0) {
    const values = new Map<string, readonly ValueCount[]>();
    for (const { header } of said) values.set(header, await valuesOf(database, deals, header));
    return statedNewBusiness(said, (header) => values.get(header)!);
  }
  return guessedNewBusiness(deals.columns, name, await namedExisting(database, deals), options.pipelines.length > 0);
}

/** Rows whose deal's name speaks of business with a customer. */
async function namedExisting(database: Database, { meanings, raw }: Seen): Promise<number> {
  const name = meanings.opportunity_name;
  if (name === null) return 0;
  return database.value<number>(
    `SELECT count(*) FROM ${quoteIdentifier(raw.table)} WHERE ${existingNameSql(name.header)}`,
  );
}

async function pipelineRule(database: Database, deals: Seen, { pipelines }: IngestOptions): Promise<PipelineRule> {
  const column = deals.columns.find(({ field, profile }) => field === "pipeline" && profile.filled > 0) ?? null;
  if (pipelines.length === 0) return guessedPipelines(column);
  return statedPipelines(pipelines, column, column === null ? [] : await valuesOf(database, deals, column.header));
}

/** SQL of a deal's kind of loss: looked up where reasons are few, else read from the words of each. */
async function lossKinds(database: Database, deals: Seen, { lossReasons }: IngestOptions): Promise<string> {
  const column = deals.meanings.loss_reason;
  const values = lossReasons.length === 0 || column === null ? [] : await valuesOf(database, deals, column.header);
  const stated = statedKinds(lossReasons, column, values);
  if (column === null) return "CAST(NULL AS VARCHAR)";
  const reason = knownSql(column.header);
  const { top } = column.profile;
  if (top.length === 0) return lossKindSql(reason, stated);
  const texts = top.map(({ value }) => `(${quoteText(value)})`).join(", ");
  const kinds = await database.rows<{ value: string; kind: string }>(
    `SELECT value, ${lossKindSql("value", stated)} AS kind FROM (VALUES ${texts}) AS t(value)`,
  );
  return listedKindSql(reason, kinds);
}

/** The values of the column that an option names, none when there is no such column (its own check says so). */
async function valuesNamed(database: Database, deals: Seen, option: string) {
  const headers = deals.columns.map((column) => column.header);
  for (let at = option.indexOf("="); at >= 0; at = option.indexOf("=", at + 1)) {
    const header = findHeader(option.slice(0, at), headers);
    if (header !== null) return valuesOf(database, deals, header);
  }
  return [];
}

/** How everything is read from the deals file. */
export interface Rules extends DealRules {
  readonly outcome: OutcomeRule;
  readonly newBusiness: NewBusinessRule;
  readonly money: MoneyRule;
}

/** The day of a loss, where the close that was found is that of wins only. */
function lostDate({ columns, meanings }: Seen): Column | null {
  if (meanings.closed?.field !== "won_date") return null;
  return columns.find(({ field, profile }) => field === "lost_date" && profile.filled > 0) ?? null;
}

/** Finds the rules by which the deals file is read: a person's words first, else what its columns suggest. @param undecided no deal need be won */
export async function readRules(
  database: Database,
  deals: Seen,
  options: IngestOptions,
  order: string | null,
  undecided = false,
): Promise<Rules> {
  const outcome = await outcomeRule(database, deals, options, undecided);
  const newBusiness = await newBusinessRule(database, deals, options);
  const pipeline = await pipelineRule(database, deals, options);
  const losses = await lossKinds(database, deals, options);
  const { created, closed } = deals.meanings;
  const dates = await readDates(database, deals.raw.table, created, closed, options, lostDate(deals));
  const money = chooseAmount(deals.columns, deals.meanings, options);
  return {
    outcome,
    newBusiness,
    pipeline,
    losses,
    dates,
    money,
    amount: money.header,
    order: await orderSql(database, deals, order),
  };
}
