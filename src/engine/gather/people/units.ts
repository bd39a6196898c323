import type { Database } from "../../../warehouse/database.ts";
import { hierarchyTables } from "../hierarchy.ts";
import { recordsSql } from "../join.ts";
import type { Names } from "../rows.ts";

/** SQL names of the tables that say which account a key means. */
export interface Units {
  /**
   * `key` (`i:` id, `d:` domain, `n:` name), `unit`: a company as the deals see it, `shared`: several have the key. A name that several companies bear
   * is not in it.
   */
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
  await database.run(
    `CREATE TABLE ${units.keys}_all AS SELECT DISTINCT key, unit FROM (${[...given, ...own].join(" UNION ALL ")}) WHERE unit IS NOT NULL`,
  );
  const links = withAccounts
    ? `SELECT DISTINCT 'r:' || c.unit_row AS child, 'r:' || p.unit_row AS parent FROM ${hierarchyTables(names).parents} l
       JOIN ${records} c ON c.company = l.company JOIN ${records} p ON p.company = l.parent WHERE c.unit_row <> p.unit_row`
    : "SELECT NULL::VARCHAR AS child, NULL::VARCHAR AS parent WHERE false";
  await layKeys(database, units, links);
  const rows = withAccounts
    ? `SELECT 'r:' || unit_row AS unit, unit_row AS account_row FROM ${records}`
    : "SELECT NULL::VARCHAR AS unit, NULL::BIGINT AS account_row WHERE false";
  await database.run(`CREATE TABLE ${units.accounts} AS
    SELECT unit, min(account) AS account, min(account_row) AS account_row FROM (
      SELECT unit, NULL::INTEGER AS account, account_row FROM (${rows})
      UNION ALL SELECT u.unit, f.account, NULL FROM ${units.deals} u LEFT JOIN ${facts} f ON f.row = u.row) WHERE unit IS NOT NULL GROUP BY unit`);
  return units;
}

/**
 * One unit per key. Of several that share one (companies on one website) it is one with deals, of those the parent of the others, then the one with
 * most deals. A name that several bear means none.
 */
async function layKeys(database: Database, { keys, deals }: Units, links: string): Promise<void> {
  await database.run(`CREATE TABLE ${keys} AS
    WITH sizes AS (SELECT key, count(*) AS units FROM ${keys}_all GROUP BY key),
    several AS (SELECT a.* FROM ${keys}_all a JOIN sizes s ON s.key = a.key WHERE s.units > 1 AND a.key NOT LIKE 'n:%'),
    counts AS (SELECT unit, count(*) AS deals FROM ${deals} GROUP BY unit),
    related AS (SELECT s.key, l.child, l.parent FROM several s JOIN (${links}) l ON l.child = s.unit JOIN several o ON o.key = s.key AND o.unit = l.parent),
    parents AS (SELECT key, parent AS unit, count(*) AS children FROM related GROUP BY ALL),
    children AS (SELECT DISTINCT key, child AS unit FROM related),
    chosen AS (SELECT s.key, s.unit FROM several s LEFT JOIN counts c ON c.unit = s.unit LEFT JOIN parents p ON p.key = s.key AND p.unit = s.unit
      LEFT JOIN children h ON h.key = s.key AND h.unit = s.unit
      QUALIFY row_number() OVER (PARTITION BY s.key ORDER BY c.deals IS NULL, h.unit IS NOT NULL, coalesce(p.children, 0) DESC, coalesce(c.deals, 0) DESC, length(s.unit), s.unit) = 1)
    SELECT a.key, a.unit, false AS shared FROM ${keys}_all a JOIN sizes s ON s.key = a.key WHERE s.units = 1
    UNION ALL SELECT key, unit, true FROM chosen`);
  await database.run(`DROP TABLE ${keys}_all`);
}

/** What is to be said of people (a table of `joinPeople`) whose domain several accounts share. */
export async function sharedNote(database: Database, { keys }: Units, joined: string): Promise<string[]> {
  const [found] = await database.rows<{ people: number; domains: number; domain: string | null }>(
    `SELECT count(DISTINCT p.one) AS people, count(DISTINCT k.key) AS domains, min(k.key) AS domain FROM ${joined} p
     JOIN ${keys} k ON k.shared AND k.unit = p.unit AND k.key IN ('d:' || p.domain_key, 'd:' || p.site_key)
     WHERE p.n = p.one AND NOT p.empty AND NOT p.deleted AND p.matched_by = 'domain'`,
  );
  const { people, domains, domain } = found!;
  if (people === 0) return [];
  const more = domains > 1 ? ` and ${(domains - 1).toLocaleString("en-US")} more` : "";
  const whose = people === 1 ? "1 contact has" : `${people.toLocaleString("en-US")} contacts have`;
  return [
    `${whose} a domain that several accounts share (${domain!.slice(2)}${more}): of those with deals the parent gets them, else the one with most deals.`,
  ];
}

/** Creates the table of `Facts.units`; gives its name. */
export async function layDealUnits(database: Database, facts: string, units: Units): Promise<string> {
  const table = `${facts}_units`;
  await database.run(
    `CREATE TABLE ${table} AS SELECT f.deal, u.unit FROM ${facts} f JOIN ${units.deals} u ON u.row = f.row WHERE u.unit IS NOT NULL ORDER BY f.deal`,
  );
  return table;
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
