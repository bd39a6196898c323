import type { Database } from "../../warehouse/database.ts";
import type { DealStates } from "../deal-states.ts";
import { matchCompanies } from "../match/match.ts";
import { CUSTOMER_ROWS } from "./customers.ts";
import { daysBefore } from "./days.ts";
import { addHits, BY_NAME } from "./hits.ts";

/** A lost deal rests this long. */
export const LOST_DAYS = 180;

/** Table of the pairs of batch rows and deals, with the deals' states. */
export const DEAL_ROWS = "filter_deals";

/** Finds the deals of the batch's companies. */
export async function findDeals(
  database: Database,
  keys: string,
  deals: readonly { readonly source: number; readonly states: DealStates }[],
): Promise<void> {
  const pairs: string[] = [];
  for (const { source, states } of deals) {
    const into = `filter_deals_${source}`;
    await matchCompanies(database, keys, 0, source, into);
    pairs.push(`SELECT m."row", m.matched, m.other, s.status, s.closed, s.created, coalesce(s.name, 'deal in row ' || m.other) AS name, s.owner, s.loss
      FROM ${into} m JOIN ${states.table} s ON s."row" = m.other`);
  }
  const none = `SELECT CAST(0 AS BIGINT) AS "row", '' AS matched, CAST(0 AS BIGINT) AS other, '' AS status, CAST(NULL AS DATE) AS closed, CAST(NULL AS DATE) AS created, '' AS name, '' AS owner, '' AS loss WHERE false`;
  await database.run(`CREATE TABLE ${DEAL_ROWS} AS ${[none, ...pairs].join(" UNION ALL ")}`);
}

/** Of several deals of a company the newest speaks. */
const NEWEST = `row_number() OVER (PARTITION BY "row" ORDER BY coalesce(closed, created) DESC NULLS LAST, other) AS turn, count(*) OVER (PARTITION BY "row") AS deals`;

function newest(where: string): string {
  return `(SELECT * FROM (SELECT *, ${NEWEST} FROM ${DEAL_ROWS} WHERE ${where}) WHERE turn = 1)`;
}

/** Reasons `open_deal`, `lost_recently`, and `customer` by a won deal where no list of customers knows the company. */
export async function dealHits(database: Database, asOf: string | null): Promise<void> {
  const owner = `CASE WHEN owner IS NULL THEN '' ELSE ' of ' || owner END`;
  const others = `CASE WHEN deals > 1 THEN ' and ' || (deals - 1) || ' more' ELSE '' END`;
  await addHits(
    database,
    "open_deal",
    `SELECT "row", 'open deal "' || name || '"' || ${owner} || ${others} || ${BY_NAME} AS reason, name AS deal, owner, matched FROM ${newest("status = 'open'")}`,
  );
  await addHits(
    database,
    "customer",
    `SELECT "row", 'customer: won "' || name || '"' || CASE WHEN closed IS NULL THEN '' ELSE ' on ' || closed END || ${BY_NAME} AS reason, name AS deal, owner,
     CAST(closed AS VARCHAR) AS since, matched FROM ${newest(`status = 'won' AND "row" NOT IN (SELECT "row" FROM ${CUSTOMER_ROWS})`)}`,
  );
  if (asOf === null) return;
  const why = `CASE WHEN loss IS NULL THEN '' ELSE ' (' || loss || ')' END`;
  await addHits(
    database,
    "lost_recently",
    `SELECT "row", 'lost "' || name || '" on ' || closed || ${why} || ${daysBefore("closed", asOf)} || ${BY_NAME} AS reason, name AS deal, owner, matched
     FROM ${newest(`status = 'lost' AND closed > DATE '${asOf}' - ${LOST_DAYS} AND closed <= DATE '${asOf}'`)}`,
  );
}
