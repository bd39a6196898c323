import { compileIcp, type ScoreProgram } from "../compile/program.ts";
import type { IcpDocument } from "../icp/document.ts";
import { maskPersonal } from "../ingest/personal.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { and, isNull, not, ref } from "../sql/expr.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type OutputColumn, printSelect } from "../sql/select.ts";
import type { Database } from "../warehouse/database.ts";

/** Rows per level; all zero but `rows` where there is no scorecard. */
export interface LevelCounts {
  readonly rows: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly unknown: number;
}

/** How much of a column says something that the build never saw. */
export interface UnseenShare {
  readonly attribute: string;
  readonly label: string;
  readonly share: number;
  /** The commonest such values, ten at most. */
  readonly commonest: readonly string[];
}

/** Query over a raw table that gives the level and, per attribute k, `band_k` (index, NULL when not known) and `value_k` (normalised). */
function bandsSql(document: IcpDocument, table: string, columns: ReadonlyMap<string, string>): string {
  const program = compileIcp(document, columns);
  const level = program.columns.find((c) => c.name === "level")!;
  const own = program.reasons.flatMap((r, k) => [
    { name: `band_${k}`, expr: ref(r.band) },
    { name: `value_${k}`, expr: ref(r.value) },
  ]);
  return printSelect({ table, keep: [], steps: program.steps, columns: [level, ...own] }, duckdb);
}

/** Counts the rows of a query with a column `level` per level. */
export async function countLevels(database: Database, from: string): Promise<LevelCounts> {
  const found = await database.rows<{ level: string | null; n: number }>(
    `SELECT level, count(*) AS n FROM ${from} GROUP BY level`,
  );
  const of = (level: string): number => found.find((f) => f.level === level)?.n ?? 0;
  return {
    rows: found.reduce((a, f) => a + f.n, 0),
    high: of("high"),
    medium: of("medium"),
    low: of("low"),
    unknown: of("unknown"),
  };
}

/** Counts the rows of a raw table per level. */
export async function levelCounts(
  database: Database,
  document: IcpDocument,
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<LevelCounts> {
  return countLevels(database, `(${bandsSql(document, table, columns)})`);
}

/** Rows per band of one attribute; the last entry counts rows whose value is missing or was never seen. */
export async function bandCounts(
  database: Database,
  document: IcpDocument,
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<number[][]> {
  const sql = bandsSql(document, table, columns);
  const out: number[][] = [];
  for (const [k, attribute] of document.scorecard.attributes.entries()) {
    const found = await database.rows<{ band: number | null; n: number }>(
      `SELECT band_${k} AS band, count(*) AS n FROM (${sql}) GROUP BY 1`,
    );
    const counts = new Array<number>(attribute.bands.length + 1).fill(0);
    for (const { band, n } of found) counts[band ?? attribute.bands.length] = n;
    out.push(counts);
  }
  return out;
}

/** Name of the column that says whether attribute k of the scorecard has a value that no band knows. */
export function unseenName(k: number): string {
  return `unseen_${k}`;
}

/** Result columns `unseen_k`, one per attribute of the scorecard. */
export function unseenColumns(program: ScoreProgram): OutputColumn[] {
  return program.reasons.map((r, k) => ({
    name: unseenName(k),
    expr: and(isNull(ref(r.band)), not(isNull(ref(r.value)))),
  }));
}

/**
 * Per attribute of the scorecard the share of rows with a known value that no band knows, above zero only, with its commonest values.
 *
 * @param tables the scores (with `unseen_k`) and the raw rows they came from
 */
export async function unseenShares(
  database: Database,
  document: IcpDocument,
  tables: { readonly scores: string; readonly raw: string },
  columns: ReadonlyMap<string, string>,
): Promise<UnseenShare[]> {
  const out: UnseenShare[] = [];
  const parts = document.scorecard.attributes.map((_, k) => `count(*) FILTER (${unseenName(k)}) AS u${k}`);
  if (parts.length === 0) return out;
  const [counts] = await database.rows<Record<string, number>>(
    `SELECT count(*) AS rows, ${parts.join(", ")} FROM ${quoteIdentifier(tables.scores)}`,
  );
  for (const [k, { attribute }] of document.scorecard.attributes.entries()) {
    const unseen = counts![`u${k}`]!;
    if (unseen === 0) continue;
    const { label, source } = document.attributes.find((a) => a.name === attribute)!;
    const commonest = await commonestUnseen(database, tables, k, columns.get(source));
    out.push({ attribute, label, share: unseen / counts!.rows!, commonest });
  }
  return out;
}

async function commonestUnseen(
  database: Database,
  tables: { readonly scores: string; readonly raw: string },
  k: number,
  header: string | undefined,
): Promise<string[]> {
  if (header === undefined) return [];
  const found = await database.rows<{ v: string }>(
    `SELECT r.${quoteIdentifier(header)} AS v FROM ${quoteIdentifier(tables.scores)} s JOIN ${quoteIdentifier(tables.raw)} r USING (__row)
     WHERE ${unseenName(k)} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 10`,
  );
  return found.map((f) => maskPersonal(f.v));
}
