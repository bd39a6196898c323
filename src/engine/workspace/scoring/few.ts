import type { IcpDocument } from "../../../icp/document.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoreColumns, scoresName } from "../../../warehouse/kept/scores.ts";
import { rawName } from "../../../warehouse/kept/source.ts";
import type { ChangesSince } from "./changes.ts";
import { FRESH, laySomeFit, type ScoredSource } from "./fit.ts";
import type { ScoredNote } from "./note.ts";

/** Scores of the accounts that are not as they were, in `FRESH`; those that are gone, in `GONE`. */
export interface LaidFew {
  readonly computed: number;
  readonly anyGone: boolean;
}

/** Working table of accounts that have a score, and none any more: `source`, `key`. */
export const GONE = "scores_gone";

/**
 * Scores only the accounts that changed since a version was scored. Null where that would not give what scoring all of them gives: a source is read
 * in another way now, or its columns are others.
 */
export async function layFewFit(
  database: Database,
  document: IcpDocument,
  scored: readonly ScoredSource[],
  note: ScoredNote,
  since: ChangesSince,
): Promise<LaidFew | null> {
  const held = (await scoreColumns(database, document.id, "fit")) ?? [];
  if (!note.columns.every((name) => held.includes(name))) return null;
  await database.run(`CREATE TABLE ${GONE} (source VARCHAR, "key" VARCHAR)`);
  let computed = 0;
  for (const one of scored) {
    const { source } = one.source;
    const whole = !since.sameCompanies;
    if (!whole && since.bySource.get(source)!.touched === 0) continue;
    if (whole) await layGone(database, document, one);
    const rows = `${one.raw.table}_few`;
    const n = await layFewRows(database, document, one, rows, since.import, whole);
    const read = await laySomeFit(database, document, one, rows, computed === 0 && !(await isLaid(database)));
    const before = note.scored.find((other) => other.source === source);
    if (before?.reading !== read.reading || read.columns.join() !== note.columns.join()) {
      await database.run(`DROP TABLE ${FRESH}; DROP TABLE ${GONE}`);
      return null;
    }
    computed += n;
  }
  const gone = await database.value<number>(`SELECT count(*) FROM ${GONE}`);
  return { computed, anyGone: gone > 0 };
}

/** The rows of a source that were changed, and, where rows came, went, or may be other companies now, those that have no score. */
async function layFewRows(
  database: Database,
  { id }: IcpDocument,
  { source, raw }: ScoredSource,
  rows: string,
  since: number,
  whole: boolean,
): Promise<number> {
  const touched = `SELECT __seq AS __row FROM ${rawName(source)} WHERE __nth = 1 AND __gone IS NULL AND __last > ${since}`;
  const unscored = `SELECT k.__seq AS __row FROM ${rawName(source)} k ANTI JOIN (${heldSql(id, source.source)}) s ON s."key" = k.__key WHERE k.__nth = 1 AND k.__gone IS NULL`;
  const wanted = whole ? `${touched} UNION ${unscored}` : touched;
  await database.run(
    `CREATE TABLE ${quoteIdentifier(rows)} AS SELECT __row FROM (${wanted}) SEMI JOIN ${quoteIdentifier(raw.table)} USING (__row)`,
  );
  return database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(rows)}`);
}

async function layGone(database: Database, { id }: IcpDocument, { source, raw }: ScoredSource): Promise<void> {
  const live = `SELECT k.__key AS "key" FROM ${rawName(source)} k SEMI JOIN ${quoteIdentifier(raw.table)} r ON r.__row = k.__seq`;
  await database.run(
    `INSERT INTO ${GONE} SELECT ${quoteText(source.source)}, "key" FROM (${heldSql(id, source.source)}) ANTI JOIN (${live}) USING ("key")`,
  );
}

/** Query of the keys of a source that a version has scores of. */
function heldSql(version: string, source: string): string {
  return `SELECT "key" FROM ${scoresName(version, "fit")} WHERE "until" IS NULL AND source = ${quoteText(source)}`;
}

async function isLaid(database: Database): Promise<boolean> {
  const sql = `SELECT count(*) FROM duckdb_tables() WHERE table_name = ${quoteText(FRESH)} AND database_name = current_database()`;
  return (await database.value<number>(sql)) > 0;
}
