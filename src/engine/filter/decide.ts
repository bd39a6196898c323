import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { LevelCounts } from "../tally.ts";
import { HITS, REASONS, type ReasonCode } from "./hits.ts";

/** Table with one line per dropped row: `row`, the first reason (`code`, `reason`, `deal`, `owner`, `since`, `matched`) and `also`, the other codes. */
export const DROPPED = "filter_dropped";

/** Decides every row: the first reason that applies, and all others beside it. */
export async function decide(database: Database): Promise<void> {
  await database.run(`CREATE TABLE ${DROPPED} AS
    WITH one AS (SELECT *, row_number() OVER (PARTITION BY "row" ORDER BY place) AS turn FROM (
      SELECT * FROM ${HITS} QUALIFY row_number() OVER (PARTITION BY "row", code ORDER BY place) = 1)),
    others AS (SELECT "row", string_agg(code, '; ' ORDER BY place) AS also FROM one WHERE turn > 1 GROUP BY "row")
    SELECT one."row", code, reason, also, deal, owner, since, matched FROM one LEFT JOIN others ON others."row" = one."row" WHERE turn = 1`);
}

/** Rows dropped for a reason. */
export interface ReasonRows {
  readonly code: ReasonCode;
  readonly label: string;
  readonly rows: number;
}

/** Rows per first reason, in the order of the reasons, none that is empty. */
export async function countReasons(database: Database): Promise<readonly ReasonRows[]> {
  const found = await database.rows<{ code: string; n: number }>(
    `SELECT code, count(*) AS n FROM ${DROPPED} GROUP BY code`,
  );
  return REASONS.flatMap(({ code, label }) => {
    const rows = found.find((one) => one.code === code)?.n ?? 0;
    return rows === 0 ? [] : [{ code, label, rows }];
  });
}

/** Rows per level among the kept. */
export async function keptLevels(database: Database, scores: string): Promise<LevelCounts> {
  const found = await database.rows<{ level: string | null; n: number }>(
    `SELECT level, count(*) AS n FROM ${quoteIdentifier(scores)} WHERE __row NOT IN (SELECT "row" FROM ${DROPPED}) GROUP BY level`,
  );
  const of = (level: string): number => found.find((one) => one.level === level)?.n ?? 0;
  const rows = found.reduce((sum, { n }) => sum + n, 0);
  return { rows, high: of("high"), medium: of("medium"), low: of("low"), unknown: of("unknown") };
}
