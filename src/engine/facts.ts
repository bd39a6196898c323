import type { GatheredCustomers } from "../ingest/customers/customers.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import { type IngestOptions, requireHeader } from "../ingest/options.ts";
import { requireCompanies } from "../ingest/require-companies.ts";
import type { Database } from "../warehouse/database.ts";
import { decideAbout } from "./gather/about.ts";
import { reasonsFor, sortColumns } from "./gather/candidates.ts";
import { cleanUpNotes, cycleSql, findCleanUps } from "./gather/clean-ups.ts";
import { findCohorts } from "./gather/cohorts.ts";
import { layDealAccounts } from "./gather/customers/deal-accounts.ts";
import { gatherCustomers } from "./gather/customers.ts";
import { readAmounts } from "./gather/deals.ts";
import { accountTotals, dealTotals, findEvidence, requireEvidence } from "./gather/evidence.ts";
import { createFacts } from "./gather/facts-table.ts";
import { TAKEN } from "./gather/fates.ts";
import { fillFlat } from "./gather/filled.ts";
import { applyHistory } from "./gather/history.ts";
import { lookOver, namesCompany, type Seen } from "./gather/look.ts";
import { findMapping } from "./gather/mapping.ts";
import { moneyNotes, moneySql } from "./gather/money.ts";
import { findOddities, reopenedNotes } from "./gather/oddities.ts";
import { gatherBeside, readBeside } from "./gather/people/beside.ts";
import { COMMITTEE_HEADERS } from "./gather/people/committee.ts";
import { readRows } from "./gather/read-rows.ts";
import { dropWorking, type Names, workingNames } from "./gather/rows.ts";
import { ignoredHeaders, namedFields, ownNames, readRules } from "./gather/rules.ts";
import { unrecordedLosses } from "./gather/unrecorded.ts";

/**
 * From raw tables to facts: recognises the layout (deals with accounts, or one flat table), reads outcomes, dates, money and new business,
 * folds repeats, groups accounts into families, and lays one table of the deals that count. All in sets, by SQL.
 * Throws `InputError` when the files cannot make a profile. Every row read is accounted for in `totals`.
 * Contacts, leads and events are joined to accounts and deals; `salt` goes into the keys of people.
 */
