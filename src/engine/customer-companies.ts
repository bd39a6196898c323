import { InputError } from "../errors.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { gatherCustomers } from "./gather/customers.ts";
import { layKeys } from "./match/keys.ts";
import { lookAt } from "./match/list.ts";
import { matchCompanies } from "./match/match.ts";

/** The companies of the customers' files with what is known of them. */
export interface CustomerCompanies {
  /** SQL name of a table with one row per company: `deal` INTEGER 0.., then one raw VARCHAR column per attribute, by field name. */
  readonly table: string;
  readonly rows: number;
  /** Customers that have left: in no row of the table. */
  readonly ended: number;
  readonly columns: readonly { readonly name: string; readonly header: string }[];
  readonly asOf: string | null;
  readonly told: Pick<Facts, "totals" | "guesses" | "notes">;
}

/** Table of the customers with their keys, those that have left too. */
export const CUSTOMER_KEYS = "customer_known";
const KNOWN = CUSTOMER_KEYS;
const KEYS = "customer_keys";
const TABLE = "customer_companies";

/**
 * Lays the companies that pay, each with the attributes of its account (by id, domain or name), and, where no accounts are given or
 * they do not say it, with those of the customers' own files.
 *
 * @throws InputError where the files name no customer, or none that still is one
 */
export async function layCustomerCompanies(
  database: Database,
  customers: readonly RawTable[],
  accounts: RawTable | null,
  options: IngestOptions,
): Promise<CustomerCompanies> {
  const { table, totals, guesses, notes, summary } = await gatherCustomers(database, customers, options);
  await database.run(`CREATE TABLE ${KNOWN} AS SELECT customer::BIGINT AS "row", id_key, domain_key, name_key, status = 'churned' AS ended
    FROM ${table} WHERE status NOT IN ('free', 'trial') ORDER BY customer`);
  const all = await database.value<number>(`SELECT count(*) FROM ${KNOWN}`);
  if (all === 0)
    throw new InputError(
      `no row of ${customers.map(({ file }) => file).join(" + ")} names a customer that pays or paid: it needs a website, company name or CRM id`,
    );
  const ended = await database.value<number>(`SELECT count(*) FROM ${KNOWN} WHERE ended`);
  if (ended === all)
    throw new InputError(
      `all ${all} customers of ${customers.map(({ file }) => file).join(" + ")} have left, so they do not show whom to look for: give those that still pay too, or say which column holds the end (--map 'COLUMN=churn_date')`,
    );
  const files = [...(accounts === null ? [] : [accounts]), ...customers];
  const lists = [];
  for (const raw of files) lists.push(await lookAt(database, raw, "companies or people", { map: [], ignore: [] }));
  const sources = [{ table: KNOWN, keys: null }, ...lists.map(({ raw, keys }) => ({ table: raw.table, keys }))];
  await layKeys(database, sources, KEYS);
  const joins: string[] = [];
  const cells = new Map<string, { readonly header: string; readonly from: string[] }>();
  for (const [i, raw] of files.entries()) {
    await matchCompanies(database, KEYS, 0, i + 1, `${TABLE}_match_${i}`);
    joins.push(`LEFT JOIN (SELECT "row", min(other) AS other FROM ${TABLE}_match_${i} GROUP BY "row") m${i} ON m${i}."row" = k."row"
      LEFT JOIN ${quoteIdentifier(raw.table)} f${i} ON f${i}.__row = m${i}.other`);
    for (const header of raw.columns) {
      const name = fieldName(header);
      const seen = cells.get(name) ?? { header, from: [] };
      seen.from.push(`f${i}.${quoteIdentifier(header)}`);
      cells.set(name, seen);
    }
  }
  const columns = [...cells].filter(([name]) => name !== "deal");
  const list = columns.map(([name, { from }]) => `coalesce(${from.join(", ")}, NULL) AS ${quoteIdentifier(name)}`);
  await database.run(`CREATE TABLE ${TABLE} AS SELECT (row_number() OVER (ORDER BY k."row") - 1)::INTEGER AS deal, ${list.join(", ")}
    FROM ${KNOWN} k ${joins.join(" ")} WHERE NOT k.ended ORDER BY deal`);
  return {
    table: TABLE,
    rows: all - ended,
    ended,
    columns: columns.map(([name, { header }]) => ({ name, header })),
    asOf: summary.asOf,
    told: { totals, guesses, notes: [...leftOut(ended, all), ...notes] },
  };
}

function leftOut(ended: number, all: number): string[] {
  if (ended === 0) return [];
  const count = new Intl.NumberFormat("en-US");
  return [
    `${count.format(ended)} of ${count.format(all)} customers ${ended === 1 ? "has" : "have"} left: taken neither as what customers have in common nor as other companies.`,
  ];
}
