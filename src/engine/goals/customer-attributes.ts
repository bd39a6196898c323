import { asideReason } from "../../ingest/aside.ts";
import { customerColumns, layoutOf } from "../../ingest/customers/columns.ts";
import type { Candidate, Facts, RawTable, SetAside } from "../../ingest/facts.ts";
import { findHeader, type IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookOver } from "../gather/look.ts";
import { layKeys } from "../match/keys.ts";
import { type List, lookAt, namedIn } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { customersOnly } from "./customers-only.ts";

/** What describes the customers: columns of their accounts, and a table that holds them. */
export interface CustomerAttributes {
  /** SQL name of a table: `customer`, `row` (BIGINT, NULL where no record was found), then one raw VARCHAR column per candidate. */
  readonly table: string;
  readonly candidates: readonly Candidate[];
  readonly setAside: readonly SetAside[];
  /** Columns that only customers have. */
  readonly late: Facts["late"];
}

const LEFT_OUT = "left out by --ignore";
const TOLD = "tells what the customer bought or what became of it";

/** Each customer with the columns of its account in the accounts' file, as the deals found them. */
async function fromAccounts(
  database: Database,
  { candidates, setAside }: Pick<Facts, "candidates" | "setAside">,
  customers: string,
  accounts: RawTable,
): Promise<CustomerAttributes> {
  const own = candidates.filter(({ about, file }) => about === "account" && file === accounts.file);
  const cells = own.map(({ name, header }) => `a.${quoteIdentifier(header)} AS ${quoteIdentifier(name)}`);
  const table = `${customers}_attributes`;
  await database.run(`CREATE TABLE ${table} AS SELECT ${["c.customer", "a.__row AS row", ...cells].join(", ")}
    FROM ${customers} c LEFT JOIN ${quoteIdentifier(accounts.table)} a ON a.__row = c.account_row`);
  const late = await customersOnly(database, table, accounts, own);
  return { table, candidates: own, setAside: setAside.filter(({ file }) => file === accounts.file), late };
}

/** Each customer with what its newest deal says of the company: for one table of deals. */
async function fromDeals(
  database: Database,
  { candidates, setAside, table: facts }: Pick<Facts, "candidates" | "setAside" | "table">,
  customers: string,
): Promise<CustomerAttributes> {
  const own = candidates.filter(({ about }) => about === "account");
  const cells = own.map(({ name }) => `f.${quoteIdentifier(name)}`);
  const table = `${customers}_attributes`;
  await database.run(`CREATE TABLE ${table} AS SELECT ${["c.customer", "f.row", ...cells].join(", ")} FROM ${customers} c
    LEFT JOIN (SELECT * FROM ${facts} QUALIFY row_number() OVER (PARTITION BY account ORDER BY closed DESC NULLS LAST, deal DESC) = 1) f ON f.account = c.account`);
  return { table, candidates: own, setAside: setAside.filter(({ about }) => about === "account"), late: [] };
}

/** Columns of the customers' companies, by the accounts' file where the deals brought one, else by the deals' own columns. */
export function attributesBesideDeals(
  database: Database,
  facts: Facts,
  customers: string,
  accounts: RawTable | null,
): Promise<CustomerAttributes> {
  return accounts === null ? fromDeals(database, facts, customers) : fromAccounts(database, facts, customers, accounts);
}

/** The columns of a file, those that may describe a company apart from the others. */
async function columnsOf(database: Database, raw: RawTable, ofCustomers: boolean, options: IngestOptions) {
  const named = namedIn(raw.columns, options);
  const { columns, meanings } = await lookOver(database, raw, "accounts", named);
  const told = ofCustomers ? Object.values(customerColumns(columns, named)) : [];
  const ignored = new Set(options.ignore.map((wanted) => findHeader(wanted, raw.columns)));
  return columns.map((column) => {
    const { field: name, header } = column;
    const reason = ignored.has(header)
      ? LEFT_OUT
      : (asideReason(column, meanings) ?? (told.includes(column) ? TOLD : null));
    return { name, header, about: "account" as const, file: raw.file, reason };
  });
}

/** The customers' files that tell of companies: a list of those who left, of tickets or of use knows only some of them, and because of what happened. */
async function describing(
  database: Database,
  files: readonly RawTable[],
  options: IngestOptions,
): Promise<readonly RawTable[]> {
  const kept: RawTable[] = [];
  for (const raw of files) {
    const named = namedIn(raw.columns, options);
    const layout = layoutOf(customerColumns((await lookOver(database, raw, "accounts", named)).columns, named));
    if (layout === "accounts" || layout === "list" || layout === "subscriptions") kept.push(raw);
  }
  return kept;
}

/**
 * The same without deals: customers are matched to the accounts' file by id, domain or name; without one the customers' own files describe them,
 * but for what they say of purchases, use and leaving. Of several columns with one name the first counts.
 */
export async function attributesAlone(
  database: Database,
  customers: string,
  accounts: RawTable | null,
  own: readonly RawTable[],
  options: IngestOptions,
): Promise<CustomerAttributes> {
  const files = accounts === null ? await describing(database, own, options) : [accounts];
  const lists: List[] = [];
  for (const raw of files)
    lists.push(await lookAt(database, raw, "companies or people", { map: options.map, ignore: [] }));
  const known = `${customers}_known`;
  await database.run(
    `CREATE TABLE ${known} AS SELECT customer::BIGINT AS "row", id_key, domain_key, name_key FROM ${customers}`,
  );
  const keys = `${customers}_keys`;
  await layKeys(
    database,
    [{ table: known, keys: null }, ...lists.map((list) => ({ table: list.raw.table, keys: list.keys }))],
    keys,
  );
  const candidates: Candidate[] = [];
  const setAside: SetAside[] = [];
  const cells: string[] = [];
  const joins: string[] = [];
  for (const [i, raw] of files.entries()) {
    const match = `${customers}_match_${i}`;
    await matchCompanies(database, keys, 0, i + 1, match);
    joins.push(`LEFT JOIN (SELECT "row", min_by(other, (CASE matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END, other)) AS other FROM ${match} GROUP BY "row") m${i} ON m${i}."row" = c.customer
      LEFT JOIN ${quoteIdentifier(raw.table)} a${i} ON a${i}.__row = m${i}.other`);
    for (const { reason, ...column } of await columnsOf(database, raw, accounts === null, options)) {
      if (reason !== null) setAside.push({ ...column, reason });
      else if (candidates.some(({ name }) => name === column.name))
        setAside.push({ ...column, reason: "another file has it too" });
      else {
        candidates.push(column);
        cells.push(`a${i}.${quoteIdentifier(column.header)} AS ${quoteIdentifier(column.name)}`);
      }
    }
  }
  const row = `coalesce(${[...files.map((_, i) => `m${i}.other`), "NULL"].join(", ")}, NULL) AS row`;
  const table = `${customers}_attributes`;
  await database.run(
    `CREATE TABLE ${table} AS SELECT ${["c.customer", row, ...cells].join(", ")} FROM ${customers} c ${joins.join(" ")}`,
  );
  const late = accounts === null ? [] : await customersOnly(database, table, accounts, candidates);
  return { table, candidates, setAside, late };
}
