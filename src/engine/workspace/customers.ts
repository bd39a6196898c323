import { InputError } from "../../errors.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { wilson } from "../../stats/wilson.ts";
import type { Database } from "../../warehouse/database.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import { keptSources } from "../../warehouse/kept/source.ts";
import { gatherCustomers } from "../gather/customers.ts";
import { layKeys } from "../match/keys.ts";
import { lookAt } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { currentScores } from "./current.ts";
import { accountSql } from "./list/lay-places.ts";
import { layTogether } from "./list/lay-together.ts";
import { buildOptions } from "./said.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** Customers of a kind that must be there before a usual price is named, or that kind's customers are said to expand. */
export const ENOUGH_OF_A_KIND = 10;

/** How the customers of a level stayed. */
export interface LevelStay {
  readonly level: "high" | "medium" | "low" | "disqualified" | "unknown";
  /** Customers who pay or paid. */
  readonly customers: number;
  readonly left: number;
  /** Share that left, 95% limits; null without customers. */
  readonly share: number | null;
  readonly interval: readonly [number, number] | null;
}

/** What customers of one kind pay: a segment in one currency. */
export interface Kind {
  readonly segment: string;
  readonly currency: string | null;
  /** Active customers whose revenue is known. */
  readonly customers: number;
  /** Revenue per month: a quarter pays less than `low`, half less than `usual`, a quarter more than `high`. */
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  /** Of them: those of whom it is known whether they expanded, and those that did. */
  readonly told: number;
  readonly expanded: number;
}

/** A customer with its score. */
export interface ScoredCustomer {
  readonly customer: string;
  /** As lists call it; null where it is not among the scored accounts. */
  readonly account: string | null;
  readonly fit: number | null;
  readonly level: LevelStay["level"];
  readonly segment: string | null;
  readonly disqualified_by: string | null;
  readonly since: string | null;
  readonly mrr: number | null;
  readonly currency: string | null;
}

/** A customer that has not expanded, of a kind that does, and pays less than is usual for its kind. */
export interface LookAlike extends ScoredCustomer {
  readonly usual: number;
  readonly of: Pick<Kind, "customers" | "expanded" | "told">;
}

export interface CustomersTold {
  readonly icp: string;
  readonly number: number;
  readonly customers: number;
  /** Not among the scored accounts: nothing is said of them. */
  readonly unscored: number;
  readonly levels: readonly LevelStay[];
  readonly off_icp: readonly ScoredCustomer[];
  readonly look_alikes: readonly LookAlike[];
  readonly kinds: readonly Kind[];
  readonly notes: readonly string[];
}

const TABLE = "customers_scored";
const LEVELS = ["high", "medium", "low", "disqualified", "unknown"] as const;

/**
 * The customers by the scores in force: how those of each level stayed, who is off the profile, who looks like those that expanded, and what
 * each kind pays.
 *
 * @throws InputError without customers, or without a version in force
 */
export async function customersTold(
  workspace: Workspace,
  icp: string,
  effects: WorkspaceEffects,
): Promise<CustomersTold> {
  const database = await workspace.warehouse.work();
  const close = interruptOn(effects.signal, database);
  try {
    const current = await currentScores(workspace, database, icp);
    const notes = await layCustomersScored(database, current.sql);
    const unscored = await database.value<number>(`SELECT count(*) FROM ${TABLE} WHERE account IS NULL`);
    const kinds = await kindsOf(database);
    return {
      ...{ icp, number: current.version.number, unscored, kinds, notes },
      customers: await database.value<number>(`SELECT count(*) FROM ${TABLE}`),
      levels: await staysOf(database),
      off_icp: await database.rows<ScoredCustomer>(
        `SELECT ${SHOWN} FROM ${TABLE} WHERE active AND level IN ('low', 'disqualified') ORDER BY mrr DESC NULLS LAST, customer`,
      ),
      look_alikes: await lookAlikes(database, kinds),
    };
  } finally {
    close();
  }
}

const SHOWN =
  "name AS customer, account, fit, level, segment, disqualified_by, CAST(start AS VARCHAR) AS since, mrr, currency";

