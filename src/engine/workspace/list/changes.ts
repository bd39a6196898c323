import type { IcpDocument } from "../../../icp/document.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoreColumns, scoresSql } from "../../../warehouse/kept/scores.ts";
import { DEAL_ROWS } from "../../filter/deals.ts";
import { DROPPED } from "../../filter/decide.ts";
import type { Current } from "../current.ts";
import { OUTSIDE, OUTSIDE_REASON } from "./lay-outside.ts";
import { accountSql, SCORES } from "./lay-places.ts";
import type { LastMade } from "./spec.ts";

/** An account then, when the list was made last, and now. */
export interface Change {
  readonly account: string;
  /** It had a score then, it has one now. */
  readonly was: boolean;
  readonly is: boolean;
  readonly fit_was: number | null;
  readonly fit: number | null;
  readonly level_was: string | null;
  readonly level: string | null;
  readonly disqualified_was: string | null;
  readonly disqualified: string | null;
  readonly timing_was: number | null;
  readonly timing: number | null;
  /** The attribute whose points changed most in the direction of the fit: `Industry +12`. */
  readonly attribute: string | null;
  /** Why it is left out now. */
  readonly code: string | null;
  readonly reason: string | null;
  /** A lost deal that has rested long enough: its name and day. */
  readonly rested: string | null;
}

/** What became of accounts since a list was made last, told from the history of the scores. */
export async function changesOf(
  database: Database,
  accounts: readonly string[],
  { document, columns, sql }: Pick<Current, "document" | "columns" | "sql">,
  made: LastMade | null,
): Promise<ReadonlyMap<string, Change>> {
  if (accounts.length === 0) return new Map();
  await database.create("list_moved", [{ name: "account", type: "VARCHAR", values: [...accounts] }]);
  const points = columns.filter((name) => name.startsWith("points_"));
  const before = made === null ? null : await beforeSql(database, made, points);
  const now = `SELECT ${accountSql("s")} AS account, s.* FROM (${sql}) s`;
  const was =
    before ??
    `SELECT CAST(NULL AS VARCHAR) AS account, 0 AS fit, '' AS level, '' AS disqualified_by, 0 AS timing${points.map((name) => `, 0 AS ${quoteIdentifier(name)}`).join("")} WHERE false`;
  const deltas = points.map(
    (name) => `coalesce(n.${quoteIdentifier(name)}, 0) - coalesce(w.${quoteIdentifier(name)}, 0)`,
  );
  const found = await database.rows<Change>(
    `SELECT m.account, w.account IS NOT NULL AS was, n.account IS NOT NULL AS "is", w.fit AS fit_was, n.fit, w.level AS level_was, n.level,
       w.disqualified_by AS disqualified_was, n.disqualified_by AS disqualified, w.timing AS timing_was, n.timing, ${mostSql(document, points, deltas)} AS attribute,
       coalesce(CASE WHEN o.__row IS NOT NULL THEN ${quoteText(OUTSIDE_REASON.code)} END, d.code) AS code, coalesce(o.reason, d.reason) AS reason, r.rested
     FROM list_moved m LEFT JOIN (${was}) w ON w.account = m.account LEFT JOIN (${now}) n ON n.account = m.account
       LEFT JOIN ${SCORES} s ON s.account = m.account LEFT JOIN ${DROPPED} d ON d."row" = s.__row LEFT JOIN ${OUTSIDE} o ON o.__row = s.__row
       LEFT JOIN (SELECT "row", '"' || arg_max(name, closed) || '" lost on ' || max(closed) AS rested FROM ${DEAL_ROWS} WHERE status = 'lost' AND closed IS NOT NULL GROUP BY "row") r
         ON r."row" = s.__row`,
  );
  return new Map(found.map((one) => [one.account, one]));
}

/** The scores as they were when the list was made last; null where they are there no longer. */
async function beforeSql(
  database: Database,
  { version, run }: LastMade,
  points: readonly string[],
): Promise<string | null> {
  const there = await scoreColumns(database, version, "fit");
  if (there === null) return null;
  const hasNow = (await scoreColumns(database, version, "now")) !== null;
  const timing = hasNow ? "coalesce(t.timing, 0)" : "CAST(NULL AS INTEGER)";
  const join = hasNow
    ? ` LEFT JOIN (${scoresSql(version, "now", run)}) t ON t.source = f.source AND t."key" = f."key"`
    : "";
  const own = points.map(
    (name) => `${there.includes(name) ? `f.${quoteIdentifier(name)}` : "0"} AS ${quoteIdentifier(name)}`,
  );
  return `SELECT ${[`${accountSql("f")} AS account, f.fit, f.level, f.disqualified_by, ${timing} AS timing`, ...own].join(", ")} FROM (${scoresSql(version, "fit", run)}) f${join}`;
}

/** SQL text: the attribute that moved the fit most. */
function mostSql(document: IcpDocument, points: readonly string[], deltas: readonly string[]): string {
  if (points.length === 0) return "CAST(NULL AS VARCHAR)";
  const labelOf = (name: string): string => {
    const own = name.slice("points_".length);
    return document.attributes.find((one) => one.name === own)?.label ?? own;
  };
  const of = (extreme: string): string =>
    `CASE ${points.map((name, i) => `WHEN ${deltas[i]} = ${extreme} THEN ${quoteText(`${labelOf(name)} `)} || printf('%+d', (${deltas[i]})::INTEGER)`).join(" ")} END`;
  const all = deltas.join(", ");
  return `CASE WHEN n.fit > w.fit THEN ${of(`greatest(${all})`)} WHEN n.fit < w.fit THEN ${of(`least(${all})`)} END`;
}
