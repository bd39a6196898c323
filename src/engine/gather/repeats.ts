import type { Column } from "../../ingest/column.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { findOverlaps } from "./overlap.ts";
import { findPasted } from "./pasted.ts";
import type { Names } from "./rows.ts";
import { partSql, type Versions, versionsOf } from "./versions.ts";

/** More rows than this share that repeat an id with other content: one row is not one deal's record, say one per product. */
const MOST_CHANGED = 0.1;

/**
 * Adds `repeated` to the deals: the row is the same record as another one that is kept. Of rows with the same id and content the first
 * counts; of versions of one record (same id, other content) the one modified last, else in one file the last, and of several files the one
 * with an outcome, the later close, more cells, the later file name. A running number is no such id: its repeats are deals of their own
 * (whoever needs them apart groups identical rows), unless the same row lies in several files. Returns what is to be said.
 */
export async function markRepeats(
  database: Database,
  names: Names,
  id: Column | null,
  raw: RawTable,
): Promise<readonly string[]> {
  if (id === null) return markCopies(database, names, raw, []);
  const again = `${names.deals}_again`;
  await database.run(`CREATE TABLE ${again} AS
    WITH ids AS (SELECT deal_id FROM ${names.deals} WHERE deal_id IS NOT NULL GROUP BY deal_id HAVING count(*) > 1)
    SELECT d.__row, d.deal_id, d.status, d.closed_read, r.print FROM ${names.deals} d JOIN ids USING (deal_id) JOIN (${printsSql(raw)}) r USING (__row)`);
  const told = await markVersions(database, names, id, raw, again);
  await database.run(`DROP TABLE ${again}`);
  return told;
}

/** SQL: `__row` and `print`, a hash of the whole row. */
function printsSql({ table, columns }: RawTable): string {
  return `SELECT __row, hash(${columns.map(quoteIdentifier).join(", ")}) AS print FROM ${quoteIdentifier(table)}`;
}

/** `again`: the rows whose id others have, too. */
async function markVersions(
  database: Database,
  names: Names,
  id: Column,
  raw: RawTable,
  again: string,
): Promise<readonly string[]> {
  const part = partSql("__row", raw);
  const [counts] = await database.rows<{ identical: number; changed: number; within: number; rows: number }>(
    `SELECT coalesce(sum(n - prints), 0)::BIGINT AS identical, coalesce(sum(prints - 1), 0)::BIGINT AS changed,
       coalesce(sum(by_part - parts), 0)::BIGINT AS within, (SELECT count(deal_id) FROM ${names.deals}) AS rows
     FROM (SELECT count(*) AS n, count(DISTINCT print) AS prints, count(DISTINCT (${part}, print)) AS by_part, count(DISTINCT ${part}) AS parts
       FROM ${again} GROUP BY deal_id)`,
  );
  const { identical, changed, within, rows } = counts!;
  if (id.field === "opportunity_number" || within > rows * MOST_CHANGED) {
    const told = `${plural(identical + changed, "row shares its", "rows share their")} ${id.header} with another: all are kept as deals of their own.`;
    return markCopies(database, names, raw, identical + changed > 0 ? [told] : []);
  }
  const versions = await versionsOf(database, raw);
  const told: string[] = [];
  if (identical > 0)
    told.push(
      `${plural(identical, "row is", "rows are")} an exact repeat of another (same ${id.header}) and counted once.`,
    );
  if (changed > 0)
    told.push(
      `${plural(changed, "row repeats", "rows repeat")} the ${id.header} of another with other content: ${whichCounts(versions, raw)} counts.`,
    );
  if (identical + changed === 0) return markRows(database, names, null, told);
  const several = raw.parts.length > 1;
  const newest = [
    "v.modified DESC NULLS LAST",
    ...(several
      ? ["coalesce(d.status IN ('won', 'lost'), false) DESC", "d.closed_read DESC NULLS LAST", "v.filled DESC"]
      : []),
    "d.__row DESC",
  ];
  await database.run(`CREATE TABLE ${names.deals}_kept AS SELECT d.__row,
      CASE WHEN min(d.print) OVER ids = max(d.print) OVER ids THEN min(d.__row) OVER ids ELSE first_value(d.__row) OVER (PARTITION BY d.deal_id ORDER BY ${newest.join(", ")}) END AS kept
    FROM ${again} d JOIN (${versions.select}) v USING (__row) WINDOW ids AS (PARTITION BY d.deal_id)`);
  const marked = await markRows(database, names, `SELECT __row FROM ${names.deals}_kept WHERE __row <> kept`, told);
  await database.run(`DROP TABLE ${names.deals}_kept`);
  return marked;
}

function whichCounts({ modified }: Versions, { parts }: RawTable): string {
  if (modified !== null) return `the newest by ${modified}`;
  return parts.length > 1 ? "the one with an outcome, else the later close," : "the last one";
}

/** The same row in several files is one record when it says whose deal it is: as often as the file that has it most often. */
async function markCopies(
  database: Database,
  names: Names,
  raw: RawTable,
  told: readonly string[],
): Promise<readonly string[]> {
  const pasted = await findPasted(database, names, raw, printsSql(raw), told.length > 0);
  const all = [...told, ...pasted.notes];
  if (raw.parts.length === 1) return markRows(database, names, pasted.copies, all);
  const part = partSql("__row", raw);
  const first = pasted.copies === null ? "" : ` AND __row NOT IN (${pasted.copies})`;
  const copies = `SELECT __row FROM (SELECT __row, row_number() OVER (PARTITION BY print, nth ORDER BY __row) AS place FROM
      (SELECT __row, print, row_number() OVER (PARTITION BY print, ${part} ORDER BY __row) AS nth FROM ${names.deals} JOIN (${printsSql(raw)}) USING (__row)
       WHERE NOT empty AND (deal_name IS NOT NULL OR (coalesce(id_key, domain_key, name_key) IS NOT NULL AND coalesce(created_read, closed_read) IS NOT NULL))${first}))
    WHERE place > 1`;
  const count = await database.value<number>(`SELECT count(*) FROM (${copies})`);
  const copied = `${plural(count, "row lies", "rows lie")} in several files and ${count === 1 ? "is" : "are"} counted once.`;
  const overlaps = await findOverlaps(database, names, raw, printsSql(raw), `true${first}`, told.length > 0);
  const rows = [copies, pasted.copies, overlaps.copies].filter((one) => one !== null).join(" UNION ALL ");
  return markRows(database, names, rows, [...all, ...(count > 0 ? [copied] : []), ...overlaps.notes]);
}

/** `repeated`: SELECT of the rows that are; null for none. */
async function markRows(
  database: Database,
  names: Names,
  repeated: string | null,
  told: readonly string[],
): Promise<readonly string[]> {
  await database.run(`ALTER TABLE ${names.deals} ADD COLUMN repeated BOOLEAN DEFAULT false`);
  if (repeated !== null) await database.run(`UPDATE ${names.deals} SET repeated = true WHERE __row IN (${repeated})`);
  return told;
}

function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
