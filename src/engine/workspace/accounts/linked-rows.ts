import type { KeyColumns } from "../../../ingest/key-columns.ts";
import { cellSql, idSql } from "../../../ingest/keys.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type KeptSource, rawName } from "../../../warehouse/kept/source.ts";
import { layKeys } from "../../match/keys.ts";
import { matchCompanies } from "../../match/match.ts";
import { layTogether } from "../list/lay-together.ts";

/** An account as a row of its own, with what names it. */
export interface OneAccount {
  readonly table: string;
  readonly keys: KeyColumns;
  readonly ids: readonly string[];
  readonly domains: readonly string[];
  readonly names: readonly string[];
}

/** Rows that are looked at closely for an account. */
const MOST = 20_000;

/** Lays the row of an account, and what names it. @param keys of the accounts, laid together */
export async function layAccount(
  database: Database,
  sources: readonly KeptSource[],
  keys: KeyColumns,
  { source, key }: { readonly source: string; readonly key: string },
): Promise<OneAccount> {
  const table = "one_account";
  const own = sources.filter(({ role }) => role === "accounts" || role === "universe");
  await layTogether(database, "accounts", own, table, (one) =>
    one.source === source
      ? `SELECT CAST(1 AS BIGINT) AS "row", ${quoteText(key)} AS "key"`
      : `SELECT CAST(1 AS BIGINT) AS "row", '' AS "key" WHERE false`,
  );
  await layKeys(database, [{ table, keys }], "one_account_keys");
  const found = await database.rows<{ kind: string; key: string }>(
    `SELECT DISTINCT kind, key FROM one_account_keys WHERE key IS NOT NULL ORDER BY kind, key`,
  );
  const of = (kind: string): string[] => found.filter((one) => one.kind === kind).map((one) => one.key);
  return { table, keys, ids: of("id"), domains: of("domain"), names: of("name") };
}

/**
 * Lays the rows of a source that are about an account, as builds match them: `__row`, `__own` (the row's key) and the columns of the source.
 * A row that names another account's id is that one's, whatever else it says.
 *
 * @returns the table's name; null where there are none
 */
export async function layRowsOf(
  database: Database,
  account: OneAccount,
  source: KeptSource,
  keys: KeyColumns,
): Promise<string | null> {
  const near = nearSql(account, keys);
  if (near === null) return null;
  const table = `rows_${source.source}`;
  const columns = source.columns.map(quoteIdentifier).join(", ");
  await database.run(
    `CREATE TABLE ${quoteIdentifier(`${table}_near`)} AS SELECT __seq AS __row, __key AS __own, ${columns} FROM ${rawName(source)} WHERE __nth = 1 AND __gone IS NULL AND (${near}) ORDER BY __seq LIMIT ${MOST}`,
  );
  const pairs = `${table}_pairs`;
  const laid = `${table}_keys`;
  await layKeys(
    database,
    [
      { table: `${table}_near`, keys },
      { table: account.table, keys: account.keys },
    ],
    laid,
  );
  await matchCompanies(database, laid, 0, 1, pairs);
  const elsewhere =
    account.ids.length === 0
      ? "false"
      : `p.matched <> 'id' AND EXISTS (SELECT 1 FROM ${laid} k WHERE k.source = 0 AND k."row" = p."row" AND k.kind = 'id')`;
  await database.run(
    `CREATE TABLE ${quoteIdentifier(table)} AS SELECT * FROM ${quoteIdentifier(`${table}_near`)} WHERE __row IN (SELECT p."row" FROM ${pairs} p WHERE NOT (${elsewhere})) ORDER BY __row`,
  );
  const rows = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(table)}`);
  return rows === 0 ? null : table;
}

/** SQL boolean that is true of every row about an account, and of few others; null where nothing can match. */
function nearSql({ ids, domains, names }: OneAccount, keys: KeyColumns): string | null {
  const parts = [
    ...(ids.length === 0
      ? []
      : keys.ids.map((header) => `${idSql(`(${cellSql(header)})`)} IN (${ids.map(quoteText).join(", ")})`)),
    ...[...keys.domains, ...keys.emails].flatMap((header) =>
      domains.map((domain) => `contains(lower(${quoteIdentifier(header)}), ${quoteText(domain)})`),
    ),
    ...keys.names.flatMap((header) =>
      names.map((name) => {
        const word = name.split(" ")[0]!;
        return `contains(lower(strip_accents(${quoteIdentifier(header)})), ${quoteText(word)})`;
      }),
    ),
  ];
  return parts.length === 0 ? null : parts.map((part) => `coalesce(${part}, false)`).join(" OR ");
}
