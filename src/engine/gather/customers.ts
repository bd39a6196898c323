import type { GatheredCustomers } from "../../ingest/customers/customers.ts";
import type { RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { customerTotals, decideRows, leaveOut } from "./customers/fates.ts";
import { lookOverCustomers, type SeenCustomers } from "./customers/look.ts";
import { type CustomerNames, customerNames, workingTables } from "./customers/names.ts";
import type { CustomerOptions, KeyedAccounts } from "./customers/options.ts";
import { stageRows } from "./customers/rows.ts";
import { customersAsOf, laySpells } from "./customers/spells.ts";
import { summarise } from "./customers/summary.ts";
import { layCustomers } from "./customers/table.ts";
import { customerGuesses, customerNotes } from "./customers/told.ts";

/** Customers' rows as they were read, before anybody is told apart. */
export interface ReadCustomers {
  readonly names: CustomerNames;
  readonly files: readonly SeenCustomers[];
  readonly linked: Awaited<ReturnType<typeof decideRows>>;
  /** The newest day on which one started or left. */
  readonly asOf: string | null;
}

/** Reads the rows of the files of customers, for `gatherCustomers`. */
export async function readCustomers(
  database: Database,
  tables: readonly RawTable[],
  options: CustomerOptions,
): Promise<ReadCustomers> {
  const raws = [...tables].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const names = customerNames(tables[0]!.table);
  const files: SeenCustomers[] = [];
  for (const raw of raws) files.push(await lookOverCustomers(database, raw, options));
  await stageRows(database, names, files, options);
  const linked = await decideRows(database, names, files);
  return { names, files, linked, asOf: await customersAsOf(database, names, options.asOf) };
}

/**
 * Customers from the files given with `--customers`: subscriptions, lists of accounts, churn events, tickets, usage, as they come. Sums
 * subscriptions by date per account, tells churn from upgrades, pauses and failed payments, and matches the accounts to `accounts`. All in
 * sets, by SQL; needs no deals. Every row read is accounted for in `totals`.
 */
export async function gatherCustomers(
  database: Database,
  tables: readonly RawTable[],
  options: CustomerOptions,
  accounts: KeyedAccounts | null = null,
  read: ReadCustomers | null = null,
): Promise<GatheredCustomers> {
  const { names, files, linked, asOf } = read ?? (await readCustomers(database, tables, options));
  await leaveOut(database, names, asOf);
  await laySpells(database, names, asOf);
  await layCustomers(database, names, asOf, accounts);
  const summary = await summarise(database, names, asOf, accounts !== null);
  const totals = await customerTotals(database, names, files);
  const notes = await customerNotes(database, names, files, summary, linked);
  await database.run(
    workingTables(names)
      .map((table) => `DROP TABLE IF EXISTS ${table};`)
      .join(" "),
  );
  return { table: names.table, months: names.months, summary, totals, guesses: customerGuesses(files, summary), notes };
}
