import { aboutByConstancy, aboutByName, type Constancy } from "../ingest/about.ts";
import type { Candidate, Facts, Guess, RawTable } from "../ingest/facts.ts";
import { chooseAmount, type MoneyRule } from "../ingest/money.ts";
import type { NewBusinessRule } from "../ingest/new-business.ts";
import { type IngestOptions, requireHeader } from "../ingest/options.ts";
import type { OutcomeRule } from "../ingest/outcome.ts";
import type { Database } from "../warehouse/database.ts";
import { type AsOf, findAsOf } from "./gather/as-of.ts";
import { type Source, sortColumns } from "./gather/candidates.ts";
import { findCohorts } from "./gather/cohorts.ts";
import { readDates } from "./gather/dates.ts";
import { type DealRules, dealColumnsSql, orderSql, readAmounts } from "./gather/deals.ts";
import { accountTotals, dealTotals, findEvidence, requireEvidence } from "./gather/evidence.ts";
import { constancyOf, createFacts } from "./gather/facts-table.ts";
import { addFamilies } from "./gather/families.ts";
import { decideFates } from "./gather/fates.ts";
import { joinAccounts } from "./gather/join.ts";
import { lookOver, type Seen } from "./gather/look.ts";
import { findOddities } from "./gather/oddities.ts";
import { markRepeats } from "./gather/repeats.ts";
import { keyRows, type Names } from "./gather/rows.ts";
import { ignoredHeaders, namedFields, newBusinessRule, outcomeRule } from "./gather/rules.ts";

/** A flat table in which nearly all closed deals name their company takes those that do not for deals without an account. */
const NAMES_ITS_ACCOUNTS = 0.9;

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
  const told = await readRows(database, names, deals, accounts, rules, options);
  const money = rules.money;
  const sorted = sortColumns(deals, accounts, reasons(deals, accounts, rules, ignored, order));
  const table = `${rawDeals.table}_facts`;
  await readAmounts(database, names);
  await createFacts(
    database,
    names,
    table,
    { deals: rawDeals.table, accounts: rawAccounts?.table ?? null },
    sorted.sources,
  );
  const dealsTotals = await dealTotals(database, names, rawDeals);
  const evidence = await findEvidence(
    database,
    names,
    table,
    dealsTotals,
    told.asOf,
    deals.meanings.loss_reason !== null,
  );
  requireEvidence(evidence, rules.outcome, rawDeals.file);
  const oddities = await findOddities(database, names, told.asOf);
  const candidates = await decideAbout(database, names, table, sorted.sources, accounts !== null, keyed(deals));
  const totals = accounts === null ? [dealsTotals] : [dealsTotals, await accountTotals(database, names, accounts.raw)];
  const cohorts = await findCohorts(database, names);
  await dropWorking(database, names);
  return {
    table,
    candidates,
    setAside: sorted.setAside,
    totals,
    guesses: told.guesses,
    notes: [...rawDeals.notes, ...(rawAccounts?.notes ?? []), ...told.notes, ...oddities, ...money.notes],
    evidence,
    outcome: rules.outcome.text,
    newBusiness: rules.newBusiness.text,
    hasAccounts: accounts !== null,
    cohorts,
  };
}

interface Rules extends DealRules {
  readonly outcome: OutcomeRule;
  readonly newBusiness: NewBusinessRule;
  readonly money: MoneyRule;
}

async function readRules(
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

interface Told {
  readonly asOf: AsOf;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Lays the working table of the deals, step by step, up to the fate of every row. */
async function readRows(
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
  const join = accounts === null ? [] : [await joinAccounts(database, names, deals.raw, accounts.raw)];
  await addFamilies(database, names, accounts !== null);
  const repeats = await markRepeats(database, names, deals.meanings.opportunity_id);
  const asOf = await findAsOf(database, names, options.asOf);
  await decideFates(database, names, {
    asOf,
    asOfStated: options.asOf !== null,
    windowMonths: options.windowMonths,
    needsAccount: accounts !== null || (keyed(deals) && (await namesItsAccounts(database, names))),
  });
  const guesses = [rules.outcome.guess, rules.newBusiness.guess, ...join, ...rules.dates.guesses];
  return { asOf, guesses: guesses.filter((guess) => guess !== null), notes: [...rules.dates.notes, ...repeats] };
}

function keyedOf(seen: Seen) {
  return { table: seen.raw.table, columns: seen.raw.columns, meanings: seen.meanings };
}

/** The file has a column that names the company. */
function keyed({ meanings }: Seen): boolean {
  return meanings.account_id !== null || meanings.domain !== null || meanings.account_name !== null;
}

async function namesItsAccounts(database: Database, names: Names): Promise<boolean> {
  const share = await database.value<number | null>(
    `SELECT avg((family IS NOT NULL)::INTEGER) FROM ${names.deals} WHERE status IN ('won', 'lost')`,
  );
  return (share ?? 0) >= NAMES_ITS_ACCOUNTS;
}

/** Why columns are set aside beyond what they are: because of their part in this reading, or because a person says so. */
function reasons(deals: Seen, accounts: Seen | null, rules: Rules, ignored: ReadonlySet<string>, order: string | null) {
  const told = new Map<string, string>();
  for (const { column, reason } of rules.money.aside) told.set(column.header, reason);
  if (rules.newBusiness.header !== null) told.set(rules.newBusiness.header, "tells new business from the rest");
  for (const column of deals.columns) {
    if (["is_won", "is_closed"].includes(column.field)) told.set(column.header, "says the outcome");
    if (column.field === "stage") told.set(column.header, "moves with the deal until its outcome");
  }
  for (const header of rules.outcome.says) told.set(header, "says the outcome");
  if (order !== null) told.set(order, "orders the deals (--order)");
  const ignore = (seen: Seen | null) =>
    (seen?.columns ?? [])
      .filter(({ header }) => ignored.has(header))
      .map(({ header }) => [header, "left out by --ignore"] as const);
  return { deals: new Map([...told, ...ignore(deals)]), accounts: new Map(ignore(accounts)) };
}

const NOTHING_KNOWN: Constancy = { rows: 0, agree: 0, chance: 1 };

/** With an accounts file the file decides; in a flat table each column's name and constancy within companies do. */
async function decideAbout(
  database: Database,
  names: Names,
  facts: string,
  sources: readonly Source[],
  hasAccounts: boolean,
  hasKeys: boolean,
): Promise<Candidate[]> {
  if (hasAccounts) return sources.map(({ candidate }) => candidate);
  const decided: Candidate[] = [];
  for (const { candidate } of sources) {
    const constancy = () => (hasKeys ? constancyOf(database, names, facts, candidate.name) : NOTHING_KNOWN);
    const about = aboutByName(candidate.name) ?? aboutByConstancy(candidate.name, await constancy());
    decided.push({ ...candidate, about });
  }
  return decided;
}

function workingNames(table: string): Names {
  return {
    deals: `${table}_deals`,
    accounts: `${table}_accounts`,
    domains: `${table}_domains`,
    names: `${table}_names`,
    amounts: `${table}_amounts`,
    families: `${table}_families`,
  };
}

async function dropWorking(database: Database, names: Names): Promise<void> {
  const families = ["", "_keys", "_parents", "_links", "_nodes", "_roots"].map(
    (suffix) => `${names.families}${suffix}`,
  );
  const tables = [names.deals, names.accounts, names.domains, names.names, names.amounts, ...families];
  await database.run(tables.map((table) => `DROP TABLE IF EXISTS ${table};`).join(" "));
}
