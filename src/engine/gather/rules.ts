import { InputError } from "../../errors.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { chooseAmount, type MoneyRule } from "../../ingest/money.ts";
import {
  existingNameSql,
  guessedNewBusiness,
  type NewBusinessRule,
  statedNewBusiness,
} from "../../ingest/new-business.ts";
import { findHeader, type IngestOptions, requireHeader, splitAssignment } from "../../ingest/options.ts";
import { guessedOutcome, type OutcomeRule, statedOutcome } from "../../ingest/outcome.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { readDates } from "./dates.ts";
import { type DealRules, orderSql } from "./deals.ts";
import { type Seen, valuesOf } from "./look.ts";

/** `--map 'COLUMN=field'` as header to field; throws `InputError` for a column that no file has. */
export function namedFields(options: IngestOptions, headers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    options.map.map((text) => {
      const { header, rest } = splitAssignment(text, "--map", headers);
      if (rest.trim() === "")
        throw new InputError(`--map: say which field "${header}" is, such as '${header}=employees'`);
      return [header, fieldName(rest)];
    }),
  );
}

/** Headers that a person wants left out; throws `InputError` for one that no file has. */
export function ignoredHeaders(options: IngestOptions, headers: readonly string[]): ReadonlySet<string> {
  return new Set(options.ignore.map((wanted) => requireHeader(wanted, "--ignore", headers)));
}

/** How the deals' ends are read: as a person said, else as the columns suggest. */
async function outcomeRule(database: Database, deals: Seen, options: IngestOptions): Promise<OutcomeRule> {
  if (options.outcome === null) return guessedOutcome(deals.columns);
  const values = await valuesNamed(database, deals, options.outcome);
  return statedOutcome(options.outcome, deals.columns, () => values);
}

/** How new business is told from the rest: as a person said, else as types or names suggest. */
async function newBusinessRule(database: Database, deals: Seen, options: IngestOptions): Promise<NewBusinessRule> {
  if (options.newBusiness !== null) {
    const values = await valuesNamed(database, deals, options.newBusiness);
    return statedNewBusiness(options.newBusiness, deals.columns, () => values);
  }
  const name = deals.meanings.opportunity_name;
  const named =
    name === null
      ? 0
      : await database.value<number>(
          `SELECT count(*) FROM ${quoteIdentifier(deals.raw.table)} WHERE ${existingNameSql(name.header)}`,
        );
  return guessedNewBusiness(deals.columns, name, named);
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

/** Finds the rules by which the deals file is read: a person's words first, else what its columns suggest. */
export async function readRules(
  database: Database,
  deals: Seen,
  options: IngestOptions,
  order: string | null,
): Promise<Rules> {
  const outcome = await outcomeRule(database, deals, options);
  const newBusiness = await newBusinessRule(database, deals, options);
  const { created, closed } = deals.meanings;
  const dates = await readDates(database, deals.raw.table, created, closed, options.dateOrder);
  const money = chooseAmount(deals.meanings);
  return { outcome, newBusiness, dates, money, amount: money.header, order: await orderSql(database, deals, order) };
}
