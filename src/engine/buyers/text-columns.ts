import type { IgnoredColumn } from "../../features/assemble.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** A column in which people write about deals. */
export interface TextColumn {
  readonly header: string;
  /** SQL: its cell; `f` is the facts, `r` the raw table of the deals. */
  readonly cell: string;
  /** `both`: filled for won and lost deals alike; else only (or nearly) for one of them. */
  readonly of: "both" | "won" | "lost";
}

/** A list of reasons is chosen from; texts are written: several words, and many of them different. */
const LEAST_WORDS = 3;
const LEAST_DIFFERENT = 0.3;
/** Filled this many times as often for one outcome, a column is written because of it. */
const ONE_SIDED = 5;

/**
 * The columns of the deals' file that hold free text, and the reason of the loss where it is written and not chosen. What a person left out
 * (`--ignore`) is not read.
 */
export async function findTextColumns(
  database: Database,
  facts: Facts,
  ignored: readonly IgnoredColumn[],
  deals: RawTable,
): Promise<readonly TextColumn[]> {
  const noted = new Set(ignored.filter(({ reason }) => reason === "free text").map(({ column }) => column.name));
  const free = facts.candidates
    .filter(({ name, file }) => file === deals.file && noted.has(name))
    .map(({ name, header }) => ({ header, cell: `f.${quoteIdentifier(name)}` }));
  const reasons = facts.setAside
    .filter(
      ({ reason, file, header }) => file === deals.file && reason.startsWith(REASON) && deals.columns.includes(header),
    )
    .map(({ header }) => ({ header, cell: `r.${quoteIdentifier(header)}` }));
  const columns: TextColumn[] = [];
  for (const column of [...free, ...reasons]) {
    const [seen] = await database.rows<{
      won: number | null;
      lost: number | null;
      words: number | null;
      different: number | null;
    }>(
      `SELECT avg((cell IS NOT NULL)::INTEGER) FILTER (y = 1) AS won, avg((cell IS NOT NULL)::INTEGER) FILTER (y = 0) AS lost,
        avg(len(string_split(trim(cell), ' '))) AS words, count(DISTINCT cell) / greatest(count(cell), 1) AS different
       FROM (SELECT f.y, ${column.cell} AS cell FROM ${joined(facts, deals)})`,
    );
    const { won, lost, words, different } = seen!;
    const written = free.includes(column) || ((words ?? 0) >= LEAST_WORDS && (different ?? 0) >= LEAST_DIFFERENT);
    if (!written || (won ?? 0) + (lost ?? 0) === 0) continue;
    const [a, b] = [won ?? 0, lost ?? 0];
    columns.push({ ...column, of: a > ONE_SIDED * b ? "won" : b > ONE_SIDED * a ? "lost" : "both" });
  }
  return columns;
}

const REASON = "the reason of the loss";

/** SQL: the facts with the rows that they come from. */
export function joined({ table }: Pick<Facts, "table">, deals: RawTable): string {
  return `${table} f JOIN ${quoteIdentifier(deals.table)} r ON r.__row = f.row`;
}
