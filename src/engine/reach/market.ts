import type { MarketCell } from "../../build/tam.ts";
import { compileIcp, type ScoreProgram } from "../../compile/program.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { ref } from "../../sql/expr.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { type AlreadyRows, alreadySql } from "../already/already.ts";
import { layByCells } from "../lay-by-cells.ts";
import type { Readable } from "../match/readable.ts";

/** A list of companies as a profile scored it. */
export interface Market {
  /** View: `__row`, the columns of a score, and per attribute `band_k`, the index of its band. */
  readonly view: string;
  readonly program: ScoreProgram;
  readonly list: Readable;
  /** Who is a customer already, or has a deal open; null where no file tells. */
  readonly already: AlreadyRows | null;
}

/** Scores a list of companies. */
export async function layMarket(
  database: Database,
  list: Readable,
  already: AlreadyRows | null = null,
): Promise<Market> {
  const program = compileIcp(list.document, list.columns);
  const bands = program.reasons.map(({ band }, k) => ({ name: bandColumn(k), expr: ref(band) }));
  const { view } = await layByCells(database, `${list.table.table}_market`, {
    table: list.table.table,
    keep: ["__row"],
    steps: program.steps,
    columns: [...program.columns, ...bands],
  });
  return { view, program, list, already };
}

/** Name of the column with the index of the band of attribute k. */
export function bandColumn(k: number): string {
  return `reach_band_${k}`;
}

/** Counts the companies by fit, level, segment and whether they are disqualified, lowest fit first. */
export async function cellsOf(database: Database, { view, already: rows }: Market): Promise<readonly MarketCell[]> {
  const { join, already } = alreadySql(rows, "s.__row");
  const told = rows === null ? "" : `, ${already} AS already`;
  return database.rows<MarketCell>(
    `SELECT fit, level, segment, disqualified_by IS NOT NULL AS disqualified${told}, count(*) AS n FROM ${quoteIdentifier(view)} s${join}
     GROUP BY ALL ORDER BY fit, level, segment NULLS FIRST, disqualified${rows === null ? "" : ", already NULLS FIRST"}`,
  );
}

/** The same companies where levels begin at other points. */
export function atLevels(
  market: readonly MarketCell[],
  { high, medium }: IcpDocument["scorecard"]["levels"],
): readonly MarketCell[] {
  return market.map((one) => ({
    ...one,
    level: one.level === "unknown" ? "unknown" : one.fit >= high ? "high" : one.fit >= medium ? "medium" : "low",
  }));
}

/** Rows per level. */
export function countsOf(market: readonly MarketCell[]): {
  readonly rows: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly unknown: number;
} {
  const of = (level: string | null): number =>
    market.reduce((sum, one) => sum + (level === null || one.level === level ? one.n : 0), 0);
  return { rows: of(null), high: of("high"), medium: of("medium"), low: of("low"), unknown: of("unknown") };
}

/** How many companies with a known level there are at each fit 0..100. */
export function byFitOf(market: readonly MarketCell[]): Float64Array {
  const counts = new Float64Array(101);
  for (const { fit, level, n } of market) if (level !== "unknown") counts[fit] = counts[fit]! + n;
  return counts;
}
