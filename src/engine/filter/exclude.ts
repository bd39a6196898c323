import { companyKey } from "../../ingest/company-name.ts";
import { domainOf } from "../../ingest/domain.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import { cellSql } from "../../ingest/keys.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "../gather/lookup.ts";
import type { Source } from "../match/keys.ts";
import { type List, requireKeys } from "../match/list.ts";
import { matchCompanies, matchPeople } from "../match/match.ts";
import { addHits, BY_NAME } from "./hits.ts";

/** A list of websites or names not to touch as a source of keys: a file with headers, or one column of either, the first line included. */
export async function excludeSource(database: Database, list: List): Promise<Source> {
  const { raw, keys } = list;
  if (keyKinds(keys).length > 0) return { table: raw.table, keys };
  const [header, ...others] = raw.columns;
  if (others.length > 0) requireKeys(list);
  const table = `${raw.table}_keys`;
  const texts = `SELECT ${cellSql(header!)} FROM ${quoteIdentifier(raw.table)} UNION ALL SELECT ${quoteText(header!)}`;
  await lookupTable(
    database,
    `${table}_domains`,
    texts,
    (text) => (/[.@]/.test(text) ? domainOf(text) : null),
    "VARCHAR",
  );
  await lookupTable(database, `${table}_names`, texts, companyKey, "VARCHAR");
  await database.run(`CREATE TABLE ${table} AS SELECT row_number() OVER (ORDER BY n.text) AS "row", CAST(NULL AS VARCHAR) AS id_key, d.value AS domain_key,
    CASE WHEN d.value IS NULL THEN n.value END AS name_key FROM ${table}_names n LEFT JOIN ${table}_domains d USING (text)`);
  return { table, keys: null };
}

/** Reason `excluded`, matched company and by e-mail address. */
export async function excludeHits(database: Database, keys: string, source: number, file: string): Promise<void> {
  const [companies, people] = [`filter_exclude_${source}`, `filter_exclude_people_${source}`];
  await matchCompanies(database, keys, 0, source, companies);
  await matchPeople(database, keys, 0, source, people);
  await addHits(
    database,
    "excluded",
    `SELECT "row", ${quoteText(`on the list ${file}`)} || ${BY_NAME} AS reason, matched
     FROM (SELECT "row", matched FROM ${companies} UNION ALL SELECT "row", 'e-mail' FROM ${people})`,
  );
}
