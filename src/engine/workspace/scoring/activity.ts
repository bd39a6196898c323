import type { IcpDocument } from "../../../icp/document.ts";
import type { RawTable } from "../../../ingest/facts.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoresSql } from "../../../warehouse/kept/scores.ts";
import { rawName } from "../../../warehouse/kept/source.ts";
import { layGivenLists } from "../../timing/given-events.ts";
import type { ScoredSource } from "./fit.ts";

/** Working table of how active accounts are: `source`, `key`, and `NOW`. */
export const FRESH_NOW = "scores_fresh_now";
export const NOW = ["timing", "timing_reasons", "hand_raised"] as const;

/** Adds up what events count at the accounts of each source; gives the ISO day it is looked at from. */
export async function layActivities(
  database: Database,
  document: IcpDocument,
  scored: readonly ScoredSource[],
  given: { readonly tables: readonly RawTable[]; readonly options: IngestOptions; readonly asOf: string | null },
): Promise<string | null> {
  const columns = NOW.map((name) => `a.${name}`).join(", ");
  const activities = await layGivenLists(
    database,
    document,
    scored.map(({ raw }) => raw),
    given,
  );
  const selects = scored.map(
    ({ source }, i) =>
      `SELECT ${quoteText(source.source)} AS source, k.__key AS "key", ${columns} FROM ${quoteIdentifier(activities[i]!.table)} a JOIN ${rawName(source)} k ON k.__seq = a.__row`,
  );
  await database.run(`CREATE TABLE ${FRESH_NOW} AS ${selects.join(" UNION ALL ")}`);
  return activities[0]!.asOf;
}

/** The same where another version has it already of the same accounts, events and day. */
export async function copyActivities(
  database: Database,
  { version, run }: { readonly version: string; readonly run: number },
): Promise<void> {
  await database.run(
    `CREATE TABLE ${FRESH_NOW} AS SELECT source, "key", ${NOW.join(", ")} FROM (${scoresSql(version, "now", run)})`,
  );
}
