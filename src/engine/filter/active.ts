import type { IcpDocument } from "../../icp/document.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { timingIn } from "../../timing/default-events.ts";
import type { Database } from "../../warehouse/database.ts";
import { eventWords } from "../timing/event-words.ts";
import { layGiven } from "../timing/given-events.ts";
import type { Activity } from "../timing/lay-activity.ts";
import { nowSql } from "../timing/now.ts";
import { DROPPED } from "./decide.ts";
import type { Read } from "./read.ts";
import type { KeptNow } from "./written.ts";

/** How active the companies of the batch are; null without events. */
export function batchActivity(
  database: Database,
  document: IcpDocument,
  { batch, events }: Read,
  options: IngestOptions,
): Promise<Activity | null> {
  return layGiven(database, document, batch.raw, { tables: events, options, asOf: options.asOf });
}

/** SQL on a row of scores: its timing is not high. */
export function notActive(document: IcpDocument, activity: Activity | null): string {
  if (activity === null) return "true";
  const { high } = timingIn(document).levels;
  return `__row NOT IN (SELECT __row FROM ${quoteIdentifier(activity.table)} WHERE timing >= ${high})`;
}

/** Timing and action of the rows that are kept; `b` is the batch, `s` its scores. */
export function keptNow(document: IcpDocument, activity: Activity | null): KeptNow {
  if (activity === null) return { join: "", columns: [] };
  const now = nowSql(document, activity, { level: "s.level", disqualified: "s.disqualified_by", row: "b.__row" });
  return {
    join: now.join,
    columns: [
      [now.timing, "timing"],
      [now.reasons, "timing_reasons"],
      [now.raised, "hand_raised"],
      [now.action, "action"],
    ],
  };
}

/** What is to be said of the events, and of rows that they keep. */
export async function activeNotes(
  database: Database,
  document: IcpDocument,
  activity: Activity | null,
  { scores, below }: { readonly scores: string; readonly below: number | null },
): Promise<string[]> {
  if (activity === null) return [];
  const told = `${eventWords(activity)}.`;
  if (below === null) return [told];
  const kept = await database.value<number>(
    `SELECT count(*) FROM ${quoteIdentifier(scores)} WHERE fit < ${below} AND level <> 'unknown' AND NOT (${notActive(document, activity)}) AND __row NOT IN (SELECT "row" FROM ${DROPPED})`,
  );
  const rows = `${kept.toLocaleString("en-US")} ${kept === 1 ? "row" : "rows"}`;
  return kept === 0
    ? [told]
    : [
        told,
        `${rows} below fit ${below} ${kept === 1 ? "is" : "are"} kept because much is happening there: a person should check.`,
      ];
}
