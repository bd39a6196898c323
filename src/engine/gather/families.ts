import { families } from "../../ingest/family.ts";
import type { Database } from "../../warehouse/database.ts";
import { hierarchyTables } from "./hierarchy.ts";
import { matchesOf, recordsSql } from "./join.ts";
import type { Names } from "./rows.ts";

/**
 * Adds to the deals `account_row` (the record whose attributes count; NULL for a flat table or where no account is known), `company` and `family`
 * (the same for companies linked by domain or parent); NULL for a deal that says nothing about its company.
 */
export async function addFamilies(database: Database, names: Names, withAccounts: boolean): Promise<void> {
  const { heads } = hierarchyTables(names);
  const table = `${names.work}_families`;
  await createFamilies(database, names, table);
  const record = "coalesce(h.record, m.company)";
  await database.run(`CREATE TABLE ${names.deals}_grouped AS
    SELECT d.*, ${withAccounts ? `CASE WHEN ${record} > 0 THEN ${record} END` : "CAST(NULL AS BIGINT)"} AS account_row,
      coalesce(h.head, m.company) AS company, coalesce(f.family, m.company) AS family
    FROM ${names.deals} d LEFT JOIN ${matchesOf(names)} m ON m.row = d.__row LEFT JOIN ${heads} h ON h.company = m.company
    LEFT JOIN ${table} f ON f.company = m.company`);
  await database.run(`DROP TABLE ${names.deals}; ALTER TABLE ${names.deals}_grouped RENAME TO ${names.deals};
    DROP TABLE ${table}; DROP TABLE ${matchesOf(names)}`);
}

/** Only companies that are linked to another are in the table: few, however many there are. */
async function createFamilies(database: Database, names: Names, table: string): Promise<void> {
  const { parents } = hierarchyTables(names);
  const strangers = `SELECT d.domain_key, m.company FROM ${names.deals} d JOIN ${matchesOf(names)} m ON m.row = d.__row AND m.company < 0 WHERE d.domain_key IS NOT NULL`;
  const domains = `SELECT domain_key, company FROM ${recordsSql(names)} WHERE domain_key IS NOT NULL UNION ALL ${strangers}`;
  const [a, b] = await database.numbers(
    `WITH domains AS (${domains}), shared AS (SELECT domain_key, min(company) AS first FROM domains GROUP BY domain_key HAVING min(company) <> max(company))
     SELECT d.company AS a, s.first AS b FROM domains d JOIN shared s USING (domain_key) WHERE d.company <> s.first
     UNION SELECT company, coalesce(parent, min(company) OVER (PARTITION BY text)) FROM ${parents}`,
  );
  const nodes = [...new Set([...a!, ...b!])].sort((x, y) => x - y);
  const placeOf = new Map(nodes.map((company, place) => [company, place]));
  const roots = families(
    nodes.length,
    Array.from(a!, (from, i) => [placeOf.get(from)!, placeOf.get(b![i]!)!] as const),
  );
  await database.create(table, [
    { name: "company", type: "BIGINT", values: nodes },
    { name: "family", type: "BIGINT", values: Array.from(roots, (place) => nodes[place]!) },
  ]);
}
