import { compileIcp, type ReasonSteps, type ScoreProgram } from "../compile/program.ts";
import type { IcpDocument } from "../icp/document.ts";
import { scoredAttributes } from "../icp/scored-by.ts";
import { foldText } from "../normalise/fold.ts";
import { maskValue } from "../normalise/masked-names.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { and, cases, type Expr, fold, isIn, isNull, not, or, ref } from "../sql/expr.ts";
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
  /** Rows with a value that no band knows, or that cannot be read. */
  readonly rows: number;
  /** `rows` of all rows. */
  readonly share: number;
  /** Rows without a value, also where the file has no such column. */
  readonly empty: number;
  /** The commonest such values as written, ten at most, with their rows. */
  readonly commonest: readonly { readonly value: string; readonly rows: number }[];
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

/** Name of the column that says whether attribute k of the scorecard has no value. */
export function emptyName(k: number): string {
  return `empty_${k}`;
}

/** Result columns `unseen_k` and `empty_k`, one each per attribute of the scorecard. */
export function unseenColumns(program: ScoreProgram): OutputColumn[] {
  return program.reasons.flatMap((r, k) => [
    { name: unseenName(k), expr: and(isNull(ref(r.band)), not(isEmpty(r))) },
    { name: emptyName(k), expr: and(isNull(ref(r.band)), isEmpty(r)) },
  ]);
}

/** A cell that says nothing. One that says something which no number or scale holds is not empty. */
function isEmpty({ raw, value, rule }: ReasonSteps): Expr {
  const silent = isNull(ref(value));
  if (raw === null || (rule.kind !== "number" && rule.kind !== "scale")) return silent;
  const texts = [...new Set(["", ...rule.missing.map(foldText)])];
  return cases([{ when: silent, give: or(isNull(ref(raw)), isIn(fold(ref(raw)), texts)) }], not(silent));
}

/**
 * Counts what a document never saw in a raw table, for `unseenShares`: a table with `__row`, `unseen_k` and `empty_k`.
 *
 * @returns its name
 */
export async function layUnseen(
  database: Database,
  document: IcpDocument,
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<string> {
  const program = compileIcp(document, columns);
  const select = printSelect({ table, keep: ["__row"], steps: program.steps, columns: unseenColumns(program) }, duckdb);
  await database.run(`CREATE TABLE ${quoteIdentifier(`${table}_unseen`)} AS ${select}`);
  return `${table}_unseen`;
}

/**
 * Per attribute of the scorecard the share of rows with a value that the build never saw, with the commonest of these.
 *
 * @param tables the scores (with `unseen_k`, `empty_k`) and the raw rows they came from
 */
export async function unseenShares(
  database: Database,
  document: IcpDocument,
  tables: { readonly scores: string; readonly raw: string },
  columns: ReadonlyMap<string, string>,
): Promise<UnseenShare[]> {
  const out: UnseenShare[] = [];
  const scored = scoredAttributes(document.scorecard);
  const parts = scored.map(
    (_, k) => `count(*) FILTER (${unseenName(k)}) AS u${k}, count(*) FILTER (${emptyName(k)}) AS e${k}`,
  );
  if (parts.length === 0) return out;
  const [counts] = await database.rows<Record<string, number>>(
    `SELECT count(*) AS rows, ${parts.join(", ")} FROM ${quoteIdentifier(tables.scores)}`,
  );
  for (const [k, { attribute }] of scored.entries()) {
    const unseen = counts![`u${k}`]!;
    const { label, source } = document.attributes.find((a) => a.name === attribute)!;
    const commonest = unseen === 0 ? [] : await commonestUnseen(database, tables, k, columns.get(source));
    const share = unseen / Math.max(counts!.rows!, 1);
    out.push({ attribute, label, rows: unseen, share, empty: counts![`e${k}`]!, commonest });
  }
  return out;
}

async function commonestUnseen(
  database: Database,
  tables: { readonly scores: string; readonly raw: string },
  k: number,
  header: string | undefined,
): Promise<readonly { readonly value: string; readonly rows: number }[]> {
  if (header === undefined) return [];
  const found = await database.rows<{ value: string; rows: number }>(
    `SELECT trim(r.${quoteIdentifier(header)}) AS value, count(*) AS rows FROM ${quoteIdentifier(tables.scores)} s JOIN ${quoteIdentifier(tables.raw)} r USING (__row)
     WHERE ${unseenName(k)} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 10`,
  );
  return found.map(({ value, rows }) => ({ value: maskValue(value), rows }));
}
