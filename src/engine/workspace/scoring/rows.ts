import type { RawTable } from "../../../ingest/facts.ts";
import type { IngestOptions } from "../../../ingest/options.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoresSql } from "../../../warehouse/kept/scores.ts";
import { type KeptSource, rawName } from "../../../warehouse/kept/source.ts";
import { layKeys } from "../../match/keys.ts";
import { lookAt } from "../../match/list.ts";
import { matchCompanies } from "../../match/match.ts";
import { saidOf } from "../said.ts";

/** The rows of a source that count, as a raw table of its own; `__row` is their place in the source. */
export async function layRows(database: Database, source: KeptSource): Promise<RawTable> {
  const table = `score_${source.source}`;
  const columns = source.columns.map(quoteIdentifier).join(", ");
  await database.run(
    `CREATE VIEW ${quoteIdentifier(table)} AS SELECT __seq AS __row, ${columns} FROM ${rawName(source)} WHERE __nth = 1 AND __gone IS NULL`,
  );
  const rows = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(table)}`);
  const file = source.files.at(-1) ?? source.source;
  const { decimal } = saidOf(source).reading;
  return {
    role: source.role,
    table,
    file,
    columns: source.columns,
    rowsRead: rows,
    rejected: [],
    format: "",
    notes: [],
    parts: [{ file, format: "", before: 0, rowsRead: rows, rejected: [], copyOf: null }],
    decimal,
  };
}

/** Companies of a market that are accounts already are scored once, as accounts: takes them out of its table. */
export async function leaveOutAccounts(
  database: Database,
  market: RawTable,
  accounts: readonly RawTable[],
  options: IngestOptions,
): Promise<void> {
  const own = await lookAt(database, market, "companies or people", options);
  const others = [];
  for (const raw of accounts) others.push(await lookAt(database, raw, "companies or people", options));
  const keys = `${market.table}_known`;
  await layKeys(
    database,
    [own, ...others].map(({ raw, keys: columns }) => ({ table: raw.table, keys: columns })),
    keys,
  );
  const known: string[] = [];
  for (const [i] of others.entries()) {
    await matchCompanies(database, keys, 0, i + 1, `${keys}_${i}`);
    known.push(`SELECT "row" AS __row FROM ${quoteIdentifier(`${keys}_${i}`)}`);
  }
  await leaveOut(database, market, known.join(" UNION "));
}

/**
 * The same where neither accounts nor market have changed in what companies are known by, since a version was scored: who of the market has no
 * score by it was left out.
 */
export async function leaveOutAsBefore(
  database: Database,
  market: RawTable,
  source: KeptSource,
  { version, run }: { readonly version: string; readonly run: number },
): Promise<void> {
  const scored = `SELECT s."key" FROM (${scoresSql(version, "fit", run)}) s WHERE s.source = ${quoteText(source.source)}`;
  await leaveOut(
    database,
    market,
    `SELECT r.__seq AS __row FROM ${rawName(source)} r ANTI JOIN (${scored}) s ON s."key" = r.__key WHERE r.__nth = 1 AND r.__gone IS NULL`,
  );
}

/** @param rows query of the `__row` that go */
async function leaveOut(database: Database, { table }: RawTable, rows: string): Promise<void> {
  const [view, all, out] = [table, `${table}_all`, `${table}_out`].map(quoteIdentifier);
  await database.run(
    `CREATE TABLE ${out} AS ${rows}; ALTER VIEW ${view} RENAME TO ${all}; CREATE VIEW ${view} AS SELECT * FROM ${all} ANTI JOIN ${out} USING (__row)`,
  );
}
