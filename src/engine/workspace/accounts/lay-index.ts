import type { KeyColumns } from "../../../ingest/key-columns.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { keptSources } from "../../../warehouse/kept/source.ts";
import { lookAt } from "../../match/list.ts";
import { alreadyKept } from "../already.ts";
import type { Current } from "../current.ts";
import { layNamed } from "../list/lay-named.ts";
import { layTogether } from "../list/lay-together.ts";
import { buildOptions } from "../said.ts";

/** Table of every scored account with what it is called: `place` counts from 0 in the order of fit. */
export const INDEX = "accounts_index";

/** Columns of the index that a person may filter and sort by. */
export const INDEX_COLUMNS = [
  ...["name", "website", "owner", "fit", "level", "sure", "known", "segment", "disqualified_by", "watch_out"],
  ...["timing", "action", "already"],
] as const;

/** Lays the index of the accounts by the scores in force. Gives the columns by which the accounts, laid together, are known. */
export async function layIndex(database: Database, { document, sql, columns }: Current): Promise<KeyColumns> {
  const kept = await keptSources(database);
  const sources = kept.filter(({ role }) => role === "accounts" || role === "universe");
  const together = await layTogether(database, "accounts", sources, "index_batch");
  const list = await lookAt(database, together.raw, "companies or people", buildOptions(kept));
  await layNamed(database, list, "index_named");
  const already = await alreadyKept(database, document, kept);
  const p = columns.includes("p_win") ? "p_win" : "p_goal";
  const cell = (name: string): string => (columns.includes(name) ? `s.${quoteIdentifier(name)}` : "NULL");
  const [state, join] =
    already === null
      ? ["CAST(NULL AS VARCHAR)", ""]
      : ["y.already", ` LEFT JOIN (${already}) y ON y.source = s.source AND y."key" = s."key"`];
  await database.run(
    `CREATE TABLE ${INDEX} AS SELECT (row_number() OVER (ORDER BY fit DESC NULLS LAST, source, "key") - 1)::INTEGER AS place, * FROM (
       SELECT s.source, s."key", n.name, n.website, n.owner, n.ids, s.fit, s.level, ${cell("sure")} AS sure, s.known, s.segment, s.disqualified_by,
         ${cell("watch_out")} AS watch_out, ${cell(p)} AS p, ${cell(`${p}_low`)} AS p_low, ${cell(`${p}_high`)} AS p_high, s.timing, s.timing_reasons, s.hand_raised,
         CASE WHEN ${state} IS NULL THEN s.action END AS action, ${state} AS already,
         lower(concat_ws(' ', n.name, n.website, s."key")) AS words
       FROM (${sql}) s LEFT JOIN ${quoteIdentifier(together.of)} o ON o.source = s.source AND o."key" = s."key"
         LEFT JOIN index_named n ON n.__row = o."row"${join}) ORDER BY place;
     DROP TABLE index_named; DROP TABLE index_batch; DROP TABLE ${quoteIdentifier(together.of)}`,
  );
  return list.keys;
}
