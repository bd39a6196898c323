import type { RawTable } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { layDealStates } from "../deal-states.ts";
import { CUSTOMER_ROWS, findCustomers } from "../filter/customers.ts";
import { DEAL_ROWS, findDeals } from "../filter/deals.ts";
import { layKeys, type Source } from "../match/keys.ts";
import { type List, lookAt } from "../match/list.ts";
import type { AlreadyRows } from "./already.ts";
import { fewRows, MANY } from "./candidates.ts";

/** What tells who is a customer, or has a deal open. */
export interface Telling {
  readonly deals: readonly List[];
  /** SQL name of the customers: `row`, `id_key`, `domain_key`, `name_key`, `state` (active, churned, free), `since` and `ended`; null without. */
  readonly customers: string | null;
}

/**
 * Lays which rows of a list are customers (by the customers' files, else by a won deal), have an open deal, or were customers, matched as `filter`
 * does. Rows of a list of deals are told by their own outcome too. Null where nothing tells, or the list names nobody.
 *
 * @param outcome how the document's deals were read @param looked the list, where it was looked over already
 * @param many rows of a list of which only those that can be matched are looked at closely; the result is the same
 */
export async function layAlready(
  database: Database,
  list: RawTable,
  { deals, customers }: Telling,
  options: IngestOptions,
  outcome: string,
  looked: List | null = null,
  many: number = MANY,
): Promise<AlreadyRows | null> {
  const own = deals.find(({ raw }) => raw.table === list.table) ?? null;
  const seen =
    own ?? looked ?? (await lookAt(database, list, list.role === "deals" ? "deals" : "companies or people", options));
  const { keys } = seen;
  const named = keyKinds(keys).length > 0;
  if ((!named && own === null) || (deals.length === 0 && customers === null)) return null;
  const known = named ? deals.filter((one) => keyKinds(one.keys).length > 0) : [];
  const others: Source[] = [
    ...known.map((one) => ({ table: one.raw.table, keys: one.keys })),
    ...(named && customers !== null ? [{ table: customers, keys: null }] : []),
  ];
  const into = `${list.table}_already`;
  const few = `${into}_few`;
  const table = own === null && named ? await fewRows(database, seen, others, few, many) : list.table;
  const sources: Source[] = [{ table, keys }, ...others];
  const states = [];
  for (const [i, one] of deals.entries()) {
    const stated = await statesOf(database, one, options, outcome);
    states.push({
      source: known.indexOf(one) + 1,
      states: { table: stated, guesses: [], notes: [], amount: null, currency: null },
      own: one === own,
      i,
    });
  }
  await layKeys(database, sources, `${into}_keys`);
  const told =
    customers === null || !named
      ? null
      : { table: customers, source: sources.length - 1, files: "", asOf: null, guesses: [], notes: [] };
  await findCustomers(database, `${into}_keys`, told);
  await findDeals(
    database,
    `${into}_keys`,
    states.filter(({ source }) => source > 0),
  );
  const ofItself = states.filter((one) => one.own).map(({ states: { table } }) => `SELECT "row", status FROM ${table}`);
  await database.run(`CREATE TABLE ${into} AS
    WITH deals AS (SELECT "row", bool_or(status = 'won') AS won, bool_or(status = 'open') AS open
      FROM (${[`SELECT "row", status FROM ${DEAL_ROWS}`, ...ofItself].join(" UNION ALL ")}) GROUP BY "row")
    SELECT r.__row, CASE WHEN c.state = 'active' OR (c.state IS NULL AND d.won) THEN 'customer' WHEN d.open THEN 'open deal' WHEN c.state = 'churned' THEN 'churned' END AS already
    FROM ${quoteIdentifier(table)} r LEFT JOIN deals d ON d."row" = r.__row LEFT JOIN ${CUSTOMER_ROWS} c ON c."row" = r.__row
    WHERE already IS NOT NULL ORDER BY r.__row`);
  await dropAll(database, [
    few,
    `${into}_keys`,
    CUSTOMER_ROWS,
    "filter_customer_pairs",
    DEAL_ROWS,
    ...states.map(({ source }) => `filter_deals_${source}`),
  ]);
  return { table: into };
}

/** The states of deals, laid once. */
async function statesOf(database: Database, list: List, options: IngestOptions, outcome: string): Promise<string> {
  const table = `${list.raw.table}_states`;
  const there = await database.value<number>(
    `SELECT count(*) FROM information_schema.tables WHERE table_name = ${quoteText(table)} AND table_catalog = current_database()`,
  );
  // What a person typed has been held against the deals before; where no deal was ever won, it need not occur.
  return there > 0 ? table : (await layDealStates(database, list, { ...options, outcome: null }, { outcome })).table;
}

async function dropAll(database: Database, tables: readonly string[]): Promise<void> {
  for (const table of tables) await database.run(`DROP TABLE IF EXISTS ${table}`);
}
