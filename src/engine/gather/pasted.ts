import type { RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";
import { partSql } from "./versions.ts";

/** Fewer different rows than this may agree by chance: a few coarse columns, each combination as often as the others. */
const LEAST_DIFFERENT = 10;

/** What whole rows that no id tells apart say of a file. */
export interface Pasted {
  /** SELECT of `__row` of the copies in a file that was pasted several times; null where none was. */
  readonly copies: string | null;
  readonly notes: readonly string[];
}

interface PartCounts {
  readonly part: number;
  /** Different rows. */
  readonly different: number;
  readonly rows: number;
  /** All rows stand in the file this often, or a multiple of it. */
  readonly times: number;
  /** Rows beyond the first of their kind that nothing else merges. */
  readonly alike: number;
}

/**
 * Finds files whose every row stands there twice (or k times, or a multiple): the same export pasted again, so its rows count once. Rows that are
 * alike in other files may be deals of their own and are kept: told, with their count, unless a number's repeats were (`numbered`). `prints`: SELECT of `__row` and `print`.
 */
export async function findPasted(
  database: Database,
  names: Names,
  raw: RawTable,
  prints: string,
  numbered: boolean,
): Promise<Pasted> {
  const part = partSql("__row", raw);
  // Deals of one company and name are merged by their dates later on.
  const own = "deal_name IS NULL OR coalesce(id_key, domain_key, name_key) IS NULL";
  const rows = `SELECT ${part} AS part, print, count(*) AS n, count(*) FILTER (${own}) AS own FROM ${names.deals} JOIN (${prints}) USING (__row)
    WHERE NOT empty GROUP BY ALL`;
  const counts = await database.rows<PartCounts>(
    `SELECT part, count(*) AS different, sum(n)::BIGINT AS rows, list_reduce(list(DISTINCT n), (a, b) -> gcd(a, b))::BIGINT AS times,
       coalesce(sum(n - 1) FILTER (own = n), 0)::BIGINT AS alike
     FROM (${rows}) GROUP BY part ORDER BY part`,
  );
  const pasted = counts.filter(({ different, times }) => times > 1 && different >= LEAST_DIFFERENT);
  const alike = counts.filter((one) => !numbered && one.alike > 0 && !pasted.includes(one));
  const fileOf = ({ part }: PartCounts) => raw.parts[part]!.file;
  return {
    copies: pasted.length === 0 ? null : copiesSql(names, part, prints, pasted),
    notes: [...pasted.map((one) => pastedNote(fileOf(one), one)), ...alike.map((one) => alikeNote(fileOf(one), one))],
  };
}

function copiesSql(names: Names, part: string, prints: string, pasted: readonly PartCounts[]): string {
  const times = `CASE part ${pasted.map((one) => `WHEN ${one.part} THEN ${one.times}`).join(" ")} ELSE 1 END`;
  return `SELECT __row FROM (SELECT __row, part, row_number() OVER (PARTITION BY part, print ORDER BY __row) AS nth, count(*) OVER (PARTITION BY part, print) AS n
      FROM (SELECT __row, ${part} AS part, print FROM ${names.deals} JOIN (${prints}) USING (__row) WHERE NOT empty))
    WHERE nth > n // ${times}`;
}

const write = (n: number): string => n.toLocaleString("en-US");

function pastedNote(file: string, { rows, times }: PartCounts): string {
  const often = times === 2 ? "twice" : `${write(times)} times`;
  return `${file}: every row stands there ${often}, alike in every column: the same export pasted ${often}, so ${write(rows / times)} of its ${write(rows)} rows count.`;
}

function alikeNote(file: string, { alike }: PartCounts): string {
  const [rows, each] = alike === 1 ? ["row is", "it counts as a deal"] : ["rows are", "each counts as a deal"];
  return `${file}: ${write(alike)} ${rows} the same as another in every column and no id tells them apart: ${each} of its own. If they are copies, take them out; if a column holds the deal's id, say --map 'COLUMN=opportunity_id'.`;
}
