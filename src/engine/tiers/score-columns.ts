import type { ScoreProgram } from "../../compile/program.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { AlreadyRows } from "../already/already.ts";
import { idColumns } from "../headers.ts";
import type { Activity } from "../timing/lay-activity.ts";
import { nowSql } from "../timing/now.ts";
import { layTiers, type TierSummary } from "./lay-tiers.ts";
import type { TierRequest } from "./request.ts";

/** Column of the scores that criteria look at. */
export const WATCH_OUT = "watch_out";

/** The tiers as columns of a file of scores. */
export interface TierColumns {
  readonly table: string;
  readonly names: readonly string[];
  readonly summary: TierSummary;
}

/** What the scores were made by. */
interface Scored {
  readonly document: IcpDocument;
  readonly program: ScoreProgram;
  readonly activity: Activity | null;
  readonly already: AlreadyRows | null;
}

/** Lays the tiers of scores, ranked by what to do with each account and, where events were given, how active it is. */
export async function tierRows(
  database: Database,
  { document, program, activity, already }: Scored,
  view: string,
  table: RawTable,
  request: TierRequest,
): Promise<TierColumns> {
  const into = `${table.table}_tiers`;
  const by = { level: "s.level", disqualified: "s.disqualified_by", row: `s."__row"` };
  const now = nowSql(document, activity, by, already);
  const ranked = `${into}_now`;
  await database.run(
    `CREATE VIEW ${ranked} AS SELECT s.*, ${now.timing} AS timing, ${now.action} AS action, ${now.already} AS already FROM ${quoteIdentifier(view)} s${now.join}`,
  );
  const columns = new Set([
    ...program.columns.map(({ name }) => name),
    "action",
    "already",
    ...(activity === null ? [] : ["timing"]),
  ]);
  const p = columns.has("p_win") ? "p_win" : "p_goal";
  const id = idColumns(table.columns)[0] ?? null;
  const summary = await layTiers(database, document, { view: ranked, columns, id, p }, into, request);
  return { table: into, names: ["tier", "rank", ...(request.control > 0 ? ["control"] : [])], summary };
}

/** Query of the row, the ids and some SQL expressions over the columns of the scores and the tiers. */
export function withTiers(
  view: string,
  ids: readonly string[],
  { table, names }: TierColumns,
  columns: readonly (readonly [name: string, sql: string])[],
): string {
  const kept = ['"__row"', ...ids.map(quoteIdentifier)];
  const made = columns.map(([name, sql]) => `${sql} AS ${quoteIdentifier(name)}`);
  const own = names.map((one) => `t.${quoteIdentifier(one)}`).join(", ");
  return `SELECT ${[...kept, ...made].join(", ")} FROM (SELECT v.*, ${own} FROM ${quoteIdentifier(view)} v LEFT JOIN ${quoteIdentifier(table)} t USING ("__row"))`;
}
