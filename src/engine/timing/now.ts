import { ACTIONS, type Action, trustIn } from "../../icp/action.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { timingIn } from "../../timing/default-events.ts";
import { csvCell, csvHeader } from "../../warehouse/csv-cell.ts";
import type { Database } from "../../warehouse/database.ts";
import { ALREADY, type Already, type AlreadyRows, alreadyCounts, alreadySql } from "../already/already.ts";
import { actionSql, timingLevelSql } from "./action-sql.ts";
import type { Activity, EventRows } from "./lay-activity.ts";

/** What the accounts of a scores file are to be met with, in figures. */
export interface NowCounts {
  /** Rows per action; those without one are in none. */
  readonly actions: Readonly<Partial<Record<Action, number>>>;
  /** Rows without an action because they are customers already, have a deal open, or have left; absent where no file tells. */
  readonly already?: Readonly<Partial<Record<Already, number>>>;
  /** Rows by timing, and the events behind it; null where none were given. */
  readonly timing: {
    readonly as_of: string | null;
    readonly high: number;
    readonly medium: number;
    readonly low: number;
    /** Rows at which somebody raised a hand lately. */
    readonly hand_raisers: number;
    readonly events: EventRows;
  } | null;
  /** What the actions rest on, each a sentence. */
  readonly notes: readonly string[];
}

/** SQL of the columns of timing and action beside a row of scores: `s` is the scores, `a` the activity where there is one. */
export interface NowSql {
  /** ` LEFT JOIN ... a ON ...`, or nothing. */
  readonly join: string;
  readonly timing: string;
  readonly reasons: string;
  readonly raised: string;
  readonly action: string;
  /** What the company is to us already; it has no action then. */
  readonly already: string;
}

/**
 * @param level SQL of the level of fit @param disqualified SQL of the disqualifier that applies @param row SQL of the row's number
 */
export function nowSql(
  document: IcpDocument,
  activity: Activity | null,
  { level, disqualified, row }: { readonly level: string; readonly disqualified: string; readonly row: string },
  rows: AlreadyRows | null = null,
): NowSql {
  const given = activity !== null;
  const timing = given ? "coalesce(a.timing, 0)" : "CAST(NULL AS INTEGER)";
  const nothing = "CAST(NULL AS VARCHAR)";
  const { join, already } = alreadySql(rows, row);
  const action = actionSql(document, level, timing, disqualified);
  return {
    join: `${join}${given ? ` LEFT JOIN ${quoteIdentifier(activity.table)} a ON a.__row = ${row}` : ""}`,
    timing,
    reasons: given ? "a.timing_reasons" : nothing,
    raised: given ? "a.hand_raised" : nothing,
    action: rows === null ? action : `CASE WHEN ${already} IS NULL THEN ${action} END`,
    already,
  };
}

/** Header and cells of timing and action as one text of CSV; and what a company is already, where files tell. */
export function nowLine(now: NowSql, told: boolean): readonly [header: string, cells: string] {
  const cells = [`CAST(${now.timing} AS VARCHAR)`, now.reasons, now.raised, now.action, ...(told ? [now.already] : [])];
  const names = [...NOW_NAMES, ...(told ? ["already"] : [])];
  return [names.map(csvHeader).join(","), cells.map(csvCell).join(" || ',' || ")];
}

/** Columns of a scores file, after the probabilities. */
export const NOW_NAMES = ["timing", "timing_reasons", "hand_raised", "action"] as const;

/** Counts what `nowSql` says of the rows of a table of scores. */
export async function countNow(
  database: Database,
  document: IcpDocument,
  activity: Activity | null,
  scores: string,
  already: AlreadyRows | null = null,
): Promise<NowCounts> {
  const by = { level: "s.level", disqualified: "s.disqualified_by", row: "s.__row" };
  const now = nowSql(document, activity, by, already);
  const found = await database.rows<{
    action: string | null;
    already: string | null;
    placed: string | null;
    rows: number;
    raised: number;
  }>(
    `SELECT action, already, placed, count(*) AS rows, count(raised) AS raised FROM (
      SELECT ${now.action} AS action, ${now.already} AS already, ${timingLevelSql(document, now.timing)} AS placed, ${now.raised} AS raised FROM ${quoteIdentifier(scores)} s${now.join}) GROUP BY ALL`,
  );
  const sum = (of: (one: (typeof found)[number]) => boolean): number =>
    found.filter(of).reduce((total, { rows }) => total + rows, 0);
  const counted = ACTIONS.map((action) => [action, sum((one) => one.action === action)] as const);
  const at = (level: string): number => sum((one) => one.placed === level);
  return {
    actions: Object.fromEntries(counted.filter(([, rows]) => rows > 0)),
    ...(already === null
      ? {}
      : { already: Object.fromEntries(ALREADY.map((what) => [what, sum((one) => one.already === what)])) }),
    timing:
      activity === null
        ? null
        : {
            as_of: activity.asOf,
            ...{ high: at("high"), medium: at("medium"), low: at("low") },
            hand_raisers: found.reduce((total, { raised }) => total + raised, 0),
            events: activity.rows,
          },
    notes: notesOf(document, activity),
  };
}

function notesOf(document: IcpDocument, activity: Activity | null): string[] {
  const trust = trustIn(document);
  if (trust === "none") return ["Without a score that separates there are no actions but for disqualifiers."];
  const provisional =
    trust === "provisional" ? ["The score is provisional: a low fit is nurtured, never suppressed."] : [];
  const alone = activity === null ? ["Without events the actions rest on fit alone (--events FILE adds timing)."] : [];
  return [...alone, ...provisional];
}

/** The file of the accounts by level of fit and of timing, for the page. */
export async function countCells(
  database: Database,
  document: IcpDocument,
  activity: Activity,
  { scores, file, already }: { readonly scores: string; readonly file: string; readonly already: AlreadyRows | null },
): Promise<NonNullable<ReturnType<typeof timingIn>["accounts"]>> {
  const by = { level: "s.level", disqualified: "s.disqualified_by", row: "s.__row" };
  const now = nowSql(document, activity, by, already);
  const found = await database.rows<{
    out: boolean;
    already: Already | null;
    level: string | null;
    placed: string;
    rows: number;
    active: number;
  }>(
    `SELECT s.disqualified_by IS NOT NULL AS out, ${now.already} AS already, s.level, ${timingLevelSql(document, now.timing)} AS placed, count(*) AS rows, count(*) FILTER (${now.timing} > 0) AS active
     FROM ${quoteIdentifier(scores)} s${now.join} GROUP BY ALL`,
  );
  const rows = (of: (one: (typeof found)[number]) => boolean): number =>
    found.filter(of).reduce((total, one) => total + one.rows, 0);
  const cells = (["high", "medium", "low", "unknown"] as const).flatMap((level) =>
    (["high", "medium", "low"] as const).map((timing) => ({
      level,
      timing,
      rows: rows((one) => !one.out && one.already === null && one.level === level && one.placed === timing),
    })),
  );
  return {
    file,
    as_of: activity.asOf!,
    rows: rows(() => true),
    active: found.reduce((total, { active }) => total + active, 0),
    cells,
    disqualified: rows((one) => one.out && one.already === null),
    ...(already === null ? {} : { already: alreadyCounts((what) => rows((one) => one.already === what)) }),
  };
}
