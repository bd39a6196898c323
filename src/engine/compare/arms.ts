import { InputError } from "../../errors.ts";
import { anyOfSql, knownSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { type List, requireKeys } from "../match/list.ts";

/** Table: `unit` VARCHAR, `arm` (list, control), `cluster` VARCHAR (the company), `source` and `row` of its first row. */
export const UNITS = "live_units";

/** What became of the rows of one side. */
export interface ArmRows {
  readonly read: number;
  /** Rows that say neither who nor which company. */
  readonly nameless: number;
  /** Rows about somebody who stands above already. */
  readonly repeated: number;
  /** Left out because the other side has them too. */
  readonly both: number;
}

export interface Arms {
  readonly unit: "people" | "companies";
  readonly list: ArmRows;
  readonly control: ArmRows;
  /** Companies with people on both sides. */
  readonly shared: number;
}

/** Cells of a column `control` that say yes. */
export const CONTROL_WORDS = ["true", "yes", "y", "1", "t", "control", "x"];

/** SQL boolean: the row of a list with a column `control` is in the control. */
export function controlSql(list: List): string {
  const column = list.columns.find(({ field }) => field === "control");
  if (column === undefined)
    throw new InputError(
      `${list.raw.file} has no column "control": give the control as a second file, or make the list with score --control N, which marks one`,
    );
  return `coalesce(${anyOfSql(knownSql(column.header), CONTROL_WORDS)}, false)`;
}

/**
 * Lays who is on which side, each once: people where both sides give e-mail addresses, else companies. Who is on both sides is on neither.
 *
 * @param keys table of `layKeys`: source 0 is the list, source 1 the control
 * @param control SQL boolean over the rows of source 0 where it holds the control too
 */
export async function layArms(
  database: Database,
  keys: string,
  lists: readonly List[],
  control: string | null,
): Promise<Arms> {
  for (const list of lists) requireKeys(list);
  const people = lists.every(({ keys }) => keys.emails.length > 0);
  const arms = lists.map(({ raw }, source) => {
    const arm =
      control === null
        ? source === 0
          ? "'list'"
          : "'control'"
        : `CASE WHEN ${control} THEN 'control' ELSE 'list' END`;
    return `SELECT ${source} AS source, __row AS "row", ${arm} AS arm FROM ${quoteIdentifier(raw.table)}`;
  });
  const own = (kinds: string) =>
    `SELECT source, "row", arg_min(kind || ':' || key, CASE kind ${kinds} END || key) AS key FROM ${keys}
     WHERE source < ${lists.length} AND CASE kind ${kinds} END IS NOT NULL GROUP BY source, "row"`;
  const company = "WHEN 'domain' THEN 1 WHEN 'id' THEN 2 WHEN 'name' THEN 3";
  await database.run(`CREATE TABLE live_rows AS
    SELECT a.source, a."row", a.arm, coalesce(${people ? "e.key, " : ""}c.key) AS unit, coalesce(c.key, e.key) AS cluster
    FROM (${arms.join(" UNION ALL ")}) a
    LEFT JOIN (${own(company)}) c ON c.source = a.source AND c."row" = a."row"
    LEFT JOIN (${own("WHEN 'email' THEN 1")}) e ON e.source = a.source AND e."row" = a."row"`);
  // The same company may be named by its id on one side and by its website on the other.
  await database.run(`CREATE TABLE live_same AS
    SELECT DISTINCT a.unit AS a, b.unit AS b FROM live_rows a JOIN ${keys} ka ON ka.source = a.source AND ka."row" = a."row"
    JOIN ${keys} kb ON kb.kind = ka.kind AND kb.key = ka.key JOIN live_rows b ON b.source = kb.source AND b."row" = kb."row"
    WHERE a.arm <> b.arm AND ${people ? "ka.kind = 'email'" : "ka.kind IN ('id', 'domain') OR (ka.kind = 'name' AND NOT (ka.placed AND kb.placed))"}`);
  await database.run(`CREATE TABLE ${UNITS} AS
    SELECT unit, arm, first(cluster ORDER BY source, "row") AS cluster, first(source ORDER BY source, "row") AS source, first("row" ORDER BY source, "row") AS "row"
    FROM live_rows WHERE unit IS NOT NULL AND unit NOT IN (SELECT a FROM live_same WHERE a IS NOT NULL) GROUP BY unit, arm`);
  const rows = async (arm: string): Promise<ArmRows> => {
    const [found] = await database.rows<{ read: number; nameless: number; units: number; both: number }>(
      `SELECT count(*) AS read, count(*) FILTER (unit IS NULL) AS nameless, count(DISTINCT unit) AS units,
       count(*) FILTER (unit IN (SELECT a FROM live_same)) AS both FROM live_rows WHERE arm = '${arm}'`,
    );
    const kept = await database.value<number>(`SELECT count(*) FROM ${UNITS} WHERE arm = '${arm}'`);
    const { read, nameless, both } = found!;
    return { read, nameless, both, repeated: read - nameless - both - kept };
  };
  const shared = await database.value<number>(
    `SELECT count(*) FROM (SELECT cluster FROM ${UNITS} GROUP BY cluster HAVING count(DISTINCT arm) > 1)`,
  );
  return { unit: people ? "people" : "companies", list: await rows("list"), control: await rows("control"), shared };
}
