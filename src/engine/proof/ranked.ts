import { LEAST_KNOWN } from "../../build/check.ts";
import { probabilityName } from "../../compile/probability.ts";
import { toSql } from "../../compile/sql.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import { anyOfSql, knownSql } from "../../ingest/text.ts";
import { type BelowLine, belowLine } from "../../proof/below-line.ts";
import { type Calibration, calibrationOf } from "../../proof/calibration.ts";
import { type Lift, liftOf } from "../../proof/lift.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import type { Database } from "../../warehouse/database.ts";
import { CONTROL_WORDS } from "../compare/arms.ts";

/** Deals that the profile has not seen, by fit, by what was said of them, and below the line. */
export interface Ranked {
  /** Of a level that is known; the others are in none of the three. */
  readonly n: number;
  /** Deals of which too little is known. */
  readonly unknown: number;
  /** Fit from which a level begins. */
  readonly levels: { readonly high: number; readonly medium: number };
  /** Null with too few deals, or none won. */
  readonly lift: Lift | null;
  /** Null where the score forecasts nothing. */
  readonly calibration: Calibration | null;
  /** Null where no deal is below the line. */
  readonly below: BelowLine | null;
}

/**
 * What deals that the profile has not seen say of its order, of its forecasts, and of who is below the line.
 *
 * @param where SQL boolean on `d`, a row of the facts: deals that count
 */
export async function rankedOf(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  columns: ReadonlyMap<string, string>,
  where: string,
): Promise<Ranked> {
  const scores = toSql(document, duckdb, { table: facts.table, idColumns: ["deal"], columns });
  const { high, medium } = document.scorecard.levels;
  const marked = facts.candidates.find(({ name }) => name === "control");
  const control =
    marked === undefined
      ? "NULL::INTEGER"
      : `coalesce(${anyOfSql(knownSql(marked.name), CONTROL_WORDS)}, false)::INTEGER`;
  const rows = await database.numbers(
    `SELECT s.fit, s.${probabilityName(document)}, s.known, d.y, d.account,
       CASE WHEN s.fit >= ${high} THEN 2 WHEN s.fit >= ${medium} THEN 1 ELSE 0 END, ${control}
     FROM (${scores}) s JOIN ${facts.table} d ON d.deal = s.deal WHERE ${where} ORDER BY d.deal`,
  );
  const known = Int32Array.from(rows[2]!.keys()).filter((i) => rows[2]![i]! >= LEAST_KNOWN);
  const of = (column: number): Float64Array => Float64Array.from(known, (i) => rows[column]![i]!);
  const y = Uint8Array.from(of(3));
  const account = Int32Array.from(of(4));
  const signs = Uint8Array.from(of(6), (one) => (one === 1 ? 1 : 0));
  return {
    n: known.length,
    unknown: rows[2]!.length - known.length,
    levels: { high, medium },
    lift: liftOf({ score: of(0), y, account }),
    calibration: calibrationOf({ p: of(1), y, account }),
    below: belowLine({
      level: Uint8Array.from(of(5)),
      y,
      account,
      control: marked !== undefined && signs.includes(1) ? signs : null,
    }),
  };
}
