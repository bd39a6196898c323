import { type KeyColumns, keyKinds } from "../../../ingest/key-columns.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { KeptSource } from "../../../warehouse/kept/source.ts";
import { fewRows } from "../../already/candidates.ts";
import { layDealStates } from "../../deal-states.ts";
import { layKeys } from "../../match/keys.ts";
import { type List, lookAt } from "../../match/list.ts";
import { matchCompanies } from "../../match/match.ts";
import { namedSql } from "../list/lay-named.ts";
import { layTogether } from "../list/lay-together.ts";
import { buildOptions } from "../said.ts";
import { type ScoredList, viewList } from "../scored-list.ts";

/**
 * Lays the companies of which deals were decided: `source`, `key`, `name`, `website`, `won`, `lost`, `listed` (new business, matched as everywhere by
 * id, domain, then name). A deal of no account that is kept stands for its company itself, by the row of its newest deal, and is not `listed`.
 *
 * @param outcome how the document's deals were read @returns false where the workspace keeps no deals
 */
export async function layDecided(
  database: Database,
  sources: readonly KeptSource[],
  outcome: string,
  into: string,
): Promise<boolean> {
  const deals = sources.filter(({ role }) => role === "deals");
  const accounts = sources.filter(({ role }) => role === "accounts");
  if (deals.length === 0) return false;
  const options = buildOptions(sources);
  const list = accounts.length === 0 ? null : await viewList(database, accounts, options, "decided_accounts");
  const matched: string[] = [];
  const inline: string[] = [];
  for (const [i, source] of deals.entries()) {
    const { raw, of } = await layTogether(database, "deals", [source], `decided_deals_${i}`);
    const own = await lookAt(database, raw, "deals", options);
    const { table: states } = await layDealStates(database, own, { ...options, outcome: null }, { outcome });
    const { keys, pairs } = await layPairs(database, own, list, i);
    matched.push(`SELECT p.other, s.status FROM ${pairs} p JOIN ${states} s ON s."row" = p."row" WHERE ${DECIDED}`);
    inline.push(inlineSql(own, { of, states, keys, pairs }));
  }
  const named = list === null ? null : namedSql(list.list, ["__source AS source", '__own AS "key"']);
  const listed =
    named === null
      ? []
      : [
          `SELECT n.source, n."key", n.name, n.website, count(*) FILTER (status = 'won')::INTEGER AS won, count(*) FILTER (status = 'lost')::INTEGER AS lost, true AS listed
           FROM (${matched.join(" UNION ALL ")}) d JOIN (${named}) n ON n.__row = d.other GROUP BY ALL`,
        ];
  await database.run(
    `CREATE TABLE ${into} AS SELECT * FROM (${[...listed, ...inline].join(" UNION ALL ")}) ORDER BY source, "key"`,
  );
  return true;
}

const DECIDED = "s.is_new AND s.status IN ('won', 'lost')";

/** Lays the keys of the deals, and for each that is about an account the one it is about (`row`, `other`). */
async function layPairs(
  database: Database,
  deals: List,
  accounts: ScoredList | null,
  i: number,
): Promise<{ readonly keys: string; readonly pairs: string }> {
  const [keys, all, pairs] = [`decided_keys_${i}`, `decided_all_${i}`, `decided_pairs_${i}`];
  const own = { table: deals.raw.table, keys: deals.keys };
  const meet = accounts !== null && keyKinds(deals.keys).length > 0;
  const few = meet ? await fewRows(database, accounts.list, [own], `decided_few_${i}`) : null;
  const none: KeyColumns = { ids: [], domains: [], emails: [], names: [] };
  const other = few === null ? { table: own.table, keys: none } : { table: few, keys: accounts!.list.keys };
  await layKeys(database, [own, other], keys);
  await matchCompanies(database, keys, 0, 1, all);
  await database.run(`CREATE TABLE ${pairs} AS SELECT "row", other FROM ${all}
    QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY CASE matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END, other) = 1`);
  return { keys, pairs };
}

/** Companies that only their deals tell of: by the surest that names them, else each deal by itself. */
function inlineSql(
  list: List,
  { of, states, keys, pairs }: Readonly<Record<"of" | "states" | "keys" | "pairs", string>>,
): string {
  const rank = "CASE kind WHEN 'id' THEN '1' WHEN 'domain' THEN '2' ELSE '3' END";
  return `SELECT o.source, o."key", coalesce(n.name, g.name) AS name, n.website, g.won, g.lost, false AS listed FROM (
      SELECT company, first("row" ORDER BY day DESC NULLS LAST, "row" DESC) AS "row", first(name ORDER BY day DESC NULLS LAST, "row" DESC) AS name,
        count(*) FILTER (status = 'won')::INTEGER AS won, count(*) FILTER (status = 'lost')::INTEGER AS lost
      FROM (SELECT s."row", s.status, s.name, coalesce(s.closed, s.created) AS day, coalesce(c.company, '4' || s."row") AS company
        FROM ${states} s ANTI JOIN ${pairs} p ON p."row" = s."row"
        LEFT JOIN (SELECT "row", min(${rank} || key) AS company FROM ${keys} WHERE source = 0 AND kind <> 'email' GROUP BY "row") c ON c."row" = s."row"
        WHERE ${DECIDED}) GROUP BY company) g
    JOIN ${quoteIdentifier(of)} o ON o."row" = g."row" JOIN (${namedSql(list)}) n ON n.__row = g."row"`;
}
