import { InputError } from "../../errors.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** `fit`: what the scorecard says of an account; `now`: how active it is. */
export type ScoreKind = "fit" | "now";

/** What a run wrote. */
export interface WrittenScores {
  /** Accounts that have a score after the run. */
  readonly rows: number;
  /** Of them: new ones, and ones whose score is another than before. */
  readonly changed: number;
  /** Accounts that had a score before, and are there no longer. */
  readonly gone: number;
}

/** Columns beside those of the score: whose it is, the run that wrote the row, and the run from which on it held no longer. */
const OWN = ["source", "key"] as const;

function tableName(version: string, kind: ScoreKind): string {
  return kind === "fit" ? version : `${version}:${kind}`;
}

/** SQL name of the scores of a version. */
export function scoresName(version: string, kind: ScoreKind): string {
  return `kept.scores.${quoteIdentifier(tableName(version, kind))}`;
}

/** Columns of a version's scores without our own; null where none were ever written. */
export async function scoreColumns(
  database: Database,
  version: string,
  kind: ScoreKind,
): Promise<readonly string[] | null> {
  const found = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM duckdb_columns() WHERE database_name = 'kept' AND schema_name = 'scores'
     AND table_name = ${quoteText(tableName(version, kind))} ORDER BY column_index`,
  );
  const own: readonly string[] = [...OWN, "run", "until"];
  return found.length === 0 ? null : found.map(({ name }) => name).filter((name) => !own.includes(name));
}

/** Condition that a row of scores is what readers see who know of runs up to `run`. */
export function seenSql(run: number, alias: string): string {
  return `${alias}.run <= ${run} AND (${alias}.until IS NULL OR ${alias}.until > ${run})`;
}

/**
 * Writes the scores of a run: rows of `fresh` (`source`, `key`, and the score) that differ from what the version holds; those they replace
 * hold no longer. Within the caller's transaction; no reader sees any of it until the store says that the run is visible.
 *
 * @param columns of the score, in order
 */
export async function writeScores(
  database: Database,
  version: string,
  kind: ScoreKind,
  fresh: string,
  columns: readonly string[],
  run: number,
): Promise<WrittenScores> {
  const table = scoresName(version, kind);
  const from = quoteIdentifier(fresh);
  const cells = [...OWN, ...columns].map(quoteIdentifier).join(", ");
  const rows = await database.value<number>(`SELECT count(*) FROM ${from}`);
  const before = await scoreColumns(database, version, kind);
  if (before === null) {
    await database.run(
      `CREATE TABLE ${table} AS SELECT ${cells}, ${run}::BIGINT AS run, NULL::BIGINT AS "until" FROM ${from}`,
    );
    return { rows, changed: rows, gone: 0 };
  }
  await widen(database, table, before, from, columns);
  const same = columns.map((name) => `f.${quoteIdentifier(name)} IS NOT DISTINCT FROM o.${quoteIdentifier(name)}`);
  await database.run(`CREATE TEMP TABLE scores_same AS SELECT o.source, o."key" FROM ${table} o JOIN ${from} f
    ON f.source = o.source AND f."key" = o."key" AND o.until IS NULL AND ${same.join(" AND ")}`);
  const over = `${table}.until IS NULL AND NOT EXISTS (SELECT 1 FROM scores_same s WHERE s.source = ${table}.source AND s."key" = ${table}."key")`;
  const ended = await database.value<number>(`SELECT count(*) FROM ${table} WHERE ${over}`);
  if (ended > 0) await database.run(`UPDATE ${table} SET "until" = ${run} WHERE ${over}`);
  const kept = await database.value<number>("SELECT count(*) FROM scores_same");
  const changed = rows - kept;
  if (changed > 0)
    await database.run(
      `INSERT INTO ${table} (${cells}, run, "until") SELECT ${cells}, ${run}, NULL FROM ${from} f ANTI JOIN scores_same USING (source, "key")`,
    );
  const replaced = await database.value<number>(
    `SELECT count(*) FROM ${table} o SEMI JOIN ${from} f USING (source, "key") WHERE o.until = ${run}`,
  );
  await database.run("DROP TABLE scores_same");
  return { rows, changed, gone: ended - replaced };
}

/** Another OpenICP wrote other columns: new ones are added, those it had stay empty from now on. */
async function widen(
  database: Database,
  table: string,
  before: readonly string[],
  from: string,
  columns: readonly string[],
): Promise<void> {
  const types = await database.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT ${columns.map(quoteIdentifier).join(", ")} FROM ${from})`,
  );
  for (const { name, type } of types)
    if (!before.includes(name)) await database.run(`ALTER TABLE ${table} ADD COLUMN ${quoteIdentifier(name)} ${type}`);
}

/** Versions whose scores the file holds. */
export async function scoredVersions(database: Database): Promise<readonly string[]> {
  const found = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'kept' AND schema_name = 'scores' ORDER BY 1",
  );
  return [...new Set(found.map(({ name }) => name.replace(/:now$/, "")))];
}

/**
 * Takes away what runs wrote that never became visible: a process died between the warehouse's commit and the store's.
 *
 * @param visible newest visible run by version @returns rows taken away or given back
 */
export async function sweepScores(database: Database, visible: ReadonlyMap<string, number>): Promise<number> {
  let swept = 0;
  for (const version of await scoredVersions(database)) {
    const run = visible.get(version) ?? 0;
    for (const kind of ["fit", "now"] as const) {
      if ((await scoreColumns(database, version, kind)) === null) continue;
      const table = scoresName(version, kind);
      const strays = await database.value<number>(
        `SELECT count(*) FROM ${table} WHERE run > ${run} OR "until" > ${run}`,
      );
      if (strays === 0) continue;
      swept += strays;
      const rest = await database.value<number>(`SELECT count(*) FROM ${table} WHERE run <= ${run}`);
      await database.run(
        rest === 0
          ? `DROP TABLE ${table}`
          : `DELETE FROM ${table} WHERE run > ${run}; UPDATE ${table} SET "until" = NULL WHERE "until" > ${run}`,
      );
    }
  }
  return swept;
}

/** The scores of a version as they were after a run: `source`, `key`, `run`, and the columns of the score. */
export function scoresSql(version: string, kind: ScoreKind, run: number): string {
  return `SELECT * EXCLUDE ("until") FROM ${scoresName(version, kind)} s WHERE ${seenSql(run, "s")}`;
}

/** Throws `InputError` where a version has no scores. */
export async function requireScores(database: Database, version: string): Promise<readonly string[]> {
  const columns = await scoreColumns(database, version, "fit");
  if (columns === null)
    throw new InputError("this version has no scores yet: openicp publish scores every account, openicp score again");
  return columns;
}
