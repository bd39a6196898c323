import { InputError } from "../../errors.ts";
import type { Guess } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { gatherCustomers } from "../gather/customers.ts";
import type { List } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { addHits, BY_NAME } from "./hits.ts";

/** The customers of all their files. */
export interface Customers {
  /**
   * SQL name of a table with one row per customer: `row` BIGINT, `id_key`, `domain_key`, `name_key`, `state` (active, churned or free),
   * `since` and `ended` DATE.
   */
  readonly table: string;
  readonly files: string;
  /** Newest day on which a customer came, left or changed; null without dates. */
  readonly asOf: string | null;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Gathers the customers, subscriptions summed per account. Throws `InputError` when the files name none. */
export async function layCustomers(
  database: Database,
  lists: readonly List[],
  options: IngestOptions,
): Promise<Customers> {
  const files = lists.map(({ raw }) => raw.file).join(" + ");
  const { table, guesses, notes, summary } = await gatherCustomers(
    database,
    lists.map(({ raw }) => raw),
    options,
  );
  await database.run(`CREATE TABLE filter_known AS SELECT customer::BIGINT AS "row", id_key, domain_key, name_key,
    CASE WHEN status = 'churned' THEN 'churned' WHEN status IN ('free', 'trial') THEN 'free' ELSE 'active' END AS state,
    start AS since, "end" AS ended FROM ${table} ORDER BY customer`);
  if ((await database.value<number>("SELECT count(*) FROM filter_known")) === 0)
    throw new InputError(
      `no row of ${files} names a customer: it needs a website, company name, CRM id or e-mail; name such a column with --map 'COLUMN=domain' (or account_name, account_id, email)`,
    );
  return { table: "filter_known", files, asOf: summary.asOf, guesses, notes };
}

/** Table with `row` and the customer's `state`, `since`, `ended`, `matched` for each row of the batch that is a customer, or was. */
export const CUSTOMER_ROWS = "filter_customers";

/** Finds the rows of the batch that are, or were, customers. Of several a running one outweighs one that left, and that a free one. */
export async function findCustomers(
  database: Database,
  keys: string,
  customers: (Customers & { readonly source: number }) | null,
): Promise<void> {
  if (customers === null) {
    await database.run(
      `CREATE TABLE ${CUSTOMER_ROWS} ("row" BIGINT, state VARCHAR, since DATE, ended DATE, matched VARCHAR)`,
    );
    return;
  }
  await matchCompanies(database, keys, 0, customers.source, "filter_customer_pairs");
  await database.run(`CREATE TABLE ${CUSTOMER_ROWS} AS
    WITH pairs AS (SELECT m."row", m.matched, state, since, ended FROM filter_customer_pairs m JOIN ${customers.table} s ON s."row" = m.other),
    ranked AS (SELECT *, min(CASE state WHEN 'active' THEN 1 WHEN 'churned' THEN 2 ELSE 3 END) OVER (PARTITION BY "row") AS best FROM pairs)
    SELECT "row", ['active', 'churned', 'free'][best] AS state, min(since) AS since, max(ended) AS ended,
      CASE WHEN bool_or(matched = 'id') THEN 'id' WHEN bool_or(matched = 'domain') THEN 'domain' ELSE 'name' END AS matched
    FROM ranked WHERE state = ['active', 'churned', 'free'][best] GROUP BY "row", best`);
}

/** Reasons `customer`, `churned` (unless readmitted) and `free_tier`. */
export async function customerHits(database: Database, readmitChurned: boolean): Promise<void> {
  const since = `CASE WHEN since IS NULL THEN '' ELSE ' since ' || since END`;
  const of = (state: string, reason: string) =>
    `SELECT "row", ${reason} || ${BY_NAME} AS reason, CAST(since AS VARCHAR) AS since, matched FROM ${CUSTOMER_ROWS} WHERE state = '${state}'`;
  await addHits(database, "customer", of("active", `'customer' || ${since}`));
  const left = `'churned customer' || CASE WHEN ended IS NULL THEN '' ELSE ', left on ' || ended END`;
  if (!readmitChurned) await addHits(database, "churned", of("churned", left));
  await addHits(database, "free_tier", of("free", `'on the free tier only' || ${since}`));
}
