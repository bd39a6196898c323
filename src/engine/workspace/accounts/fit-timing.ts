import type { IcpDocument } from "../../../icp/document.ts";
import type { Database } from "../../../warehouse/database.ts";
import { INDEX } from "./lay-index.ts";

/** Accounts of a level of fit and of timing, and what to do with them; timing is null where no events are kept. */
export interface FitTimingCell {
  readonly level: string;
  readonly timing: string | null;
  readonly action: string | null;
  readonly accounts: number;
}

/** Every scored account once: in a cell, or beside them all. */
export interface FitTiming {
  readonly cells: readonly FitTimingCell[];
  readonly disqualified: number;
  /** Customers, open deals: nothing is to be done about them as accounts to win. */
  readonly already: number;
  readonly unscored: number;
}

/** Counts the scored accounts by level of fit and of timing. */
export async function countFitTiming(database: Database, { timing }: IcpDocument): Promise<FitTiming> {
  const high = Number(timing?.levels.high ?? 0);
  const medium = Number(timing?.levels.medium ?? 0);
  const level =
    timing === null
      ? "CAST(NULL AS VARCHAR)"
      : `CASE WHEN timing IS NULL THEN NULL WHEN timing >= ${high} THEN 'high' WHEN timing >= ${medium} THEN 'medium' ELSE 'low' END`;
  const rows = await database.rows<FitTimingCell & { readonly kind: string }>(
    `SELECT CASE WHEN already IS NOT NULL THEN 'already' WHEN disqualified_by IS NOT NULL THEN 'disqualified' WHEN level IS NULL THEN 'unscored' ELSE 'cell' END AS kind,
       level, ${level} AS timing, action, count(*) AS accounts
     FROM ${INDEX} GROUP BY ALL ORDER BY kind, level, timing NULLS LAST, action NULLS LAST`,
  );
  const of = (kind: string): number =>
    rows.filter((row) => row.kind === kind).reduce((sum, { accounts }) => sum + accounts, 0);
  return {
    cells: rows.filter(({ kind }) => kind === "cell").map(({ kind: _, ...cell }) => cell),
    disqualified: of("disqualified"),
    already: of("already"),
    unscored: of("unscored"),
  };
}
