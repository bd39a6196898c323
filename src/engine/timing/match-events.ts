import type { Database } from "../../warehouse/database.ts";
import { EARLIEST } from "../gather/as-of.ts";
import { layKeys } from "../match/keys.ts";
import type { List } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";

/** Tables of events that were matched: `other` is a company as the events name it. */
export interface MatchedEvents {
  /** Every event with its `fate`: taken, or why not. */
  readonly fated: string;
  /** Those taken: `other`, `type`, `topic`, `day`. */
  readonly taken: string;
  /** `row` of the list, `other`. */
  readonly pairs: string;
}

/**
 * Finds the companies of a list that events are about: by account id, else domain (that of an e-mail address too), else a name that one company
 * alone bears.
 *
 * @param read table of `readEvents` @param day ISO date after which events do not count; null without dates
 */
export async function matchEvents(
  database: Database,
  list: List,
  read: string,
  day: string | null,
): Promise<MatchedEvents> {
  const [fated, taken, companies, keys, pairs] = ["fated", "taken", "companies", "keys", "pairs"].map(
    (end) => `${read}_${end}`,
  ) as [string, string, string, string, string];
  const after = day === null ? "false" : `day > DATE '${day}'`;
  const again = `event_id IS NOT NULL AND row_number() OVER (PARTITION BY event_id, coalesce(${after}, true) ORDER BY day, n) > 1`;
  await database.run(`CREATE TABLE ${fated} AS SELECT *, CASE WHEN empty OR day IS NULL OR day < DATE '${EARLIEST}' THEN 'undated' WHEN ${after} THEN 'after'
    WHEN account_id IS NULL AND domain_key IS NULL AND name_key IS NULL THEN 'nameless' WHEN ${again} THEN 'repeated' ELSE 'taken' END AS fate FROM ${read};
    CREATE TABLE ${companies} AS SELECT (row_number() OVER (ORDER BY id_key, domain_key, name_key))::BIGINT AS "row", * FROM (
      SELECT DISTINCT account_id AS id_key, domain_key, name_key FROM ${fated} WHERE fate = 'taken');
    CREATE TABLE ${taken} AS SELECT c."row" AS other, e.type, coalesce(e.topic, '') AS topic, e.day FROM ${fated} e JOIN ${companies} c
      ON c.id_key IS NOT DISTINCT FROM e.account_id AND c.domain_key IS NOT DISTINCT FROM e.domain_key AND c.name_key IS NOT DISTINCT FROM e.name_key WHERE e.fate = 'taken'`);
  const named = await database.value<number>(`SELECT count(name_key) FROM ${companies}`);
  const own = named === 0 ? { ...list.keys, names: [] } : list.keys;
  const sources = [
    { table: list.raw.table, keys: own },
    { table: companies, keys: null },
  ];
  await layKeys(database, sources, keys);
  await matchCompanies(database, keys, 0, 1, `${pairs}_all`);
  await database.run(`CREATE TABLE ${pairs} AS SELECT "row", other FROM (
    SELECT *, min(CASE matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END) OVER (PARTITION BY other) AS best, count(*) OVER (PARTITION BY other, matched) AS bearers
    FROM ${pairs}_all) WHERE matched = ['id', 'domain', 'name'][best] AND (matched <> 'name' OR bearers = 1);
    DROP TABLE ${pairs}_all; DROP TABLE ${keys}; DROP TABLE ${companies}`);
  return { fated, taken, pairs };
}
