import { idSql } from "../../../ingest/keys.ts";
import type { Database } from "../../../warehouse/database.ts";
import { matchUnits, type RowKey, type Units } from "./units.ts";

/** Keys by which a contact finds its account, the surest first. */
const CONTACT_KEYS: readonly RowKey[] = [
  { column: "account_id", prefix: "i:", word: "account id" },
  { column: "domain_key", prefix: "d:", word: "domain" },
  { column: "site_key", prefix: "d:", word: "domain" },
  { column: "name_key", prefix: "n:", word: "account name" },
];

/** Of a lead the e-mail says more than what somebody typed into a form. */
const LEAD_KEYS: readonly RowKey[] = [
  { column: "account_id", prefix: "i:", word: "account id" },
  { column: "domain_key", prefix: "d:", word: "e-mail domain" },
  { column: "site_key", prefix: "d:", word: "website" },
  { column: "name_key", prefix: "n:", word: "account name" },
];

/**
 * Creates `into`: people with their account (`unit`, `matched_by`) and `one`, the `n` of the record that stands for the person: of records with
 * one id the last, of those with one e-mail at one account the oldest (addresses of a desk, such as info@, are nobody's).
 */
export async function joinPeople(
  database: Database,
  units: Units,
  from: string,
  into: string,
  role: "contacts" | "leads",
): Promise<void> {
  await matchUnits(database, units, from, `${into}_matched`, role === "contacts" ? CONTACT_KEYS : LEAD_KEYS);
  await database.run(`CREATE TABLE ${into} AS
    WITH lasts AS (SELECT *, CASE WHEN id IS NULL OR empty OR deleted THEN n ELSE max(n) FILTER (NOT deleted) OVER (PARTITION BY id) END AS last FROM ${into}_matched),
    firsts AS (SELECT n, CASE WHEN email_print IS NULL OR desk OR deleted THEN n
      ELSE first_value(n) OVER (PARTITION BY email_print, coalesce(unit, name_key) ORDER BY created NULLS LAST, n) END AS first FROM lasts WHERE n = last)
    SELECT l.* EXCLUDE (last), f.first AS one FROM lasts l JOIN firsts f ON f.n = l.last ORDER BY l.n`);
  await database.run(`DROP TABLE ${into}_matched`);
}

/** Creates `into` (`one`, `row`): which deals people are tied to, by the ids of their own record. */
export async function tieToDeals(database: Database, units: Units, people: string, into: string): Promise<void> {
  await database.run(`CREATE TABLE ${into} AS SELECT DISTINCT p.one, u.row FROM
    (SELECT one, ${idSql("piece")} AS deal_id FROM (SELECT one, unnest(string_split(deals, ';')) AS piece FROM ${people} WHERE deals IS NOT NULL AND NOT deleted)) p
    JOIN (SELECT deal_id, min(row) AS row FROM ${units.deals} WHERE deal_id IS NOT NULL AND NOT repeated GROUP BY deal_id) u ON u.deal_id = p.deal_id`);
}