/** Lays the customers with their scores. */
async function layCustomersScored(database: Database, scores: string): Promise<readonly string[]> {
  const sources = await keptSources(database);
  const own = sources.filter(({ role }) => role === "customers");
  if (own.length === 0)
    throw new InputError("the workspace holds no customers: openicp import customers.csv --as customers");
  const options = buildOptions(sources);
  const raws = [];
  for (const source of own) raws.push((await layTogether(database, "customers", [source], `own_${source.source}`)).raw);
  const { table, notes } = await gatherCustomers(database, raws, options);
  const accounts = sources.filter(({ role }) => role === "accounts" || role === "universe");
  const { raw, of } = await layTogether(database, "accounts", accounts, "customers_accounts");
  const list = await lookAt(database, raw, "companies or people", options);
  await database.run(
    `CREATE VIEW customers_keyed AS SELECT customer::BIGINT AS "row", id_key, domain_key, name_key FROM ${table}`,
  );
  const keyed = { table: "customers_keyed", keys: null };
  await layKeys(database, [keyed, { table: raw.table, keys: list.keys }], "customers_keys");
  await matchCompanies(database, "customers_keys", 0, 1, "customers_pairs");
  await database.run(`CREATE TABLE ${TABLE} AS SELECT coalesce(c.name, c.domain_key, c.name_key, c.id_key) AS name, c.status IN ('active', 'paused') AS active, c.status = 'churned' AS churned,
      c.start, c.mrr, c.currency, c.expansion, s.account, s.fit, coalesce(s.segment, '') AS kind, s.segment, s.disqualified_by,
      CASE WHEN s.disqualified_by IS NOT NULL THEN 'disqualified' ELSE coalesce(s.level, 'unknown') END AS level
    FROM ${table} c
      LEFT JOIN (SELECT p."row", ${accountSql("s")} AS account, s.fit, s.level, s.segment, s.disqualified_by FROM customers_pairs p
        JOIN ${quoteIdentifier(of)} o ON o."row" = p.other JOIN (${scores}) s ON s.source = o.source AND s."key" = o."key"
        QUALIFY row_number() OVER (PARTITION BY p."row" ORDER BY CASE p.matched WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END, p.other) = 1) s ON s."row" = c.customer
    WHERE c.status IN ('active', 'paused', 'churned')`);
  return notes;
}

async function staysOf(database: Database): Promise<LevelStay[]> {
  const found = await database.rows<{ level: string; n: number; gone: number }>(
    `SELECT level, count(*) AS n, count(*) FILTER (churned) AS gone FROM ${TABLE} WHERE account IS NOT NULL GROUP BY level`,
  );
  return LEVELS.flatMap((level) => {
    const one = found.find((row) => row.level === level);
    if (one === undefined) return [];
    return [{ level, customers: one.n, left: one.gone, share: one.gone / one.n, interval: wilson(one.gone, one.n) }];
  });
}

async function kindsOf(database: Database): Promise<readonly Kind[]> {
  return database.rows<Kind>(
    `SELECT segment, currency, count(*) AS customers, median(mrr) AS usual, quantile_cont(mrr, 0.25) AS low, quantile_cont(mrr, 0.75) AS high,
       count(expansion) AS told, count(*) FILTER (expansion > 0) AS expanded
     FROM ${TABLE} WHERE active AND mrr > 0 AND segment IS NOT NULL AND level = 'high' GROUP BY segment, currency HAVING count(*) >= ${ENOUGH_OF_A_KIND}
     ORDER BY customers DESC, segment, currency`,
  );
}

async function lookAlikes(database: Database, kinds: readonly Kind[]): Promise<readonly LookAlike[]> {
  const found = await database.rows<ScoredCustomer>(
    `SELECT ${SHOWN} FROM ${TABLE} WHERE active AND level = 'high' AND segment IS NOT NULL AND mrr > 0 AND coalesce(expansion, 0) <= 0 ORDER BY mrr, customer`,
  );
  return found
    .flatMap((one) => {
      const kind = kinds.find(({ segment, currency }) => segment === one.segment && currency === one.currency);
      if (kind === undefined || kind.told < ENOUGH_OF_A_KIND || kind.expanded === 0 || one.mrr! >= kind.usual)
        return [];
      const { usual, customers, expanded, told } = kind;
      return [{ ...one, usual, of: { customers, expanded, told } }];
    })
    .sort((a, b) => a.mrr! / a.usual - b.mrr! / b.usual || (a.customer < b.customer ? -1 : 1));
}
