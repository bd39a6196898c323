import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { parseIcp } from "../../icp/parse.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { type Version, versionInForce } from "../../store/versions.ts";
import type { Database } from "../../warehouse/database.ts";
import { requireScores, scoreColumns, scoresSql } from "../../warehouse/kept/scores.ts";
import { actionSql } from "../timing/action-sql.ts";
import { newestRun } from "./visible.ts";
import type { Workspace } from "./workspace.ts";

/** The scores that everybody works with. */
export interface Current {
  readonly version: Omit<Version, "document">;
  readonly document: IcpDocument;
  /** The run up to which they go. */
  readonly run: number;
  /** Columns of the score, as in a file of scores. */
  readonly columns: readonly string[];
  /** Query of `source`, `key`, `run` (that wrote the score), the columns of the score, `timing`, `timing_reasons`, `hand_raised` (NULL without events) and `action`. */
  readonly sql: string;
}

/**
 * The scores in force of a profile, as a query over the kept tables.
 *
 * @throws InputError where no version is in force
 */
export async function currentScores(workspace: Workspace, database: Database, icp: string): Promise<Current> {
  const inForce = await versionInForce(workspace.store.db, icp);
  if (inForce === null)
    throw new InputError(`no version of ${icp} is in force: openicp build makes one, openicp publish approves it`);
  return scoresOf(workspace, database, inForce);
}

/** The same for any version that was scored. */
export async function scoresOf(
  workspace: Workspace,
  database: Database,
  { document: text, ...version }: Version,
): Promise<Current> {
  const run = await newestRun(workspace.store.db, version.id);
  const columns = await requireScores(database, version.id);
  if (run === null)
    throw new InputError(`version ${version.number} of ${version.icp} has no scores yet: openicp score`);
  const { document } = parseIcp(text, `version ${version.number}`);
  const hasNow = (await scoreColumns(database, version.id, "now")) !== null;
  const timing = hasNow ? "coalesce(n.timing, 0)" : "CAST(NULL AS INTEGER)";
  const said = hasNow
    ? "n.timing_reasons, n.hand_raised"
    : "CAST(NULL AS VARCHAR) AS timing_reasons, CAST(NULL AS VARCHAR) AS hand_raised";
  const action = actionSql(document, "s.level", timing, "s.disqualified_by");
  const shown = columns.map((name) => `s.${quoteIdentifier(name)}`).join(", ");
  const join = hasNow
    ? ` LEFT JOIN (${scoresSql(version.id, "now", run)}) n ON n.source = s.source AND n."key" = s."key"`
    : "";
  const sql = `SELECT s.source, s."key", s.run, ${shown}, ${timing} AS timing, ${said}, ${action} AS action FROM (${scoresSql(version.id, "fit", run)}) s${join}`;
  return { version, document, run, columns, sql };
}
