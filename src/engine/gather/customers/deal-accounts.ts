import { companyKey } from "../../../ingest/company-name.ts";
import { cellSql } from "../../../ingest/keys.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { hierarchyTables } from "../hierarchy.ts";
import { recordsSql } from "../join.ts";
import type { Seen } from "../look.ts";
import { lookupTable } from "../lookup.ts";
import type { Names } from "../rows.ts";
import type { KeyedAccounts } from "./options.ts";

/**
 * Creates a table of the accounts that deals are about, to match customers to: the accounts file's rows, and the deals that have none there.
 * `account` is that of the facts table; NULL for an account without a deal that counts. Gives its name; the caller drops it.
 */
export async function layDealAccounts(
  database: Database,
  names: Names,
  facts: string,
  deals: Seen,
  withAccounts: boolean,
): Promise<KeyedAccounts> {
  const table = `${names.deals}_accounts`;
  const name = deals.meanings.account_name;
  const cell = cellSql(name?.header ?? null);
  const from = quoteIdentifier(deals.raw.table);
  const texts = name === null ? "SELECT CAST(NULL AS VARCHAR) WHERE false" : `SELECT ${cell} FROM ${from}`;
  await lookupTable(database, `${table}_names`, texts, companyKey, "VARCHAR");
  const own = `SELECT d.id_key, d.domain_key, n.value AS name_key, CAST(NULL AS BIGINT) AS account_row, f.account
    FROM ${names.deals} d JOIN (SELECT __row, ${cell} AS name FROM ${from}) r ON r.__row = d.__row
    LEFT JOIN ${table}_names n ON n.text = r.name LEFT JOIN ${facts} f ON f.row = d.__row`;
  const listed = `SELECT a.id_key, a.domain_key, a.name_key, coalesce(h.record, a.company) AS account_row, f.account FROM ${recordsSql(names)} a
    LEFT JOIN ${hierarchyTables(names).heads} h ON h.company = a.company LEFT JOIN (SELECT d.account_row, min(f.account) AS account FROM ${names.deals} d JOIN ${facts} f ON f.row = d.__row GROUP BY d.account_row) f ON f.account_row = coalesce(h.record, a.company)`;
  await database.run(
    `CREATE TABLE ${table} AS ${withAccounts ? `${listed} UNION ALL ${own} WHERE d.account_row IS NULL` : own}`,
  );
  await database.run(`DROP TABLE ${table}_names`);
  return table;
}
