import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { copyToCsv } from "../../warehouse/files/write.ts";
import { keptSources, rawName } from "../../warehouse/kept/source.ts";
import { safeCell } from "../../warehouse/safe-cell.ts";
import { idColumns } from "../headers.ts";
import { alreadyKept } from "./already.ts";
import { currentScores } from "./current.ts";
import type { Workspace } from "./workspace.ts";

/** Columns whose words come from a file or from a person. */
const WRITTEN: ReadonlySet<string> = new Set(["key", "segment", "disqualified_by", "watch_out"]);

/**
 * Writes the scores in force as a file, a row per account: `source` and `key`, the account's own ids, the score, timing and action, then the
 * points. Who is a customer already, has a deal open or has left has no action, and `already` says so. Whole or not at all. Gives the rows written.
 *
 * @param raw leaves cells that a spreadsheet would run as a formula as they are
 */
export async function writeCurrent(workspace: Workspace, icp: string, out: string, raw: boolean): Promise<number> {
  const database = await workspace.warehouse.work();
  try {
    const { document, sql: scores, columns } = await currentScores(workspace, database, icp);
    const kept = await keptSources(database);
    const already = await alreadyKept(database, document, kept);
    const sql =
      already === null
        ? scores
        : `SELECT s.* REPLACE (CASE WHEN y.already IS NULL THEN s.action END AS action), y.already FROM (${scores}) s LEFT JOIN (${already}) y ON y.source = s.source AND y."key" = s."key"`;
    const sources = kept.filter(({ role }) => role === "accounts" || role === "universe");
    const ids = [...new Set(sources.flatMap((source) => idColumns(source.columns)))];
    const rows = sources.map((source) => {
      const own = new Set(source.columns);
      const cells = ids.map((id, i) => `${own.has(id) ? quoteIdentifier(id) : "CAST(NULL AS VARCHAR)"} AS id_${i}`);
      return `SELECT ${[`${quoteText(source.source)} AS source`, '__key AS "key"', "__seq AS seq", ...cells].join(", ")} FROM ${rawName(source)} WHERE __nth = 1`;
    });
    const isPoints = (name: string): boolean => name.startsWith("points_");
    const score = columns.filter((name) => !isPoints(name));
    const told = already === null ? [] : ["already"];
    const now = ["timing", "timing_reasons", "hand_raised", "action", ...told];
    const shown = [...score, ...now, ...columns.filter(isPoints)];
    const text = (sql: string, name: string): string => (raw ? sql : `${safeCell(sql)} AS ${quoteIdentifier(name)}`);
    const cell = (name: string): string => {
      const own = `s.${quoteIdentifier(name)}`;
      return WRITTEN.has(name) ? text(own, name) : own;
    };
    const taken = new Set(["source", "key", ...shown].map((name) => name.toLowerCase()));
    const idName = (id: string): string => (taken.has(id.toLowerCase()) ? `account_${id}` : id);
    const idCells = ids.map(
      (id, i) => `${raw ? `k.id_${i}` : safeCell(`k.id_${i}`)} AS ${quoteIdentifier(idName(id))}`,
    );
    const cells = [cell("source"), cell("key"), ...idCells, ...shown.map(cell)].join(", ");
    const select = `SELECT ${cells} FROM (${sql}) s JOIN (${rows.join(" UNION ALL ")}) k ON k.source = s.source AND k."key" = s."key"`;
    await copyToCsv(database, `${select} ORDER BY s.source, k.seq`, out);
    return await database.value<number>(`SELECT count(*) FROM (${sql})`);
  } finally {
    database.close();
  }
}
