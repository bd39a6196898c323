import type { Guess } from "../../ingest/facts.ts";
import { accountsGuess, mappingGuess } from "../../ingest/mapping.ts";
import { damagedIds } from "../../ingest/meaning.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type AsOf, findAsOf } from "./as-of.ts";
import { dealColumnsSql } from "./deals.ts";
import { addFamilies } from "./families.ts";
import { decideFates } from "./fates.ts";
import { joinAccounts } from "./join.ts";
import { namesCompany, type Seen } from "./look.ts";
import { markRepeats } from "./repeats.ts";
import { keyRows, type Names } from "./rows.ts";
import type { Rules } from "./rules.ts";

/** What reading the rows brought to light. */
export interface Told {
  readonly asOf: AsOf;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** A flat table in which nearly all closed deals name their company takes those that do not for deals without an account. */
const NAMES_ITS_ACCOUNTS = 0.9;

/** Lays the working table of the deals, step by step, up to the fate of every row. */
export async function readRows(
  database: Database,
  names: Names,
  deals: Seen,
  accounts: Seen | null,
  rules: Rules,
  options: IngestOptions,
): Promise<Told> {
  const files = [{ keyed: keyedOf(deals), into: names.deals, more: dealColumnsSql(deals, rules) }];
  if (accounts !== null) files.push({ keyed: keyedOf(accounts), into: names.accounts, more: "" });
  await keyRows(database, names, files);
  const layout =
    accounts === null ? accountsGuess(deals.meanings) : await joinAccounts(database, names, deals.raw, accounts.raw);
  await addFamilies(database, names, accounts !== null);
  const repeats = await markRepeats(database, names, deals.meanings.opportunity_id, deals.raw);
  const asOf = await findAsOf(database, names, options.asOf);
  await decideFates(database, names, {
    asOf,
    asOfStated: options.asOf !== null,
    windowMonths: options.windowMonths,
    needsAccount: accounts !== null || (namesCompany(deals) && (await namesItsAccounts(database, names))),
  });
  const mapping = mappingGuess(deals.meanings, rules.amount);
  const damaged = [deals, accounts].flatMap((seen) => damagedIds(seen?.columns ?? []));
  const guesses = [rules.outcome.guess, rules.newBusiness.guess, layout, mapping, ...rules.dates.guesses];
  return {
    asOf,
    guesses: guesses.filter((guess) => guess !== null),
    notes: [...rules.dates.notes, ...damaged, ...repeats],
  };
}

function keyedOf(seen: Seen) {
  return { table: seen.raw.table, columns: seen.raw.columns, meanings: seen.meanings };
}

async function namesItsAccounts(database: Database, names: Names): Promise<boolean> {
  const share = await database.value<number | null>(
    `SELECT avg((family IS NOT NULL)::INTEGER) FROM ${names.deals} WHERE status IN ('won', 'lost')`,
  );
  return (share ?? 0) >= NAMES_ITS_ACCOUNTS;
}
