import { companyKey } from "../../ingest/company-name.ts";
import { domainOf } from "../../ingest/domain.ts";
import type { KeyColumns } from "../../ingest/key-columns.ts";
import { cellSql, idSql } from "../../ingest/keys.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "../gather/lookup.ts";

/** A table whose rows are matched to those of others by what they say about their company. */
export type Source = RawSource | KeyedSource;

/** A file as it was read, with its key columns. */
interface RawSource {
  readonly table: string;
  readonly keys: KeyColumns;
}

/** A table of our own with `row` (BIGINT), `id_key`, `domain_key` and `name_key`. */
interface KeyedSource {
  readonly table: string;
  readonly keys: null;
}

/** Kinds of keys in the order of trust. */
export const KINDS = ["id", "domain", "name"] as const;
export type Kind = (typeof KINDS)[number];

/**
 * Creates `into` (`source` INTEGER: index in the list, `row` BIGINT, `kind`: id, domain, name or email, `key` VARCHAR, `placed`: the row says
 * its domain) with every key of every row. A row that gives an id gets the domain and name of the rows with the same id in the other
 * sources, so that deals that know their account only by its id are found by its website.
 */
export async function layKeys(database: Database, sources: readonly Source[], into: string): Promise<void> {
  await layLookups(database, sources, into);
  const own = sources.flatMap((source, i) => keySelects(source, i, into));
  const none = `SELECT 0, CAST(0 AS BIGINT), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR) WHERE false`;
  await database.run(`CREATE TABLE ${into}_own AS
    SELECT source::INTEGER AS source, "row", kind, key FROM (${[none, ...own].join(" UNION ALL ")}) AS t(source, "row", kind, key) WHERE key IS NOT NULL`);
  await database.run(`CREATE TABLE ${into} AS
    WITH ids AS (SELECT * FROM ${into}_own WHERE kind = 'id'),
    more AS (SELECT DISTINCT i.key AS id, o.kind, o.key FROM ids i JOIN ${into}_own o ON o.source = i.source AND o."row" = i."row" WHERE o.kind IN ('domain', 'name')),
    every AS (SELECT * FROM ${into}_own UNION SELECT i.source, i."row", m.kind, m.key FROM ids i JOIN more m ON m.id = i.key),
    placed AS (SELECT DISTINCT source, "row" FROM every WHERE kind = 'domain')
    SELECT e.*, p.source IS NOT NULL AS placed FROM every e LEFT JOIN placed p ON p.source = e.source AND p."row" = e."row"`);
  await database.run(`DROP TABLE ${into}_own; DROP TABLE ${into}_domains; DROP TABLE ${into}_names`);
}

/** What JavaScript makes of the different websites and names of all sources. */
async function layLookups(database: Database, sources: readonly Source[], into: string): Promise<void> {
  const raw = sources.filter((source) => source.keys !== null);
  const cells = (headers: (keys: KeyColumns) => readonly string[], sql: (header: string) => string) =>
    raw.flatMap(({ table, keys }) =>
      headers(keys).map((header) => `SELECT ${sql(header)} FROM ${quoteIdentifier(table)}`),
    );
  const domains = [...cells((keys) => keys.domains, cellOf), ...cells((keys) => keys.emails, emailDomainSql)];
  await lookupTable(database, `${into}_domains`, union(domains), domainOf, "VARCHAR");
  await lookupTable(database, `${into}_names`, union(cells((keys) => keys.names, cellOf)), companyKey, "VARCHAR");
}

function cellOf(header: string): string {
  return cellSql(header);
}

/** SQL: the address in a cell, lower case: `ann@acme.com` in `Ann Lee <Ann@Acme.com>`. */
export function emailSql(header: string): string {
  return `nullif(lower(regexp_extract(${cellSql(header)}, '[^\\s<>,;"]+@[^\\s<>,;"]+')), '')`;
}

/** SQL: the domain of the address in a cell. */
export function emailDomainSql(header: string): string {
  return `nullif(split_part(${emailSql(header)}, '@', -1), '')`;
}

function union(selects: readonly string[]): string {
  return selects.length === 0 ? "SELECT CAST(NULL AS VARCHAR) WHERE false" : selects.join(" UNION ALL ");
}

function keySelects({ table, keys }: Source, source: number, into: string): string[] {
  const from = quoteIdentifier(table);
  if (keys === null) return KINDS.map((kind) => `SELECT ${source}, "row", '${kind}', ${kind}_key FROM ${from}`);
  const looked = (cell: string, kind: Kind, lookup: string) =>
    `SELECT ${source}, r.__row, '${kind}', l.value FROM (SELECT __row, ${cell} AS cell FROM ${from}) r JOIN ${into}_${lookup} l ON l.text = r.cell`;
  return [
    // The cell is worked out once: said in full at each of its many places it takes DuckDB longer to read than the rows.
    ...keys.ids.map(
      (header) =>
        `SELECT ${source}, __row, 'id', ${idSql("cell")} FROM (SELECT __row, ${cellSql(header)} AS cell FROM ${from})`,
    ),
    ...keys.domains.map((header) => looked(cellSql(header), "domain", "domains")),
    ...keys.emails.map((header) => looked(emailDomainSql(header), "domain", "domains")),
    ...keys.emails.map((header) => `SELECT ${source}, __row, 'email', ${emailSql(header)} FROM ${from}`),
    ...keys.names.map((header) => looked(cellSql(header), "name", "names")),
  ];
}
