import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { gatherCustomers } from "../gather/customers.ts";
import { requireMapped } from "../match/list.ts";
import { factsWithoutDeals } from "../no-deals.ts";
import { attributesAlone, attributesBesideDeals } from "./customer-attributes.ts";
import { GOOD_WIN_MONTHS, goodWins } from "./good-win.ts";
import { requireRows } from "./require-rows.ts";
import { retainedCustomers } from "./retained.ts";
import { bigWins } from "./value.ts";

type Goal = IcpDocument["goal"];

/** How files are read for a goal: whether a customer stayed shows a year later, so deals must go back further. */
export function readingFor(goal: Goal, options: IngestOptions): IngestOptions {
  return goal === "good-win" ? { ...options, windowMonths: GOOD_WIN_MONTHS } : options;
}

/** Throws `InputError` where a goal needs customers and none are given, before anything is read. */
export function requireCustomers(goal: Goal, customers: readonly string[]): void {
  if (customers.length > 0 || (goal !== "good-win" && goal !== "retention")) return;
  throw new InputError(
    `the goal ${goal} needs to know who stayed: give your customers or subscriptions too (--customers customers.csv)`,
  );
}

/**
 * Facts of deals as facts of a goal: `y` says who reached it, and rows that cannot tell are left out and counted. Unchanged for `win`. With
 * `retention` the rows are customers.
 *
 * @param threshold for `value`: the amount from which a win counts, where an earlier build found it
 * @throws InputError where the files cannot tell: the sentence says what is missing
 */
export async function factsFor(
  database: Database,
  goal: Goal,
  facts: Facts,
  tables: readonly RawTable[],
  threshold: number | null = null,
): Promise<Facts> {
  if (goal === "win") return facts;
  const found =
    goal === "good-win"
      ? await goodWins(database, facts)
      : goal === "value"
        ? await bigWins(database, facts, threshold)
        : await customersOf(database, facts, tables);
  requireRows(found.evidence, found.goal!);
  return found;
}

/** The customers of deals that were read, as rows of facts. */
export async function customersOf(database: Database, facts: Facts, tables: readonly RawTable[]): Promise<Facts> {
  if (facts.customersTable === null)
    throw new InputError("the goal retention needs your customers or subscriptions: give --customers customers.csv");
  const accounts = tables.find(({ role }) => role === "accounts") ?? null;
  return retainedCustomers(
    database,
    facts,
    await attributesBesideDeals(database, facts, facts.customersTable, accounts),
  );
}

/**
 * Facts of `retention` from customers alone, with the accounts' file where one is given.
 *
 * @throws InputError where they cannot tell who stayed
 */
export async function customersAlone(
  database: Database,
  tables: readonly RawTable[],
  options: IngestOptions,
): Promise<Facts> {
  const own = tables.filter(({ role }) => role === "customers");
  const accounts = tables.find(({ role }) => role === "accounts") ?? null;
  requireMapped(options, accounts === null ? own : [...own, accounts]);
  const { table, summary, totals, guesses, notes } = await gatherCustomers(database, own, options);
  const bare = factsWithoutDeals(tables, null);
  const facts: Facts = {
    ...bare,
    totals: [...bare.totals, ...totals],
    guesses,
    notes: [...bare.notes, ...notes],
    customers: summary,
    customersTable: table,
  };
  const attributes = await attributesAlone(database, table, accounts, own, options);
  const found = await retainedCustomers(database, facts, attributes);
  requireRows(found.evidence, found.goal!);
  return found;
}

/** Why a goal cannot be reached by what people declared. */
export function unlearned(goal: Goal): string {
  return `--goal ${goal} is learned from deals, and these are too few, or all of one outcome: leave it out, and what was declared scores`;
}
