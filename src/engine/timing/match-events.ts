import type { Database } from "../../warehouse/database.ts";
import { EARLIEST } from "../gather/as-of.ts";
import { layKeys } from "../match/keys.ts";
import type { List } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";

/** Tables of events that were told apart; they are the same for every list. */
export interface FatedEvents {
  /** Every event with its `fate`: taken, or why not. */
  readonly fated: string;
  /** Those taken: `other` (a company as the events name it), `type`, `topic`, `day`. */
  readonly taken: string;
  /** The companies: `row` (`other` of the events), `id_key`, `domain_key`, `name_key`. */
  readonly companies: string;
}

/**
 * Tells which events count.
 *
 * @param read table of `readEvents` @param day ISO date after which events do not count; null without dates
 */
export async function fateEvents(database: Database, read: string, day: string | null): Promise<FatedEvents> {
  const [fated, taken, companies, again] = ["fated", "taken", "companies", "again"].map((end) => `${read}_${end}`) as [
    string,
    string,
    string,
    string,
  ];
  const after = day === null ? "false" : `day > DATE '${day}'`;
  // Few ids come twice, if any: only these are put in order.
  await database.run(`CREATE TABLE ${again} AS SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY event_id, coalesce(${after}, true) ORDER BY day, n) AS turn FROM ${read}
      SEMI JOIN (SELECT hash(event_id) AS h FROM ${read} WHERE event_id IS NOT NULL GROUP BY h HAVING count(*) > 1) t ON t.h = hash(event_id) WHERE event_id IS NOT NULL) WHERE turn > 1;
    CREATE VIEW ${fated} AS SELECT e.*, CASE WHEN empty OR day IS NULL OR day < DATE '${EARLIEST}' THEN 'undated' WHEN ${after} THEN 'after'
    WHEN account_id IS NULL AND domain_key IS NULL AND name_key IS NULL THEN 'nameless' WHEN a.n IS NOT NULL THEN 'repeated' ELSE 'taken' END AS fate FROM ${read} e LEFT JOIN ${again} a ON a.n = e.n;
    CREATE TABLE ${companies} AS SELECT (row_number() OVER (ORDER BY id_key, domain_key, name_key))::BIGINT AS "row", * FROM (
      SELECT DISTINCT account_id AS id_key, domain_key, name_key FROM ${fated} WHERE fate = 'taken');
    CREATE TABLE ${taken} AS SELECT c."row" AS other, e.type, coalesce(e.topic, '') AS topic, e.day FROM ${fated} e JOIN ${companies} c
      ON c.id_key IS NOT DISTINCT FROM e.account_id AND c.domain_key IS NOT DISTINCT FROM e.domain_key AND c.name_key IS NOT DISTINCT FROM e.name_key WHERE e.fate = 'taken'`);
  return { fated, taken, companies };
}

/**
 * Creates `pairs` (`row` of the list, `other`): the companies of a list that events are about, by account id, else domain (that of an e-mail
 * address too), else a name that one company alone bears.
 */
export async function pairEvents(
  database: Database,
  list: List,
  { companies }: FatedEvents,
  pairs: string,
): Promise<void> {
  const keys = `${pairs}_keys`;
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
    DROP TABLE ${pairs}_all; DROP TABLE ${keys}`);
}
