import type { AccountMerge, Guess } from "../../ingest/facts.ts";
import { accountsGuess, mappingGuess } from "../../ingest/mapping.ts";
import { damagedIds } from "../../ingest/meaning.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type AsOf, findAsOf } from "./as-of.ts";
import { dealColumnsSql } from "./deals.ts";
import { decideFates } from "./fates.ts";
import { identify } from "./identify.ts";
import { namesCompany, type Seen } from "./look.ts";
import { markRepeats } from "./repeats.ts";
import type { Names } from "./rows.ts";
import type { Rules } from "./rules.ts";

/** What reading the rows brought to light. */
export interface Told {
  readonly asOf: AsOf;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  readonly merges: readonly AccountMerge[];
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
  const identity = await identify(database, names, deals, accounts, dealColumnsSql(deals, rules), options);
  const repeats = await markRepeats(database, names, deals.meanings.opportunity_id);
  const asOf = await findAsOf(database, names, options.asOf);
  await decideFates(database, names, {
    asOf,
    asOfStated: options.asOf !== null,
    windowMonths: options.windowMonths,
    needsAccount: accounts !== null || (namesCompany(deals) && (await namesItsAccounts(database, names))),
  });
  const mapping = mappingGuess(deals.meanings, rules.amount);
  const damaged = [deals, accounts].flatMap((seen) => damagedIds(seen?.columns ?? []));
  const guesses = [
    rules.outcome.guess,
    rules.newBusiness.guess,
    identity.guess ?? accountsGuess(deals.meanings),
    mapping,
    ...rules.dates.guesses,
  ];
  return {
    asOf,
    guesses: guesses.filter((guess) => guess !== null),
    notes: [...rules.dates.notes, ...damaged, ...identity.notes, ...repeats],
    merges: identity.merges,
  };
}

async function namesItsAccounts(database: Database, names: Names): Promise<boolean> {
  const share = await database.value<number | null>(
    `SELECT avg((family IS NOT NULL)::INTEGER) FROM ${names.deals} WHERE status IN ('won', 'lost')`,
  );
  return (share ?? 0) >= NAMES_ITS_ACCOUNTS;
}
