import { domainsOf } from "../../ingest/domain.ts";
import { matchesSql } from "../../ingest/text.ts";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "./lookup.ts";
import type { Names } from "./rows.ts";

/** So many companies of different names and parents on one domain: it is an agency's, or a placeholder. */
const SHARED_BY = 5;
/** Shared domains and companies of each that are named. */
const NAMED = 3;

/**
 * Takes from the records and the deals the domains that are no company's own: one that many differently named companies give is nobody's, and a
 * company's further domains (`acme.com; acme.de`, HubSpot's additional ones) stand for its first. Returns what is to be said.
 */
export async function tidyDomains(database: Database, names: Names): Promise<readonly string[]> {
  const notes = await dropShared(database, names);
  await unifyDomains(database, names);
  return notes;
}

/** What a name is counted as: names that hold the domain's own word, or begin alike, or have one parent are of one house. */
const HOUSE = `CASE WHEN contains(replace(name_key, ' ', ''), split_part(domain_key, '.', 1)) OR (length(split_part(name_key, ' ', 1)) >= 3 AND contains(split_part(domain_key, '.', 1), split_part(name_key, ' ', 1)))
  THEN '' ELSE coalesce('p:' || coalesce(parent_id, parent_name), split_part(name_key, ' ', 1)) END`;

async function dropShared(database: Database, names: Names): Promise<readonly string[]> {
  const shared = `${names.work}_shared`;
  await database.run(`CREATE TABLE ${shared} AS
    WITH many AS (SELECT domain_key FROM ${names.accounts} WHERE domain_key IS NOT NULL GROUP BY domain_key HAVING count(*) >= ${SHARED_BY})
    SELECT domain_key AS text, count(DISTINCT name_key) AS companies FROM ${names.accounts} SEMI JOIN many USING (domain_key)
    GROUP BY domain_key HAVING count(DISTINCT ${HOUSE}) >= ${SHARED_BY}`);
  const found = await database.rows<{ text: string; companies: number; names: readonly string[] }>(
    `SELECT s.text, any_value(s.companies) AS companies, list_slice(list_sort(list_distinct(list(a.name_key))), 1, ${NAMED}) AS names
     FROM ${shared} s JOIN ${names.accounts} a ON a.domain_key = s.text GROUP BY s.text ORDER BY companies DESC, s.text`,
  );
  if (found.length > 0)
    for (const table of [names.accounts, names.deals])
      await database.run(`UPDATE ${table} SET domain_key = NULL WHERE domain_key IN (SELECT text FROM ${shared})`);
  await database.run(`DROP TABLE ${shared}`);
  const told = found
    .slice(0, NAMED)
    .map(
      ({ text, companies, names }) =>
        `${text} is the website of ${companies.toLocaleString("en-US")} differently named companies (${names.join(", ")}, ...): taken as shared, it joins nothing.`,
    );
  const rest = found.length - told.length;
  if (rest > 0)
    told.push(
      `${rest.toLocaleString("en-US")} more ${rest === 1 ? "domain is" : "domains are"} shared in the same way.`,
    );
  return told;
}

/** A cell of one website at most. */
const ONE = "^[!-+./0-9:<-z}~-]*$";

/** A domain that two companies claim beside their first stays what it is. */
async function unifyDomains(database: Database, names: Names): Promise<void> {
  const lists = `${names.work}_lists`;
  const cells = `SELECT concat_ws(';', domain_text, domains_text) FROM ${names.accounts} WHERE domains_text IS NOT NULL OR NOT ${matchesSql("domain_text", ONE)}`;
  const domains = (text: string) => domainsOf(text).join(";") || null;
  await lookupTable(database, lists, cells, domains, "VARCHAR");
  const further = `${names.work}_further`;
  await database.run(`CREATE TABLE ${further} AS
    WITH listed AS (SELECT DISTINCT a.domain_key AS first, unnest(string_split(l.value, ';')) AS text FROM ${names.accounts} a
      JOIN ${lists} l ON l.text = concat_ws(';', a.domain_text, a.domains_text) WHERE a.domain_key IS NOT NULL),
    alone AS (SELECT text, min(first) AS first FROM listed WHERE text <> first GROUP BY text HAVING count(DISTINCT first) = 1)
    SELECT text, first FROM alone ANTI JOIN (SELECT text AS first FROM alone) USING (first)`);
  if ((await database.value<number>(`SELECT count(*) FROM ${further}`)) > 0)
    for (const table of [names.accounts, names.deals])
      await database.run(
        `UPDATE ${table} SET domain_key = f.first FROM ${further} AS f WHERE f.text = ${table}.domain_key`,
      );
  await database.run(`DROP TABLE ${lists}; DROP TABLE ${further}`);
}

/** SQL: the name before a domain's ending. */
export function stemSql(domain: string): string {
  return `split_part(${domain}, ${quoteText(".")}, 1)`;
}
