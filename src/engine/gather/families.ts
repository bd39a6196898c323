import { companyKey } from "../../ingest/company-name.ts";
import { families } from "../../ingest/family.ts";
import { idSql } from "../../ingest/keys.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "./lookup.ts";
import type { Names } from "./rows.ts";

/** What names a row's company first of all. A name counts only when there is neither id nor domain. */
const PRIMARY = "coalesce('i:' || id_key, 'd:' || domain_key, 'n:' || name_key)";

/**
 * Adds to the deals `company` (its first key) and `family` (an integer, the same for companies linked by id, domain or parent); NULL for a
 * deal that says nothing about its company. With an accounts file the matched account's keys count, else the deal's own.
 */
export async function addFamilies(database: Database, names: Names, withAccounts: boolean): Promise<void> {
  const own = `SELECT __row, id_key, domain_key, name_key, parent FROM ${names.deals}`;
  const companies = withAccounts
    ? `SELECT id_key, domain_key, name_key, parent FROM ${names.accounts} UNION ALL SELECT id_key, domain_key, name_key, parent FROM ${names.deals} WHERE account_row IS NULL`
    : `SELECT id_key, domain_key, name_key, parent FROM (${own})`;
  await database.run(`CREATE TABLE ${names.families}_keys AS SELECT DISTINCT ${PRIMARY} AS company, id_key, domain_key, name_key, parent
    FROM (${companies}) WHERE ${PRIMARY} IS NOT NULL`);
  await createLinks(database, names);
  await createFamilies(database, names);
  const keys = withAccounts
    ? `SELECT d.__row, coalesce(${qualified("a")}, CASE WHEN d.account_row IS NULL THEN ${qualified("d")} END) AS company FROM ${names.deals} d LEFT JOIN ${names.accounts} a ON a.__row = d.account_row`
    : `SELECT __row, ${PRIMARY} AS company FROM ${names.deals}`;
  await database.run(`CREATE TABLE ${names.deals}_grouped AS SELECT d.*, k.company, f.family FROM ${names.deals} d
    JOIN (${keys}) k ON k.__row = d.__row LEFT JOIN ${names.families} f ON f.key = k.company ORDER BY d.__row`);
  await database.run(`DROP TABLE ${names.deals}; ALTER TABLE ${names.deals}_grouped RENAME TO ${names.deals}`);
}

function qualified(table: string): string {
  return `coalesce('i:' || ${table}.id_key, 'd:' || ${table}.domain_key, 'n:' || ${table}.name_key)`;
}

/** Pairs of keys that belong together: a company's own, and its parent's, which may be written as an id or as a name. */
async function createLinks(database: Database, names: Names): Promise<void> {
  const keys = `${names.families}_keys`;
  await lookupTable(database, `${names.families}_parents`, `SELECT parent FROM ${keys}`, companyKey, "VARCHAR");
  await database.run(`CREATE TABLE ${names.families}_links AS
    SELECT company AS a, company AS b FROM ${keys}
    UNION SELECT company, 'd:' || domain_key FROM ${keys} WHERE domain_key IS NOT NULL
    UNION SELECT k.company, coalesce(byid.company, byname.company, 'p:' || k.parent) FROM
      (SELECT company, parent, ${idSql("parent")} AS parent_id FROM ${keys} WHERE parent IS NOT NULL) k
      LEFT JOIN (SELECT id_key, min(company) AS company FROM ${keys} WHERE id_key IS NOT NULL GROUP BY id_key) byid ON byid.id_key = k.parent_id
      LEFT JOIN ${names.families}_parents p ON p.text = k.parent
      LEFT JOIN (SELECT name_key, min(company) AS company FROM ${keys} WHERE name_key IS NOT NULL GROUP BY name_key) byname ON byname.name_key = p.value`);
}

async function createFamilies(database: Database, names: Names): Promise<void> {
  const links = `${names.families}_links`;
  await database.run(`CREATE TABLE ${names.families}_nodes AS SELECT key, (row_number() OVER (ORDER BY key) - 1)::INTEGER AS node
    FROM (SELECT a AS key FROM ${links} UNION SELECT b FROM ${links})`);
  const [a, b] = await database.numbers(
    `SELECT na.node, nb.node FROM ${links} l JOIN ${names.families}_nodes na ON na.key = l.a JOIN ${names.families}_nodes nb ON nb.key = l.b WHERE l.a <> l.b`,
  );
  const nodes = await database.value<number>(`SELECT count(*) FROM ${names.families}_nodes`);
  const roots = families(
    nodes,
    Array.from(a!, (from, i) => [from, b![i]!] as const),
  );
  await database.create(`${names.families}_roots`, [
    { name: "node", type: "INTEGER", values: Int32Array.from(roots, (_, node) => node) },
    { name: "family", type: "INTEGER", values: roots },
  ]);
  await database.run(
    `CREATE TABLE ${names.families} AS SELECT n.key, r.family FROM ${names.families}_nodes n JOIN ${names.families}_roots r USING (node)`,
  );
}
