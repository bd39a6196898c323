import type { KeyColumns } from "../../../ingest/key-columns.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { keptSources } from "../../../warehouse/kept/source.ts";
import { alreadyKept } from "../already.ts";
import type { Current } from "../current.ts";
import { namedSql } from "../list/lay-named.ts";
import { buildOptions } from "../said.ts";
import { scoredSources, viewList } from "../scored-list.ts";

/** Table of every scored account with what it is called: `place` counts from 0 in the order of fit. */
export const INDEX = "accounts_index";

/**
 * Table of `place` and `words`, what is searched of each: as it is, for `INDEX` is compressed, and to unpack its texts takes twice as long as to
 * look through them.
 */
export const WORDS = "accounts_words";

/** SQL number by which an account is found among many: few others have it. */
export function hashSql(source: string, key: string): string {
  return `hash(${source}, ${key})`;
}

/** Columns of the index that a person may filter and sort by. */
export const INDEX_COLUMNS = [
  ...["name", "website", "owner", "fit", "level", "sure", "known", "segment", "disqualified_by", "watch_out"],
  ...["timing", "action", "already"],
] as const;

/**
 * Lays the index of the accounts by the scores in force, and nothing beside it. Gives the columns by which the accounts, laid together, are known.
 */
export async function layIndex(database: Database, { document, sql, columns }: Current): Promise<KeyColumns> {
  const before = await laidIn(database);
  const kept = await keptSources(database);
  const scored = await viewList(database, scoredSources(kept), buildOptions(kept), "index_batch");
  const already = await alreadyKept(database, document, kept, scored);
  const p = columns.includes("p_win") ? "p_win" : "p_goal";
  const cell = (name: string): string => (columns.includes(name) ? `s.${quoteIdentifier(name)}` : "NULL");
  const [state, join] =
    already === null
      ? ["CAST(NULL AS VARCHAR)", ""]
      : ["y.already", ` LEFT JOIN (${already}) y ON y.source = s.source AND y."key" = s."key"`];
  const named = namedSql(scored.list, ["__source", "__own", "__seq"]);
  await database.run(
    `CREATE TABLE ${INDEX} AS SELECT (row_number() OVER () - 1)::INTEGER AS place, * FROM (
       SELECT s.source, s."key", n.__seq AS seq, n.name, n.website, n.owner, n.ids, s.fit, s.level, ${cell("sure")} AS sure, s.known, s.segment, s.disqualified_by,
         ${cell("watch_out")} AS watch_out, ${cell(p)} AS p, ${cell(`${p}_low`)} AS p_low, ${cell(`${p}_high`)} AS p_high, s.timing, s.timing_reasons, s.hand_raised,
         CASE WHEN ${state} IS NULL THEN s.action END AS action, ${state} AS already,
         ${hashSql("s.source", 's."key"')} AS hash,
         lower(concat_ws(' ', n.name, CASE WHEN NOT contains(lower(s."key"), lower(n.website)) THEN n.website END, s."key")) AS words
       FROM (${sql}) s LEFT JOIN (${named}) n ON n.__source = s.source AND n.__own = s."key"${join}
       ORDER BY s.fit DESC NULLS LAST, s.source, s."key")`,
  );
  for (const [name, kind] of await laidIn(database))
    if (name !== INDEX && !before.has(name)) await database.run(`DROP ${kind} ${quoteIdentifier(name)}`);
  return scored.list.keys;
}

/** Compresses what is laid, and takes the words of it beside. In a catalog that is compressed. */
export async function settleIndex(database: Database): Promise<void> {
  await database.run("CHECKPOINT");
  await database.run(`CREATE TABLE ${WORDS} AS SELECT place, words FROM ${INDEX} ORDER BY place`);
}

/** Tables and views by name. */
async function laidIn(database: Database): Promise<ReadonlyMap<string, "TABLE" | "VIEW">> {
  const found = await database.rows<{ name: string; type: string }>(
    "SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_catalog = current_database()",
  );
  return new Map(found.map(({ name, type }) => [name, type === "VIEW" ? "VIEW" : "TABLE"]));
}