export async function gatherFacts(
  database: Database,
  tables: readonly RawTable[],
  options: IngestOptions,
  salt = "",
): Promise<Facts> {
  const rawDeals = tables.find((table) => table.role === "deals")!;
  const rawAccounts = tables.find((table) => table.role === "accounts") ?? null;
  const rawCustomers = tables.filter((table) => table.role === "customers");
  const besides = tables.filter(({ role }) => role === "contacts" || role === "leads" || role === "events");
  const derived = besides.some(({ role }) => role === "contacts") ? COMMITTEE_HEADERS : [];
  const headers = [rawDeals, ...(rawAccounts === null ? [] : [rawAccounts]), ...besides, ...rawCustomers]
    .flatMap((raw) => raw.columns)
    .concat(derived);
  const named = namedFields(options, headers);
  const ignored = ignoredHeaders(options, headers);
  const order = options.order === null ? null : requireHeader(options.order, "--order", rawDeals.columns);

  const deals = await lookOver(database, rawDeals, "deals", named);
  const accounts = rawAccounts === null ? null : await lookOver(database, rawAccounts, "accounts", named);
  if (accounts !== null) requireCompanies(accounts.raw.file, accounts.columns);
  const rules = await readRules(database, deals, options, order);
  const names = workingNames(rawDeals.table);
  const beside = await readBeside(database, tables, rawDeals.table, named, options, salt);
  const { asOf, guesses, notes, reasons, merges } = await readRows(
    database,
    names,
    deals,
    accounts,
    rules,
    options,
    beside,
  );

  const { sources, setAside } = sortColumns(deals, accounts, reasonsFor(deals, accounts, rules, ignored, order));
  const table = `${rawDeals.table}_facts`;
  await readAmounts(database, names);
  const cleanUps = await findCleanUps(database, names.deals, `fate = '${TAKEN}'`);
  const cycle = cycleSql(cleanUps, rules.dates.exact);
  const money = await moneySql(database, names, rules.money, options.rates);
  await createFacts(database, names, table, rawDeals.table, rawAccounts?.table ?? null, sources, cycle, money);
  const histories = tables.filter(({ role }) => role === "history");
  const history = await applyHistory(database, names, table, histories, sources, accounts !== null);
  const dealsTotals = await dealTotals(database, names, rawDeals);
  const evidence = await findEvidence(database, names, table, dealsTotals, asOf, deals.meanings.loss_reason !== null);
  requireEvidence(evidence, rules.outcome, rawDeals.file);

  const oddities = await findOddities(database, names, asOf);
  const odd = [
    ...(await reopenedNotes(database, names)),
    ...oddities,
    ...cleanUpNotes(cleanUps),
    ...unrecordedLosses(evidence),
  ];
  const priced = await moneyNotes(database, names, rules.money, options.rates);
  const found = sources.map(({ candidate }) => candidate);
  const own = accounts !== null ? found : await decideAbout(database, names, table, found, namesCompany(deals));
  if (accounts === null) {
    const fillable = own.filter(({ about }) => about === "account");
    await fillFlat(database, names, table, rawDeals.table, fillable);
  }
  const taken = new Set([...found, ...setAside].map(({ name }) => name));
  const more = await gatherBeside(database, beside, names, table, taken, rawAccounts?.file ?? null, asOf);
  const accountsTotals = accounts === null ? [] : await accountTotals(database, names, accounts.raw);
  const totals = [...dealsTotals, ...accountsTotals, ...history.totals];
  const mapping = await findMapping(database, reasons, { deals, accounts }, rules, own, setAside);
  const cohorts = await findCohorts(database, names);
  const customers = await customersOf(database, names, table, { deals, accounts, rawCustomers }, options);
  await dropWorking(database, names);
  return {
    table,
    candidates: [...own, ...more.candidates.filter(({ header }) => !ignored.has(header))],
    setAside: [
      ...setAside,
      ...more.candidates
        .filter(({ header }) => ignored.has(header))
        .map((candidate) => ({ ...candidate, reason: "left out by --ignore" })),
    ],
    totals: [...totals, ...more.totals, ...(customers?.totals ?? [])],
    guesses: [...guesses, ...history.guesses, ...ownNames(named), ...more.guesses, ...(customers?.guesses ?? [])],
    notes: [
      ...rawDeals.notes,
      ...(rawAccounts?.notes ?? []),
      ...notes,
      ...odd,
      ...priced,
      ...more.notes,
      ...(customers?.notes ?? []),
    ],
    people: more.people,
    leads: more.leads,
    events: more.events,
    evidence,
    outcome: rules.outcome.text,
    newBusiness: rules.newBusiness.text,
    ordered: order !== null,
    hasAccounts: accounts !== null,
    late: history.late,
    mapping,
    cohorts,
    merges,
    customers: customers?.summary ?? null,
    customersTable: customers?.table ?? null,
  };
}

/** Customers, matched to the accounts of the deals; null when no file of them was given. */
async function customersOf(
  database: Database,
  names: Names,
  facts: string,
  { deals, accounts, rawCustomers }: { deals: Seen; accounts: Seen | null; rawCustomers: readonly RawTable[] },
  options: IngestOptions,
): Promise<GatheredCustomers | null> {
  if (rawCustomers.length === 0) return null;
  const keyed = await layDealAccounts(database, names, facts, deals, accounts !== null);
  const customers = await gatherCustomers(database, rawCustomers, options, keyed);
  await database.run(`DROP TABLE ${keyed}`);
  return customers;
}
