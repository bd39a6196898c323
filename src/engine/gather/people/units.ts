import type { Database } from "../../../warehouse/database.ts";
import { hierarchyTables } from "../hierarchy.ts";
import { recordsSql } from "../join.ts";
import type { Names } from "../rows.ts";

/** SQL names of the tables that say which account a key means. */
export interface Units {
  /** `key` (`i:` id, `d:` domain, `n:` name), `unit`: a company as the deals see it. A name that several companies bear is not in it. */
  readonly keys: string;
  /** `row` of a deal, its `unit`. */
  readonly deals: string;
  /** `unit`, `account` (as in the facts, NULL when none of its deals counts), `account_row`. */
  readonly accounts: string;
}

/** Creates the tables of units once the deals are grouped and the facts are laid. */
export async function createUnits(
  database: Database,
  names: Names,
  facts: string,
  withAccounts: boolean,
): Promise<Units> {
  const units = {
    keys: `${names.deals}_unit_keys`,
    deals: `${names.deals}_units`,
    accounts: `${names.deals}_unit_rows`,
  };
  const unitOfDeal = withAccounts ? "coalesce('r:' || account_row, 'c:' || company)" : "'c:' || company";
  await database.run(
    `CREATE TABLE ${units.deals} AS SELECT __row AS row, ${unitOfDeal} AS unit, deal_id, repeated FROM ${names.deals}`,
  );
  const keyed = (key: string, prefix: string, unit: string, from: string) =>
    `SELECT '${prefix}' || ${key} AS key, ${unit} AS unit FROM ${from} AND ${key} IS NOT NULL`;
  const keyColumns = [
    ["id_key", "i:"],
    ["domain_key", "d:"],
    ["name_key", "n:"],
  ] as const;
  const own = keyColumns.map(([key, prefix]) =>
    keyed(key, prefix, unitOfDeal, `${names.deals} WHERE ${withAccounts ? "account_row IS NULL" : "true"}`),
  );
  const records = `(SELECT a.*, coalesce(h.record, a.company) AS unit_row FROM ${recordsSql(names)} a LEFT JOIN ${hierarchyTables(names).heads} h ON h.company = a.company)`;
  const given = withAccounts
    ? keyColumns.map(([key, prefix]) => keyed(key, prefix, "'r:' || unit_row", `${records} WHERE true`))
    : [];
  await database.run(`CREATE TABLE ${units.keys} AS SELECT key, min(unit) AS unit FROM (${[...given, ...own].join(" UNION ALL ")})
    WHERE unit IS NOT NULL GROUP BY key HAVING key NOT LIKE 'n:%' OR count(DISTINCT unit) = 1`);
  const rows = withAccounts
    ? `SELECT 'r:' || unit_row AS unit, unit_row AS account_row FROM ${records}`
    : "SELECT NULL::VARCHAR AS unit, NULL::BIGINT AS account_row WHERE false";
  await database.run(`CREATE TABLE ${units.accounts} AS
    SELECT unit, min(account) AS account, min(account_row) AS account_row FROM (
      SELECT unit, NULL::INTEGER AS account, account_row FROM (${rows})
      UNION ALL SELECT u.unit, f.account, NULL FROM ${units.deals} u LEFT JOIN ${facts} f ON f.row = u.row) WHERE unit IS NOT NULL GROUP BY unit`);
  return units;
}

/** Drops the tables of units. */
export async function dropUnits(database: Database, units: Units): Promise<void> {
  await database.run(
    Object.values(units)
      .map((table) => `DROP TABLE ${table};`)
      .join(" "),
  );
}

/** A key of a row and what it is called where the match is told. */
export interface RowKey {
  readonly column: string;
  readonly prefix: "i:" | "d:" | "n:";
  readonly word: string;
}

/** Creates `into`: the rows of `from` (with `n`) with `unit` and `matched_by`, the first key that means an account; NULL where none does. */
export async function matchUnits(
  database: Database,
  units: Units,
  from: string,
  into: string,
  keys: readonly RowKey[],
): Promise<void> {
  const joins = keys.map(
    ({ column, prefix }, i) => `LEFT JOIN ${units.keys} k${i} ON k${i}.key = '${prefix}' || r.${column}`,
  );
  const branches = keys.map(({ word }, i) => `WHEN k${i}.unit IS NOT NULL THEN '${word}'`);
  await database.run(`CREATE TABLE ${into} AS SELECT r.*, coalesce(${keys.map((_, i) => `k${i}.unit`).join(", ")}) AS unit,
    CASE ${branches.join(" ")} END AS matched_by FROM ${from} r ${joins.join(" ")} ORDER BY r.n`);
}

/** `4,100 by account id, 12 by domain` of the rows of a table, most first. */
export async function matchedWords(database: Database, table: string, where: string): Promise<string> {
  const found = await database.rows<{ word: string; rows: number }>(
    `SELECT matched_by AS word, count(*) AS rows FROM ${table} WHERE matched_by IS NOT NULL AND ${where} GROUP BY 1 ORDER BY rows DESC, word`,
  );
  return found.map(({ word, rows }) => `${rows.toLocaleString("en-US")} by ${word}`).join(", ");
}
