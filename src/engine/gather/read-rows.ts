import type { AccountMerge, Guess } from "../../ingest/facts.ts";
import type { ReasonCount } from "../../ingest/loss-reason.ts";
import { accountsGuess, bareDateGuess, mappingGuess, missingDateGuess } from "../../ingest/mapping.ts";
import { damagedIds } from "../../ingest/meaning.ts";
import { otherTypes } from "../../ingest/new-business.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type AsOf, findAsOf } from "./as-of.ts";
import { boughtAgain } from "./bought-again.ts";
import { dealColumnsSql } from "./deals.ts";
import { decideFates } from "./fates.ts";
import { requireFirstWon } from "./first-won.ts";
import { identify } from "./identify.ts";
import { namesCompany, type Seen } from "./look.ts";
import { lossReasons, lossTable } from "./loss-table.ts";
import type { Beside } from "./people/beside.ts";
import { markRepeats } from "./repeats.ts";
import type { Names } from "./rows.ts";
import type { Rules } from "./rules.ts";

/** What reading the rows brought to light. */
export interface Told {
  readonly asOf: AsOf;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  /** Reasons of lost deals, with their kinds. */
  readonly reasons: readonly ReasonCount[];
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
  beside: Pick<Beside, "people" | "eventsRead" | "inferred">,
  customersAsOf: string | null,
): Promise<Told> {
  const identity = await identify(database, names, deals, accounts, dealColumnsSql(deals, rules), options, beside);
  const repeats = await markRepeats(database, names, deals.meanings.opportunity_id, deals.raw);
  const asOf = await findAsOf(database, names, options.asOf, beside.eventsRead, customersAsOf);
  const { firstWon } = rules.newBusiness;
  if (firstWon) await requireFirstWon(database, names);
  const stale = await decideFates(database, names, {
    firstWon,
    staleAreLost: options.staleOpen !== null,
    exactDates: rules.dates.exact,
    asOf,
    asOfStated: options.asOf !== null,
    windowMonths: options.windowMonths,
    needsAccount: accounts !== null || (namesCompany(deals) && (await namesItsAccounts(database, names))),
  });
  const mapping = mappingGuess(deals.meanings, rules.amount);
  const damaged = [deals, accounts].flatMap((seen) => damagedIds(seen?.columns ?? []));
  const business = [rules.newBusiness.guess, ...otherTypes(deals.columns, rules.newBusiness), pipelines(rules)];
  const reasons = await lossReasons(database, names, deals);
  const guesses = [
    rules.outcome.guess,
    ...business,
    ...lossTable(deals, reasons),
    identity.guess ?? accountsGuess(deals.meanings),
    mapping,
    bareDateGuess(deals.meanings),
    missingDateGuess(deals.meanings, deals.columns),
    ...rules.dates.guesses,
    ...rules.money.guesses,
  ];
  return {
    asOf,
    reasons,
    guesses: guesses.filter((guess) => guess !== null),
    notes: [
      ...rules.dates.notes,
      ...damaged,
      ...identity.notes,
      ...repeats,
      ...stale,
      ...(await boughtAgain(database, names)),
    ],
    merges: identity.merges,
  };
}

/** Told but where the rule of new business has listed the very same pipelines. */
function pipelines({ newBusiness, pipeline }: Rules): Guess | null {
  const told = pipeline.header !== null && newBusiness.headers.includes(pipeline.header);
  return told && pipeline.options.length === 0 ? null : pipeline.guess;
}

async function namesItsAccounts(database: Database, names: Names): Promise<boolean> {
  const share = await database.value<number | null>(
    `SELECT avg((family IS NOT NULL)::INTEGER) FROM ${names.deals} WHERE status IN ('won', 'lost')`,
  );
  return (share ?? 0) >= NAMES_ITS_ACCOUNTS;
}
