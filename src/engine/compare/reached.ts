import { LIVE_OUTCOMES, type LiveOutcome } from "../../ingest/live-outcomes.ts";
import type { Arm } from "../../live/live-test.ts";
import { quoteText } from "../../sql/quote.ts";
import { designEffect } from "../../stats/clustered.ts";
import type { Database } from "../../warehouse/database.ts";
import { UNITS } from "./arms.ts";

/** Table: `unit`, `outcome`, `day` of the first time (NULL where no day is said). */
const REACHED = "live_reached";

/** What happened, by file, at its place among the sources of the keys. */
export interface Source {
  readonly source: number;
  readonly table: string;
}

/** Days between which outcomes count; null: all. */
export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Finds who reached what. A line of the outcomes with an e-mail address is about that person, one without about everybody of the company.
 *
 * @returns lines that are about nobody of either side
 */
export async function layReached(
  database: Database,
  keys: string,
  people: boolean,
  files: readonly Source[],
): Promise<number> {
  const happened = files.map(({ source, table }) => `SELECT ${source} AS source, "row", outcome, day FROM ${table}`);
  await database.run(`CREATE TABLE live_happened AS ${happened.join(" UNION ALL ")}`);
  const company = `(k.kind IN ('id', 'domain') OR (k.kind = 'name' AND NOT (k.placed AND o.placed)))`;
  const addressed = people
    ? `AND NOT EXISTS (SELECT 1 FROM ${keys} e WHERE e.source = o.source AND e."row" = o."row" AND e.kind = 'email')`
    : "";
  await database.run(`CREATE TABLE live_matched AS
    SELECT DISTINCT u.unit, o.source, o."row" FROM ${UNITS} u JOIN live_rows r ON r.unit = u.unit AND r.arm = u.arm
    JOIN ${keys} k ON k.source = r.source AND k."row" = r."row"
    JOIN ${keys} o ON o.kind = k.kind AND o.key = k.key
    WHERE o.source IN (${files.map(({ source }) => source).join(", ")})
      AND (${people ? "k.kind = 'email' OR " : ""}(${company} ${addressed}))`);
  await database.run(`CREATE TABLE ${REACHED} AS
    SELECT m.unit, h.outcome, h.day FROM live_matched m JOIN live_happened h ON h.source = m.source AND h."row" = m."row"`);
  return database.value<number>(
    `SELECT count(*) FROM live_happened h WHERE NOT EXISTS (SELECT 1 FROM live_matched m WHERE m.source = h.source AND m."row" = h."row")`,
  );
}

/**
 * First and last day on which something was reached, null without days.
 *
 * @param keptUpTo where not null, the last day on which anything at all happened, by this ISO day
 */
export async function daysOf(
  database: Database,
  keptUpTo: string | null,
): Promise<{ readonly first: string | null; readonly last: string | null }> {
  const [found] = await database.rows<{ first: string | null; last: string | null }>(
    `SELECT CAST(min(day) AS VARCHAR) AS first, CAST(${keptUpTo === null ? "max(day)" : `(SELECT max(day) FROM live_happened WHERE day <= DATE ${quoteText(keptUpTo)})`} AS VARCHAR) AS last FROM ${REACHED}`,
  );
  return found!;
}

export interface Counted {
  readonly outcome: LiveOutcome;
  readonly list: Arm;
  readonly control: Arm;
}

/** Who reached each outcome within the span, once each, on both sides. */
export async function countReached(
  database: Database,
  outcomes: readonly LiveOutcome[],
  { from, to }: Span,
): Promise<readonly Counted[]> {
  const within = [
    ...(from === null ? [] : [`(day IS NULL OR day >= DATE '${from}')`]),
    ...(to === null ? [] : [`(day IS NULL OR day <= DATE '${to}')`]),
  ];
  const where = within.length === 0 ? "" : `AND ${within.join(" AND ")}`;
  const counted: Counted[] = [];
  for (const outcome of LIVE_OUTCOMES.filter((one) => outcomes.includes(one))) {
    const [arm, cluster, reached] = await database.numbers(
      `SELECT (arm = 'control')::INTEGER, dense_rank() OVER (ORDER BY cluster) - 1, (unit IN (SELECT unit FROM ${REACHED} WHERE outcome = '${outcome}' ${where}))::INTEGER
       FROM ${UNITS} ORDER BY arm, unit`,
    );
    const side = (which: number): Arm => armOf(arm!, cluster!, reached!, which);
    counted.push({ outcome, list: side(0), control: side(1) });
  }
  return counted;
}

function armOf(arm: Float64Array, cluster: Float64Array, reached: Float64Array, which: number): Arm {
  const rows = Array.from(arm.keys()).filter((i) => arm[i] === which);
  const y = Uint8Array.from(rows, (i) => reached[i]!);
  const companies = Int32Array.from(rows, (i) => cluster[i]!);
  return {
    n: rows.length,
    reached: y.reduce((a, b) => a + b, 0),
    effect: rows.length === 0 ? 1 : designEffect(y, companies),
  };
}
