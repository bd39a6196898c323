import type { GatheredCustomers } from "../ingest/customers/customers.ts";
import type { Candidate, Facts, RawTable, SetAside } from "../ingest/facts.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { requireSaidLosses } from "../ingest/outcome-rule.ts";
import { requireCompanies } from "../ingest/require-companies.ts";
import { maskTold } from "../ingest/told.ts";
import type { Database } from "../warehouse/database.ts";
import { customersGuess } from "./gather/as-of.ts";
import { cleanUpNotes } from "./gather/clean-ups.ts";
import { findCohorts } from "./gather/cohorts.ts";
import { layDealAccounts } from "./gather/customers/deal-accounts.ts";
import { gatherCustomers, type ReadCustomers, readCustomers } from "./gather/customers.ts";
import { accountTotals, dealTotals, findEvidence, requireEvidence } from "./gather/evidence.ts";
import { type Given, sortFiles } from "./gather/given.ts";
import { type Laid, layFacts, settleColumns } from "./gather/lay-facts.ts";
import { lookOver, type Seen } from "./gather/look.ts";
import { findMapping } from "./gather/mapping.ts";
import { moneyNotes } from "./gather/money.ts";
import { findOddities } from "./gather/oddities.ts";
import { type Beside, type BesideFound, gatherBeside, readBeside } from "./gather/people/beside.ts";
import { readRows, type Told } from "./gather/read-rows.ts";
import { dropWorking, type Names, workingNames } from "./gather/rows.ts";
import { ownNames, type Rules, readRules } from "./gather/rules.ts";
import { unrecordedLosses } from "./gather/unrecorded.ts";

/**
 * From raw tables to facts: recognises the layout (deals with accounts, or one flat table), reads outcomes, dates, money and new business,
 * folds repeats, groups accounts into families, and lays one table of the deals that count. All in sets, by SQL.
 * Throws `InputError` when the files cannot make a profile. Every row read is accounted for in `totals`.
 * Contacts, leads and events are joined to accounts and deals; `salt` goes into the keys of people. `few`: deals too few to learn from, or of
 * one outcome only, are gathered too.
 */
export async function gatherFacts(
  database: Database,
  tables: readonly RawTable[],
  options: IngestOptions,
  salt = "",
  few = false,
): Promise<Facts> {
  const given = sortFiles(tables, options);
  const names = workingNames(given.deals.table);
  const read = await readFiles(database, names, given, options, salt, few);
  const laid = await layFacts(database, names, given, read, options);
  const sums = await countDeals(database, names, given, read, laid, few);
  const oddities = await oddNotes(database, names, read, laid, sums, options);
  const own = read.accounts === null ? await settleColumns(database, names, laid, read.deals) : laid.candidates;
  const people = await joinPeople(database, names, given, read, laid);
  const accounts = read.accounts === null ? [] : await accountTotals(database, names, read.accounts.raw);
  const mapping = await findMapping(database, read.told.reasons, read, read.rules, own, laid.setAside, tables);
  const cohorts = await findCohorts(database, names);
  const customers = await joinCustomers(database, names, given, read, laid, options);
  await dropWorking(database, names);

  const { rules, told } = read;
  const columns = withIgnored({ candidates: own, setAside: laid.setAside }, people.candidates, given.ignored);
  return maskTold({
    ...columns,
    table: laid.table,
    open: laid.open,
    tableWithOpen: laid.withOpen,
    totals: [...sums.totals, ...accounts, ...laid.history.totals, ...people.totals, ...(customers?.totals ?? [])],
    guesses: [
      ...told.guesses,
      ...laid.history.guesses,
      ...ownNames(given.named),
      ...people.guesses,
      ...(customers?.guesses ?? []),
      ...customersGuess(told.asOf),
    ],
    notes: [
      ...given.deals.notes,
      ...(given.accounts?.notes ?? []),
      ...told.notes,
      ...oddities,
      ...people.notes,
      ...(customers?.notes ?? []),
    ],
    people: people.people,
    leads: people.leads,
    events: people.events,
    units: people.units,
    evidence: sums.evidence,
    outcome: rules.outcome.text,
    newBusiness: rules.newBusiness.text,
    ordered: given.order !== null,
    hasAccounts: read.accounts !== null,
    late: laid.history.late,
    mapping,
    cohorts,
    merges: told.merges,
    customers: customers?.summary ?? null,
    customersTable: customers?.table ?? null,
    customersMonths: customers?.months ?? null,
    currency: rules.money.currency,
  });
}

