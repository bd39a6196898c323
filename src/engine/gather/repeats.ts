import type { Column } from "../../ingest/column.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** More rows than this share that repeat an id with other content: one row is not one deal's record, say one per product. */
const MOST_CHANGED = 0.1;

/**
 * Adds `repeated` to the deals: the row is the same record as another one that is kept. Of rows with the same id and content the first
 * counts, of versions of one record (same id, other content) the last. A running number is no such id: its repeats are deals of their own
 * (whoever needs them apart groups identical rows). Returns what is to be said.
 */
export async function markRepeats(database: Database, names: Names, id: Column | null): Promise<readonly string[]> {
  if (id === null) return replaceWith(database, names, "false", []);
  const [counts] = await database.rows<{ identical: number; changed: number; rows: number }>(
    `SELECT coalesce(sum(n - prints), 0)::BIGINT AS identical, coalesce(sum(prints - 1), 0)::BIGINT AS changed, coalesce(sum(n), 0)::BIGINT AS rows
     FROM (SELECT count(*) AS n, count(DISTINCT print) AS prints FROM ${names.deals} WHERE deal_id IS NOT NULL GROUP BY deal_id)`,
  );
  const { identical, changed, rows } = counts!;
  if (id.field === "opportunity_number" || changed > rows * MOST_CHANGED) {
    const told = `${plural(identical + changed, "row shares its", "rows share their")} ${id.header} with another: all are kept as deals of their own.`;
    return replaceWith(database, names, "false", identical + changed > 0 ? [told] : []);
  }
  const told: string[] = [];
  if (identical > 0)
    told.push(
      `${plural(identical, "row is", "rows are")} an exact repeat of another (same ${id.header}) and counted once.`,
    );
  if (changed > 0)
    told.push(
      `${plural(changed, "row repeats", "rows repeat")} the ${id.header} of another with other content: the last one counts.`,
    );
  const kept =
    "CASE WHEN min(print) OVER ids = max(print) OVER ids THEN min(__row) OVER ids ELSE max(__row) OVER ids END";
  return replaceWith(database, names, `deal_id IS NOT NULL AND __row <> ${kept}`, told);
}

async function replaceWith(
  database: Database,
  names: Names,
  repeated: string,
  told: readonly string[],
): Promise<readonly string[]> {
  await database.run(`CREATE TABLE ${names.deals}_marked AS SELECT *, ${repeated} AS repeated FROM ${names.deals}
    WINDOW ids AS (PARTITION BY deal_id) ORDER BY __row`);
  await database.run(`DROP TABLE ${names.deals}; ALTER TABLE ${names.deals}_marked RENAME TO ${names.deals}`);
  return told;
}

function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
