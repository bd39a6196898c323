import type { Facts, RawTable, Role } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { CUSTOMER_KEYS } from "../customer-companies.ts";
import { lookAt } from "../match/list.ts";
import type { AlreadyRows } from "./already.ts";
import { layAlready, type Telling } from "./lay-already.ts";

/** Who of the lists of a build is a customer already, or has a deal open; by the role of the list. */
export type AlreadyInBuild = Readonly<Partial<Record<Role, AlreadyRows | null>>>;

/** Lists whose companies are ranked and met with an action. */
const LISTS: readonly Role[] = ["accounts", "universe", "deals"];

/** Lays it for every list of a build. Deals that say nothing of their outcome tell nothing. */
export async function alreadyInBuild(
  database: Database,
  tables: readonly RawTable[],
  customers: string | null,
  options: IngestOptions,
  outcome: string,
): Promise<AlreadyInBuild> {
  const deals = [];
  for (const raw of tables.filter(({ role, rowsRead }) => role === "deals" && rowsRead > 0))
    deals.push(await lookAt(database, raw, "deals", options));
  const telling: Telling = { deals, customers };
  const found: Partial<Record<Role, AlreadyRows | null>> = {};
  for (const list of tables.filter(({ role, rowsRead }) => LISTS.includes(role) && rowsRead > 0))
    found[list.role] = await layAlready(database, list, telling, options, outcome);
  return found;
}

/** The customers of a build with deals as a source of keys; null without. */
export async function keyedCustomers(database: Database, { customersTable }: Facts): Promise<string | null> {
  if (customersTable === null) return null;
  return keyed(
    database,
    `SELECT customer::BIGINT AS "row", id_key, domain_key, name_key,
      CASE WHEN status = 'churned' THEN 'churned' WHEN status IN ('free', 'trial') THEN 'free' ELSE 'active' END AS state, start AS since, "end" AS ended
     FROM ${customersTable}`,
  );
}

/** The same of a build from customers alone. */
export function keyedCompanies(database: Database): Promise<string> {
  return keyed(
    database,
    `SELECT "row", id_key, domain_key, name_key, CASE WHEN ended THEN 'churned' ELSE 'active' END AS state, CAST(NULL AS DATE) AS since, CAST(NULL AS DATE) AS ended
     FROM ${CUSTOMER_KEYS}`,
  );
}

async function keyed(database: Database, select: string): Promise<string> {
  await database.run(`CREATE TABLE already_customers AS ${select}`);
  return "already_customers";
}