/** The files as they were understood, their rows read and decided upon. */
interface Read {
  readonly deals: Seen;
  readonly accounts: Seen | null;
  readonly rules: Rules;
  readonly beside: Beside;
  /** Null when no file of customers was given. */
  readonly customers: ReadCustomers | null;
  readonly told: Told;
}

async function readFiles(
  database: Database,
  names: Names,
  given: Given,
  options: IngestOptions,
  salt: string,
  few: boolean,
): Promise<Read> {
  const { named, order } = given;
  const deals = await lookOver(database, given.deals, "deals", named);
  const accounts = given.accounts === null ? null : await lookOver(database, given.accounts, "accounts", named);
  if (accounts !== null) requireCompanies(accounts.raw.file, accounts.columns);
  const rules = await readRules(database, deals, options, order, few);
  requireSaidLosses(rules.outcome, given.deals.file);
  const beside = await readBeside(database, given.tables, given.deals.table, named, options, salt);
  const customers = given.customers.length === 0 ? null : await readCustomers(database, given.customers, options);
  const started = customers?.asOf ?? null;
  const told = await readRows(database, names, deals, accounts, rules, options, beside, started);
  return { deals, accounts, rules, beside, customers, told };
}

type Sums = Pick<Facts, "totals" | "evidence">;

/** What the deals say in numbers; throws `InputError` when it is not enough. */
async function countDeals(
  database: Database,
  names: Names,
  given: Given,
  read: Read,
  laid: Laid,
  few: boolean,
): Promise<Sums> {
  const { deals, rules, told } = read;
  const totals = await dealTotals(database, names, given.deals);
  const hasReasons = deals.meanings.loss_reason !== null;
  const evidence = await findEvidence(database, names, laid.table, totals, told.asOf, hasReasons);
  if (!few) requireEvidence(evidence, rules.outcome, given.deals.file);
  return { totals, evidence };
}

async function oddNotes(
  database: Database,
  names: Names,
  { rules, told }: Read,
  { cleanUps }: Laid,
  { evidence }: Sums,
  options: IngestOptions,
): Promise<readonly string[]> {
  return [
    ...(await findOddities(database, names, told.asOf)),
    ...cleanUpNotes(cleanUps),
    ...unrecordedLosses(evidence),
    ...(await moneyNotes(database, names, rules.money, options.rates)),
  ];
}

/** Contacts, leads and events, joined to the accounts and deals. */
function joinPeople(database: Database, names: Names, given: Given, read: Read, laid: Laid): Promise<BesideFound> {
  const { table, candidates, setAside } = laid;
  const taken = new Set([...candidates, ...setAside].map(({ name }) => name));
  return gatherBeside(database, read.beside, names, table, taken, given.accounts?.file ?? null, read.told.asOf);
}

/** Customers, matched to the accounts of the deals; null when no file of them was given. */
async function joinCustomers(
  database: Database,
  names: Names,
  given: Given,
  { deals, accounts, customers: own }: Read,
  { table }: Laid,
  options: IngestOptions,
): Promise<GatheredCustomers | null> {
  if (own === null) return null;
  const keyed = await layDealAccounts(database, names, table, deals, accounts !== null);
  const customers = await gatherCustomers(database, given.customers, options, keyed, own);
  await database.run(`DROP TABLE ${keyed}`);
  return customers;
}

/** With the columns made of contacts, of which a person may leave some out. */
function withIgnored(
  { candidates, setAside }: Pick<Facts, "candidates" | "setAside">,
  made: readonly Candidate[],
  ignored: ReadonlySet<string>,
): Pick<Facts, "candidates" | "setAside"> {
  const left = made.filter(({ header }) => ignored.has(header));
  return {
    candidates: [...candidates, ...made.filter(({ header }) => !ignored.has(header))],
    setAside: [...setAside, ...left.map((one): SetAside => ({ ...one, reason: "left out by --ignore" }))],
  };
}
