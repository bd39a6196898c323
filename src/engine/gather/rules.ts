import { InputError } from "../../errors.ts";
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
import { type Seen, valuesOf } from "./look.ts";

/** `--map 'COLUMN=field'` as header to field; throws `InputError` for a column that no file has. */
export function namedFields(options: IngestOptions, headers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    options.map.map((text) => {
      const { header, rest } = splitAssignment(text, "--map", headers);
      const field = rest.trim();
      if (!/^[a-z][a-z0-9_]*$/.test(field))
        throw new InputError(`--map: "${field}" is no field name; write it like employees or annual_revenue`);
      return [header, field];
    }),
  );
}

/** Headers that a person wants left out; throws `InputError` for one that no file has. */
export function ignoredHeaders(options: IngestOptions, headers: readonly string[]): ReadonlySet<string> {
  return new Set(options.ignore.map((wanted) => requireHeader(wanted, "--ignore", headers)));
}

/** How the deals' ends are read: as a person said, else as the columns suggest. */
export async function outcomeRule(database: Database, deals: Seen, options: IngestOptions): Promise<OutcomeRule> {
  if (options.outcome === null) return guessedOutcome(deals.columns);
  const values = await valuesNamed(database, deals, options.outcome);
  return statedOutcome(options.outcome, deals.columns, () => values);
}

/** How new business is told from the rest: as a person said, else as types or names suggest. */
export async function newBusinessRule(
  database: Database,
  deals: Seen,
  options: IngestOptions,
): Promise<NewBusinessRule> {
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
