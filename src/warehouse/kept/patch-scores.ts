import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { type FreshScores, scoresName, type WrittenScores } from "./scores.ts";

/** Scores of a few accounts on their way into the file; all others stay as they are. */
export interface FewScores extends FreshScores {
  /** Table in the work catalog of `source`, `key` of accounts that have no score any more; null: none. */
  readonly gone: string | null;
}

/** Working tables, in the work catalog. */
const ENDED = "few_ended";
const CHANGED = "few_changed";

/** Holds the scores of a few accounts against what the version has. Writes to the work catalog alone. */
export async function compareFew(
  database: Database,
  { version, kind, table, columns, gone }: FewScores,
): Promise<void> {
  const held = `${scoresName(version, kind)} o`;
  const fresh = quoteIdentifier(table);
  const equal = columns.map((name) => `f.${quoteIdentifier(name)} IS NOT DISTINCT FROM o.${quoteIdentifier(name)}`);
  await database.run(
    `CREATE TABLE ${ENDED} AS SELECT o.rowid AS place, f.source, f."key", ${equal.join(" AND ")} AS same FROM ${held} JOIN ${fresh} f ON f.source = o.source AND f."key" = o."key" WHERE o."until" IS NULL;
     CREATE TABLE ${CHANGED} AS SELECT f.* FROM ${fresh} f ANTI JOIN (SELECT source, "key" FROM ${ENDED} WHERE same) s USING (source, "key");
     DELETE FROM ${ENDED} WHERE same`,
  );
  if (gone !== null)
    await database.run(
      `INSERT INTO ${ENDED} SELECT o.rowid, o.source, o."key", false FROM ${held} JOIN ${quoteIdentifier(gone)} g ON g.source = o.source AND g."key" = o."key" WHERE o."until" IS NULL`,
    );
}

/** Writes what `compareFew` found under a run, as `writeScores` does; within the caller's transaction, and before anything else writes there. */
export async function patchScores(
  database: Database,
  { version, kind, columns, gone }: FewScores,
  run: number,
): Promise<WrittenScores> {
  const table = scoresName(version, kind);
  const cells = ["source", "key", ...columns].map(quoteIdentifier).join(", ");
  const changed = await database.value<number>(`SELECT count(*) FROM ${CHANGED}`);
  if ((await database.value<number>(`SELECT count(*) FROM ${ENDED}`)) > 0)
    await database.run(`UPDATE ${table} SET "until" = ${run} WHERE rowid IN (SELECT place FROM ${ENDED})`);
  if (changed > 0)
    await database.run(`INSERT INTO ${table} (${cells}, run, "until") SELECT ${cells}, ${run}, NULL FROM ${CHANGED}`);
  const rows = await database.value<number>(`SELECT count(*) FROM ${table} WHERE "until" IS NULL`);
  const left = `SELECT count(*) FROM ${ENDED} ANTI JOIN ${CHANGED} USING (source, "key")`;
  return { rows, changed, gone: gone === null ? 0 : await database.value<number>(left) };
}
