import { keyKinds } from "../../../ingest/key-columns.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { KeptSource } from "../../../warehouse/kept/source.ts";
import { layDealStates } from "../../deal-states.ts";
import { layKeys } from "../../match/keys.ts";
import { lookAt } from "../../match/list.ts";
import { matchCompanies } from "../../match/match.ts";
import { layTogether } from "../list/lay-together.ts";
import { buildOptions } from "../said.ts";

/**
 * Lays the accounts of which deals were decided: `source`, `key`, `won`, `lost` (new business, matched as everywhere by id, domain, then name).
 *
 * @param outcome how the document's deals were read @returns false where the workspace keeps no deals, or no accounts
 */
export async function layDecided(
  database: Database,
  sources: readonly KeptSource[],
  outcome: string,
  into: string,
): Promise<boolean> {
  const deals = sources.filter(({ role }) => role === "deals");
  const accounts = sources.filter(({ role }) => role === "accounts");
  if (deals.length === 0 || accounts.length === 0) return false;
  const options = buildOptions(sources);
  const together = await layTogether(database, "accounts", accounts, "decided_accounts");
  const list = await lookAt(database, together.raw, "companies or people", options);
  const selects: string[] = [];
  for (const [i, source] of deals.entries()) {
    const { raw } = await layTogether(database, "deals", [source], `decided_deals_${i}`);
    const own = await lookAt(database, raw, "deals", options);
    if (keyKinds(own.keys).length === 0) continue;
    const { table: states } = await layDealStates(database, own, { ...options, outcome: null }, { outcome });
    const keys = `decided_keys_${i}`;
    const pairs = `decided_pairs_${i}`;
    await layKeys(
      database,
      [
        { table: raw.table, keys: own.keys },
        { table: list.raw.table, keys: list.keys },
      ],
      keys,
    );
    await matchCompanies(database, keys, 0, 1, pairs);
    selects.push(`SELECT p.other, s.status FROM (SELECT "row", other FROM ${pairs}
        QUALIFY row_number() OVER (PARTITION BY "row" ORDER BY CASE matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END, other) = 1) p
      JOIN ${states} s ON s."row" = p."row" WHERE s.is_new AND s.status IN ('won', 'lost')`);
  }
  if (selects.length === 0) return false;
  await database.run(`CREATE TABLE ${into} AS SELECT o.source, o."key", count(*) FILTER (status = 'won')::INTEGER AS won, count(*) FILTER (status = 'lost')::INTEGER AS lost
    FROM (${selects.join(" UNION ALL ")}) d JOIN ${quoteIdentifier(together.of)} o ON o."row" = d.other GROUP BY ALL ORDER BY ALL`);
  return true;
}
