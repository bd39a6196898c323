import type { RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";
import { partSql } from "./versions.ts";

/** Fewer rows than this in two files may agree by chance. */
const LEAST_SHARED = 10;
/** The rows that two files share must be this many times those alike within a file: so many are alike though they are deals of their own. */
const LEAST_TIMES = 5;

/** What rows that stand in several files, and that no id, name or company tells apart, say of these files. */
export interface Overlap {
  /** SELECT of `__row` of the rows that another file holds, too; null where none counts as such. */
  readonly copies: string | null;
  readonly notes: readonly string[];
}

interface Pair {
  readonly a: number;
  readonly b: number;
  /** Rows of the one that the other holds, too. */
  readonly shared: number;
  /** Rows with a date that are alike within either. */
  readonly within: number;
  /** Rows that both share and that say a day. */
  readonly dated: number;
}

/**
 * Finds exports that overlap, say of January to June and of May to December: rows with a date but no id, name and company that stand in two
 * files alike in every column count once, where the files share many and hold few alike of their own. Other such rows may be deals of their
 * own: they are kept and told, unless `numbered`. `prints`: SELECT of `__row` and `print`; `left`: condition on rows that may be looked at.
 */
export async function findOverlaps(
  database: Database,
  names: Names,
  raw: RawTable,
  prints: string,
  left: string,
  numbered: boolean,
): Promise<Overlap> {
  const part = partSql("__row", raw);
  const bare = `${names.deals}_bare`;
  await database.run(`CREATE TABLE ${bare} AS SELECT ${part} AS part, print, count(*) AS n,
      bool_and(coalesce(created_read, closed_read) IS NOT NULL) AS dated
    FROM ${names.deals} JOIN (${prints}) USING (__row) WHERE NOT empty AND ${bareSql()} AND ${left} GROUP BY ALL`);
  const pairs =
    await database.rows<Pair>(`WITH within AS (SELECT part, sum(n - 1) FILTER (dated) AS n FROM ${bare} GROUP BY part)
    SELECT a.part AS a, b.part AS b, sum(least(a.n, b.n))::BIGINT AS shared, coalesce(sum(least(a.n, b.n)) FILTER (a.dated), 0)::BIGINT AS dated,
      coalesce(any_value(wa.n) + any_value(wb.n), 0)::BIGINT AS within
    FROM ${bare} a JOIN ${bare} b ON a.print = b.print AND a.part < b.part
    JOIN within wa ON wa.part = a.part JOIN within wb ON wb.part = b.part GROUP BY a.part, b.part ORDER BY a.part, b.part`);
  await database.run(`DROP TABLE ${bare}`);
  const safe = pairs.filter(({ dated, within }) => dated >= LEAST_SHARED && dated >= LEAST_TIMES * within);
  const groups = together(safe);
  const copies = safe.length === 0 ? null : copiesSql(names, part, prints, left, groups);
  const unsure = pairs.filter((pair) => !safe.includes(pair));
  const fileOf = (part: number) => raw.parts[part]!.file;
  return {
    copies,
    notes: [
      ...(await foldedNotes(database, copies, part, groups, fileOf)),
      ...(numbered ? [] : keptNotes(unsure, fileOf)),
    ],
  };
}

/** SQL: nothing says whose deal a row is, or which of the company's. */
function bareSql(): string {
  return "deal_name IS NULL AND (coalesce(id_key, domain_key, name_key) IS NULL OR coalesce(created_read, closed_read) IS NULL)";
}

/** Files that overlap, each with those that overlap with it. */
function together(pairs: readonly Pair[]): readonly (readonly number[])[] {
  return pairs.reduce<readonly (readonly number[])[]>((groups, { a, b }) => {
    const met = groups.filter((group) => group.includes(a) || group.includes(b));
    const joined = [...new Set([...met.flat(), a, b])].sort((x, y) => x - y);
    return [...groups.filter((group) => !met.includes(group)), joined];
  }, []);
}

function copiesSql(
  names: Names,
  part: string,
  prints: string,
  left: string,
  groups: readonly (readonly number[])[],
): string {
  const group = `CASE ${groups.map((parts, i) => `WHEN part IN (${parts.join(", ")}) THEN ${i}`).join(" ")} END`;
  return `SELECT __row FROM (SELECT __row, row_number() OVER (PARTITION BY print, nth, ${group} ORDER BY __row) AS place FROM
      (SELECT __row, print, ${part} AS part, row_number() OVER (PARTITION BY print, ${part} ORDER BY __row) AS nth FROM ${names.deals} JOIN (${prints}) USING (__row)
       WHERE NOT empty AND ${bareSql()} AND coalesce(created_read, closed_read) IS NOT NULL AND ${left})
      WHERE part IN (${groups.flat().join(", ")}))
    WHERE place > 1`;
}

const write = (n: number): string => n.toLocaleString("en-US");

async function foldedNotes(
  database: Database,
  copies: string | null,
  part: string,
  groups: readonly (readonly number[])[],
  fileOf: (part: number) => string,
): Promise<string[]> {
  if (copies === null) return [];
  const counts = await database.rows<{ part: number; n: number }>(
    `SELECT ${part} AS part, count(*) AS n FROM (${copies}) GROUP BY 1`,
  );
  return groups.map((parts) => {
    const rows = counts.filter((one) => parts.includes(one.part)).reduce((sum, { n }) => sum + n, 0);
    return `${listed(parts.map(fileOf))} overlap: ${write(rows)} rows stand in more than one of them, alike in every column, and are counted once. No id tells them apart: if they are deals of their own, name the column that does: --map 'COLUMN=opportunity_id'.`;
  });
}

/** One sentence for all pairs of files whose rows may be the same deals or not. */
function keptNotes(pairs: readonly Pair[], fileOf: (part: number) => string): string[] {
  if (pairs.length === 0) return [];
  const most = pairs.toSorted((x, y) => y.shared - x.shared || x.a - y.a || x.b - y.b).slice(0, 3);
  const told = most.map(({ a, b, shared }) => `${rowsOf(shared)} of ${fileOf(a)} in ${fileOf(b)}`).join("; ");
  const more = pairs.length > 3 ? `; and so in ${write(pairs.length - 3)} more pairs of files` : "";
  return [
    `Rows stand in two files alike in every column, and nothing tells whether they are the same deals or others like them: ${told}${more}. Each counts as a deal of its own. If the exports overlap, cut one of them at a day, or name the column that holds the deal's id: --map 'COLUMN=opportunity_id'.`,
  ];
}

function rowsOf(n: number): string {
  return `${write(n)} ${n === 1 ? "row" : "rows"}`;
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, 4);
  const last = files.length > 4 ? `${files.length - 4} more` : shown.pop()!;
  return `${shown.join(", ")} and ${last}`;
}
