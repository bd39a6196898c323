import { stat } from "node:fs/promises";
import { DECLARED_TEMPLATE } from "../declared/template.ts";
import { InputError } from "../errors.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { openDatabase } from "../warehouse/database.ts";
import { layCustomerCompanies } from "./customer-companies.ts";
import type { Effects } from "./effects.ts";
import { NO_FILES } from "./input-files.ts";
import { prefilledFrom } from "./prefill.ts";
import { readTables } from "./read-tables.ts";
import { writeTogether } from "./write.ts";

/** The text of the declared ICP to start from. */
export function declaredTemplate(): string {
  return DECLARED_TEMPLATE;
}

/** A declared ICP of what customers have in common, as text to edit. */
export async function customersTemplate(
  files: { readonly customers: readonly string[]; readonly accounts: readonly string[] },
  options: IngestOptions,
  effects: Pick<Effects, "progress">,
): Promise<string> {
  const database = await openDatabase();
  try {
    const reading = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };
    const tables = await readTables(database, { ...NO_FILES, ...files }, reading, effects);
    const customers = tables.filter(({ role }) => role === "customers");
    const accounts = tables.find(({ role }) => role === "accounts") ?? null;
    const companies = await layCustomerCompanies(database, customers, accounts, options);
    return await prefilledFrom(database, companies, customers.map(({ file }) => file).join(" + "));
  } finally {
    database.close();
  }
}

/** Writes the declared ICP to start from. Throws `InputError` where a file is: it may hold somebody's answers. */
export async function writeTemplate(path: string, text: string = DECLARED_TEMPLATE): Promise<void> {
  if ((await stat(path).catch(() => null)) !== null)
    throw new InputError(`${path} is there already, and it may hold your answers: give another name`);
  await writeTogether([{ path, text }], async () => {});
}
