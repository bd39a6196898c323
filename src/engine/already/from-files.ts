import type { RawTable } from "../../ingest/facts.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import { layCustomers } from "../filter/customers.ts";
import { lookAt, readLists, requireKeys } from "../match/list.ts";
import type { AlreadyRows } from "./already.ts";
import { layAlready } from "./lay-already.ts";

/** Files that tell who is a customer, and who has a deal open. */
export interface AlreadyFiles {
  readonly customers: readonly string[];
  readonly openDeals: readonly string[];
}

/**
 * Reads the files and finds their companies in a list; null without files.
 *
 * @param outcome how the document's deals were read @throws InputError for a file, or a list, whose rows name no company
 */
export async function alreadyFromFiles(
  database: Database,
  list: RawTable,
  files: AlreadyFiles,
  reading: ReadOptions,
  dateOrder: IngestOptions["dateOrder"],
  outcome: string,
): Promise<AlreadyRows | null> {
  if (files.customers.length + files.openDeals.length === 0) return null;
  const options = { ...DEFAULT_OPTIONS, dateOrder };
  const customers = await readLists(database, files.customers, "customers", "raw_customers", reading, options);
  const deals = await readLists(database, files.openDeals, "deals", "raw_deals", reading, options);
  for (const one of [...deals, await lookAt(database, list, "companies or people", options)]) requireKeys(one);
  const known = customers.length === 0 ? null : await layCustomers(database, customers, options);
  return layAlready(database, list, { deals, customers: known?.table ?? null }, options, outcome);
}
