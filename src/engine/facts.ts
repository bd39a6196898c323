import type { Facts, RawTable } from "../ingest/facts.ts";
import { type IngestOptions, requireHeader } from "../ingest/options.ts";
import type { Database } from "../warehouse/database.ts";
import { decideAbout } from "./gather/about.ts";
import { reasonsFor, sortColumns } from "./gather/candidates.ts";
import { findCohorts } from "./gather/cohorts.ts";
import { readAmounts } from "./gather/deals.ts";
import { accountTotals, dealTotals, findEvidence, requireEvidence } from "./gather/evidence.ts";
import { createFacts } from "./gather/facts-table.ts";
import { fillFlat } from "./gather/filled.ts";
import { lookOver, namesCompany } from "./gather/look.ts";
import { findOddities } from "./gather/oddities.ts";
import { readRows } from "./gather/read-rows.ts";
import { dropWorking, workingNames } from "./gather/rows.ts";
import { ignoredHeaders, namedFields, readRules } from "./gather/rules.ts";

/**
 * From raw tables to facts: recognises the layout (deals with accounts, or one flat table), reads outcomes, dates, money and new business,
 * folds repeats, groups accounts into families, and lays one table of the deals that count. All in sets, by SQL.
 * Throws `InputError` when the files cannot make a profile. Every row read is accounted for in `totals`.
 */
export async function gatherFacts(
  database: Database,
  tables: readonly RawTable[],
  options: IngestOptions,
): Promise<Facts> {
  const rawDeals = tables.find((table) => table.role === "deals")!;
  const rawAccounts = tables.find((table) => table.role === "accounts") ?? null;
  const headers = [...rawDeals.columns, ...(rawAccounts?.columns ?? [])];
  const named = namedFields(options, headers);
  const ignored = ignoredHeaders(options, headers);
  const order = options.order === null ? null : requireHeader(options.order, "--order", rawDeals.columns);

  const deals = await lookOver(database, rawDeals, "deals", named);
  const accounts = rawAccounts === null ? null : await lookOver(database, rawAccounts, "accounts", named);
  const rules = await readRules(database, deals, options, order);
  const names = workingNames(rawDeals.table);
  const { asOf, guesses, notes, merges } = await readRows(database, names, deals, accounts, rules, options);

  const { sources, setAside } = sortColumns(deals, accounts, reasonsFor(deals, accounts, rules, ignored, order));
  const table = `${rawDeals.table}_facts`;
  await readAmounts(database, names);
  await createFacts(database, names, table, rawDeals.table, rawAccounts?.table ?? null, sources);
  const dealsTotals = await dealTotals(database, names, rawDeals);
  const evidence = await findEvidence(database, names, table, dealsTotals, asOf, deals.meanings.loss_reason !== null);
  requireEvidence(evidence, rules.outcome, rawDeals.file);

  const oddities = await findOddities(database, names, asOf);
  const found = sources.map(({ candidate }) => candidate);
  const candidates = accounts !== null ? found : await decideAbout(database, names, table, found, namesCompany(deals));
  const own = candidates.filter(({ about }) => about === "account");
  if (accounts === null) await fillFlat(database, names, table, rawDeals.table, own);
  const totals = accounts === null ? [dealsTotals] : [dealsTotals, await accountTotals(database, names, accounts.raw)];
  const cohorts = await findCohorts(database, names);
  await dropWorking(database, names);
  return {
    table,
    candidates,
    setAside,
    totals,
    guesses,
    notes: [...rawDeals.notes, ...(rawAccounts?.notes ?? []), ...notes, ...oddities, ...rules.money.notes],
    evidence,
    outcome: rules.outcome.text,
    newBusiness: rules.newBusiness.text,
    ordered: order !== null,
    hasAccounts: accounts !== null,
    cohorts,
    merges,
  };
}
