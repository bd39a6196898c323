import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** Why a row is dropped, in the order in which the first is named. */
export const REASONS = [
  { code: "empty", label: "empty row" },
  { code: "disqualifier", label: "disqualified" },
  { code: "customer", label: "customer" },
  { code: "open_deal", label: "open deal" },
  { code: "churned", label: "churned customer" },
  { code: "free_tier", label: "free tier only" },
  { code: "competitor", label: "competitor" },
  { code: "partner", label: "partner" },
  { code: "excluded", label: "on the exclude list" },
  { code: "lost_recently", label: "lost within 180 days" },
  { code: "contacted_recently", label: "contacted within 90 days" },
  { code: "opted_out", label: "opted out" },
  { code: "bounced", label: "address bounces" },
  { code: "low_fit", label: "low fit" },
] as const;

export type ReasonCode = (typeof REASONS)[number]["code"];

/** Table of the reasons that apply to rows of the batch. */
export const HITS = "filter_hits";

/** Creates the empty table of reasons. */
export async function createHits(database: Database): Promise<void> {
  await database.run(
    `CREATE TABLE ${HITS} ("row" BIGINT, place INTEGER, code VARCHAR, reason VARCHAR, deal VARCHAR, owner VARCHAR, since VARCHAR, matched VARCHAR)`,
  );
}

/**
 * Adds a reason to the rows that a query gives. Of several lines for a row the first by `reason` counts.
 *
 * @param select query with `row`, `reason`, and what it knows of `deal`, `owner`, `since`, `matched` (any others NULL)
 */
export async function addHits(database: Database, code: ReasonCode, select: string): Promise<void> {
  const order = REASONS.findIndex((reason) => reason.code === code);
  const place = await database.value<number>(
    `SELECT coalesce(max(place) FILTER (code = ${quoteText(code)}), ${order * 100}) + 1 FROM ${HITS}`,
  );
  await database.run(`INSERT INTO ${HITS} BY NAME
    SELECT * EXCLUDE (turn), ${place} AS place, ${quoteText(code)} AS code FROM (
      SELECT *, row_number() OVER (PARTITION BY "row" ORDER BY reason) AS turn FROM (${select}) AS found) WHERE turn = 1`);
}

/** SQL: what follows a reason that rests on a name alone. */
export const BY_NAME = `CASE WHEN matched = 'name' THEN ' (by name)' ELSE '' END`;
