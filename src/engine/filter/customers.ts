import { customerColumns, customerStateSql } from "../../ingest/customer-state.ts";
import type { Guess } from "../../ingest/facts.ts";
import { cellSql } from "../../ingest/keys.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { readDates } from "../gather/dates.ts";
import type { List } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { addHits, BY_NAME } from "./hits.ts";

/** A list of customers with its states. */
export interface Customers {
  readonly list: List;
  /** SQL name of a table with `row` BIGINT, `name`, `since` and `ended` DATE, as they stand in the file. */
  readonly table: string;
  /** SQL text over that table: active, churned or free on a day. */
  readonly state: (asOf: string | null) => string;
  readonly guess: Guess;
}

/** Lays how each customer stands; subscriptions are rows of their own, and one that runs makes a customer. */
export async function layCustomers(database: Database, list: List, options: IngestOptions): Promise<Customers> {
  const { raw, columns, keys } = list;
  const found = customerColumns(columns);
  const dates = await readDates(database, raw.table, found.start, found.churn, options.dateOrder);
  const table = `${raw.table}_states`;
  const said = [found.status, found.plan].flatMap((column) =>
    column === null ? [] : [quoteIdentifier(column.header)],
  );
  await database.run(`CREATE TABLE ${table} AS SELECT __row AS "row", ${cellSql(keys.names[0] ?? null)} AS name,
    ${dates.created} AS since, ${dates.closed} AS ended${said.map((cell) => `, ${cell}`).join("")}
    FROM ${quoteIdentifier(raw.table)} ORDER BY __row`);
  const by = [found.churn, found.status, found.plan].flatMap((column) => (column === null ? [] : [column.header]));
  const text =
    by.length === 0
      ? `Nothing in ${raw.file} says who left, so every row counts as a customer of today.`
      : `${raw.file}: who left, or never paid, by ${by.join(", ")}.`;
  return {
    list,
    table,
    state: (asOf) => customerStateSql(found, "ended", asOf),
    guess: { what: "customers", text, override: "--map 'COLUMN=churn_date' (or status, start_date)" },
  };
}

/** Table with `row` and the customer's `state`, `since`, `ended`, `by` for each row of the batch that is in a list of customers. */
export const CUSTOMER_ROWS = "filter_customers";

/** Finds the rows of the batch that are, or were, customers. A running subscription outweighs one that ended, and that a free one. */
export async function findCustomers(
  database: Database,
  keys: string,
  customers: readonly (Customers & { readonly source: number })[],
  asOf: string | null,
): Promise<void> {
  const pairs: string[] = [];
  for (const { source, table, state } of customers) {
    const into = `filter_customers_${source}`;
    await matchCompanies(database, keys, 0, source, into);
    pairs.push(
      `SELECT m."row", m.matched, ${state(asOf)} AS state, name, since, ended FROM ${into} m JOIN ${table} s ON s."row" = m.other`,
    );
  }
  const none = `SELECT CAST(0 AS BIGINT) AS "row", '' AS matched, '' AS state, '' AS name, CAST(NULL AS DATE) AS since, CAST(NULL AS DATE) AS ended WHERE false`;
  await database.run(`CREATE TABLE ${CUSTOMER_ROWS} AS
    WITH pairs AS (${[none, ...pairs].join(" UNION ALL ")}),
    ranked AS (SELECT *, min(CASE state WHEN 'active' THEN 1 WHEN 'churned' THEN 2 ELSE 3 END) OVER (PARTITION BY "row") AS best FROM pairs)
    SELECT "row", ['active', 'churned', 'free'][best] AS state, min(name) AS name, min(since) AS since, max(ended) AS ended,
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
