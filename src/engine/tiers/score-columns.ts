import type { ScoreProgram } from "../../compile/program.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { idColumns } from "../headers.ts";
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

/** Lays the tiers of scores. */
export async function tierRows(
  database: Database,
  document: IcpDocument,
  program: ScoreProgram,
  view: string,
  table: RawTable,
  request: TierRequest,
): Promise<TierColumns> {
  const into = `${table.table}_tiers`;
  const columns = new Set(program.columns.map(({ name }) => name));
  const p = columns.has("p_win") ? "p_win" : "p_goal";
  const id = idColumns(table.columns)[0] ?? null;
  const summary = await layTiers(database, document, { view, columns, id, p }, into, request);
  return { table: into, names: ["tier", "rank", ...(request.control > 0 ? ["control"] : [])], summary };
}

/** The columns of the scores with those of tiers before the points. */
export function withTierNames(names: readonly string[], tiers: TierColumns | null): readonly string[] {
  if (tiers === null) return names;
  const points = names.findIndex((name) => name.startsWith("points_"));
  const at = points < 0 ? names.length : points;
  return [...names.slice(0, at), ...tiers.names, ...names.slice(at)];
}

/** Query of the row, the ids and an SQL expression over the columns of the scores and the tiers. */
export function withTiers(
  view: string,
  ids: readonly string[],
  { table, names }: TierColumns,
  name: string,
  sql: string,
): string {
  const kept = ['"__row"', ...ids.map(quoteIdentifier)].join(", ");
  const own = names.map((one) => `t.${quoteIdentifier(one)}`).join(", ");
  return `SELECT ${kept}, ${sql} AS ${quoteIdentifier(name)} FROM (SELECT v.*, ${own} FROM ${quoteIdentifier(view)} v LEFT JOIN ${quoteIdentifier(table)} t USING ("__row"))`;
}
