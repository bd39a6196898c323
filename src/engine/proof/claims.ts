import { LEAST_KNOWN } from "../../build/check.ts";
import { toSql } from "../../compile/sql.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import { acvClaim, type Claim, cycleClaim, retentionClaim, winRateClaim } from "../../proof/claim.ts";
import { ratioProven } from "../../proof/ratio.ts";
import { retentionProven } from "../../proof/retention.ts";
import { winRateProven, wonByLevel } from "../../proof/win-rate.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import type { Database } from "../../warehouse/database.ts";

/** Ratios of days and of money from which a difference is worth having. */
const SOONER = 0.8;
const MORE = 1.25;
/** Slowest deals that are named. */
const MOST_STALLED = 5;

/** Deals with a known level. */
interface Scored {
  readonly level: Uint8Array;
  readonly p: Float64Array;
  readonly y: Uint8Array;
  readonly account: Int32Array;
  readonly cycle: Float64Array;
  readonly amount: Float64Array;
  readonly row: Float64Array;
}

/**
 * What deals that the profile has not seen say of its four promises. Deals of too little known fit take no part; retention is told where
 * customers' files were given.
 *
 * @param where SQL boolean on `d`, a row of the facts: deals that count
 */
export async function claimsOf(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  columns: ReadonlyMap<string, string>,
  where: string,
): Promise<readonly Claim[]> {
  const scores = toSql(document, duckdb, { table: facts.table, idColumns: ["deal"], columns });
  return claimsBy(database, document, facts, scores, where);
}

/**
 * The same by scores that are there already.
 *
 * @param scores query of `deal`, `fit`, `p_win` and `known`
 */
export async function claimsBy(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  scores: string,
  where: string,
): Promise<readonly Claim[]> {
  const { high, medium } = document.scorecard.levels;
  const level = `CASE WHEN s.fit >= ${high} THEN 2 WHEN s.fit >= ${medium} THEN 1 ELSE 0 END`;
  const known = `s.known >= ${LEAST_KNOWN}`;
  const [levels, p, y, account, cycle, amount, row] = await database.numbers(
    `SELECT ${level}, s.p_win, d.y, d.account, d.cycle, d.amount, d."row" FROM (${scores}) s JOIN ${facts.table} d ON d.deal = s.deal
     WHERE ${where} AND ${known} ORDER BY d.deal`,
  );
  const deals = {
    level: Uint8Array.from(levels!),
    p: p!,
    y: Uint8Array.from(y!),
    account: Int32Array.from(account!),
    cycle: cycle!,
    amount: amount!,
    row: row!,
  };
  const top = deals.level.map((one) => (one === 2 ? 1 : 0));
  const won = (of: Float64Array) => of.map((value, i) => (deals.y[i] === 1 ? value : Number.NaN));
  const paid = won(deals.amount).map((value) => (value > 0 ? value : Number.NaN));
  const values = (of: Float64Array) => ({ of, high: top, account: deals.account });
  const kept =
    facts.customersTable === null ? [] : [await retained(database, facts, facts.customersTable, scores, level, known)];
  return [
    winRateClaim(winRateProven(deals), wonByLevel(deals)),
    cycleClaim(ratioProven(values(won(deals.cycle)), "smaller", SOONER), stalled(deals)),
    acvClaim(ratioProven(values(paid), "larger", MORE)),
    ...kept,
  ];
}

function stalled({ level, y, cycle, row }: Scored): string[] {
  return Array.from(level.keys())
    .filter((i) => level[i] === 2 && y[i] === 1 && cycle[i]! > 0)
    .sort((a, b) => cycle[b]! - cycle[a]! || a - b)
    .slice(0, MOST_STALLED)
    .map((i) => `row ${row[i]} (${cycle[i]} days)`);
}

/** A profile of who is won has learned nothing of who stays: every customer with a deal in the file counts, at the level of its newest deal. */
async function retained(
  database: Database,
  facts: Facts,
  customers: string,
  scores: string,
  level: string,
  known: string,
): Promise<Claim> {
  const asOf = facts.customers?.asOf ?? facts.evidence.asOf;
  const end = asOf === null ? `c."end"` : `coalesce(c."end", DATE '${asOf}')`;
  const [days, left, levels] = await database.numbers(
    `SELECT date_diff('day', c.start, ${end}) AS days, (c.status = 'churned')::INTEGER, n.level
     FROM ${customers} c JOIN (SELECT d.account, arg_max(${level}, d.deal) AS level FROM (${scores}) s JOIN ${facts.table} d ON d.deal = s.deal
       WHERE ${known} GROUP BY d.account) n ON n.account = c.account
     WHERE c.status IN ('active', 'paused', 'churned') AND c.start IS NOT NULL AND (c.status <> 'churned' OR c."end" IS NOT NULL) AND ${end} >= c.start
     ORDER BY c.customer`,
  );
  return retentionClaim(
    retentionProven({
      days: days!,
      left: Uint8Array.from(left!),
      high: Uint8Array.from(levels!, (one) => (one === 2 ? 1 : 0)),
    }),
  );
}
