import { InputError } from "../../errors.ts";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** Name of the file's catalog: tables that are kept are `kept.<schema>.<table>`. */
export const KEPT = "kept";

/**
 * What made the tables of each format from those of the one before; the first makes them from nothing. Never change an entry that was released:
 * add one.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE SCHEMA kept.raw; CREATE SCHEMA kept.history; CREATE SCHEMA kept.views;
   CREATE TABLE kept.meta.sources (source VARCHAR, role VARCHAR, columns VARCHAR, "key" VARCHAR, said VARCHAR, files VARCHAR);
   CREATE TABLE kept.meta.imports (import BIGINT, source VARCHAR, role VARCHAR, file VARCHAR, sha256 VARCHAR, options VARCHAR, whole BOOLEAN,
     read BIGINT, new BIGINT, changed BIGINT, unchanged BIGINT, merged BIGINT, rejected BIGINT, gone BIGINT,
     format VARCHAR, notes VARCHAR, part VARCHAR, started VARCHAR, finished VARCHAR);
   CREATE TABLE kept.meta.rejections (import BIGINT, place BIGINT, file VARCHAR, line BIGINT, "column" VARCHAR, reason VARCHAR);
   CREATE TABLE kept.meta.erased (kind VARCHAR, print VARCHAR, erased_at VARCHAR);
   CREATE TABLE kept.meta.attributes (role VARCHAR, source VARCHAR, "column" VARCHAR, field VARCHAR, type VARCHAR, family VARCHAR, origin VARCHAR, filled DOUBLE, rows BIGINT);
   CREATE TABLE kept.history.changes (import BIGINT, source VARCHAR, "key" VARCHAR, field VARCHAR, old VARCHAR, new VARCHAR, day VARCHAR);`,
  `CREATE SCHEMA kept.scores; CREATE SCHEMA kept.stamps;
   CREATE TABLE kept.stamps.stamps (icp VARCHAR, role VARCHAR, source VARCHAR, "key" VARCHAR, account_source VARCHAR, account VARCHAR, created VARCHAR, stamped VARCHAR, version VARCHAR, scored VARCHAR,
     fit SMALLINT, level VARCHAR, known DOUBLE, p DOUBLE, timing SMALLINT, action VARCHAR, "import" BIGINT);`,
];

/**
 * Brings the tables of the attached file to the newest format, one transaction per step: a kill leaves a whole older format.
 * Throws `InputError` for a file of a newer format, and for one that holds something else.
 */
export async function migrate(database: Database, path: string, migrations = MIGRATIONS): Promise<void> {
  const from = await formatOf(database, path);
  if (from > migrations.length)
    throw new InputError(
      `${path} was written by a newer version of OpenICP (format ${from}, this one knows ${migrations.length}): use that version, or a newer one`,
    );
  for (let format = from; format < migrations.length; format++) {
    const begin =
      format === 0 ? "CREATE SCHEMA kept.meta; CREATE TABLE kept.meta.settings (name VARCHAR, value VARCHAR);" : "";
    await database.run(
      `BEGIN; ${begin} ${migrations[format]}; DELETE FROM kept.meta.settings WHERE name = 'format'; INSERT INTO kept.meta.settings VALUES ('format', ${quoteText(String(format + 1))}); COMMIT`,
    );
  }
}

/** 0 for a file without any table. */
async function formatOf(database: Database, path: string): Promise<number> {
  const tables = await database.rows<{ name: string }>(
    `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = ${quoteText(KEPT)}`,
  );
  if (tables.length === 0) return 0;
  if (!tables.some(({ name }) => name === "meta.settings"))
    throw new InputError(`${path} is a DuckDB file, but no workspace of OpenICP: give another folder`);
  const format = await database.value<string | null>("SELECT value FROM kept.meta.settings WHERE name = 'format'");
  return Number(format ?? 0);
}
