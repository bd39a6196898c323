import type { Database } from "../../../warehouse/database.ts";
import type { Names } from "../rows.ts";

/** The commonest domain must be that of at least this share of an account's contacts with a work e-mail. */
const LEAST_SHARE = 0.5;

/** SQL: an account, whose records may stand in several rows under one id. */
const ACCOUNT = "coalesce(id_key, '#' || __row)";

/**
 * Gives accounts without a domain the commonest work domain of their contacts (by id, else by name): one that no other account has, and
 * that would not be given to two. Creates `into` (`account_row`, `domain`, `contacts`, `of`); returns how many it gave. Free mail says nothing.
 */
export async function inferDomains(database: Database, names: Names, people: string, into: string): Promise<number> {
  await database.run(`CREATE TABLE ${into} AS
    WITH bare AS (SELECT max(__row) AS __row, any_value(id_key) AS id_key, min(name_key) AS name_key FROM ${names.accounts}
      WHERE NOT empty GROUP BY ${ACCOUNT} HAVING count(domain_key) = 0),
    byname AS (SELECT name_key, min(__row) AS __row FROM bare WHERE name_key IS NOT NULL GROUP BY name_key HAVING count(*) = 1),
    tied AS (
      SELECT b.__row, p.domain_key, p.email_print FROM ${people} p JOIN bare b ON b.id_key = p.account_id WHERE p.domain_key IS NOT NULL AND NOT p.deleted
      UNION ALL SELECT b.__row, p.domain_key, p.email_print FROM ${people} p JOIN byname b ON b.name_key = p.name_key
        WHERE p.account_id IS NULL AND p.domain_key IS NOT NULL AND NOT p.deleted),
    counted AS (SELECT __row, domain_key, count(DISTINCT email_print) AS contacts FROM tied GROUP BY __row, domain_key),
    ranked AS (SELECT *, sum(contacts) OVER (PARTITION BY __row) AS of,
      row_number() OVER (PARTITION BY __row ORDER BY contacts DESC, domain_key) AS place, count(*) OVER (PARTITION BY __row, contacts) AS equals FROM counted)
    SELECT __row AS account_row, domain_key AS domain, contacts::BIGINT AS contacts, of::BIGINT AS of FROM ranked
    WHERE place = 1 AND equals = 1 AND contacts >= of * ${LEAST_SHARE}
      AND domain_key NOT IN (SELECT domain_key FROM ${names.accounts} WHERE domain_key IS NOT NULL)
    QUALIFY count(*) OVER (PARTITION BY domain_key) = 1 ORDER BY account_row`);
  await database.run(
    `UPDATE ${names.accounts} SET domain_key = i.domain FROM (SELECT a.__row AS row, g.domain FROM ${names.accounts} a
       JOIN (SELECT ${ACCOUNT} AS account, domain FROM ${into} JOIN ${names.accounts} k ON k.__row = account_row) g ON g.account = ${ACCOUNT}) i
     WHERE i.row = ${names.accounts}.__row`,
  );
  return database.value<number>(`SELECT count(*) FROM ${into}`);
}

/** What is to be said of inferred domains. */
export async function inferredNote(database: Database, into: string, accounts: string): Promise<string[]> {
  const [counts] = await database.rows<{ accounts: number; contacts: number | null }>(
    `SELECT count(*) AS accounts, sum(contacts)::BIGINT AS contacts FROM ${into}`,
  );
  const { accounts: n, contacts } = counts!;
  if (n === 0) return [];
  const one = n === 1;
  return [
    `${n.toLocaleString("en-US")} ${one ? "account" : "accounts"} of ${accounts} without a domain ${one ? "takes its" : "take their"} contacts' commonest work domain (inferred from ${contacts!.toLocaleString("en-US")} ${contacts === 1 ? "contact" : "contacts"}).`,
  ];
}
