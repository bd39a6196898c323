import { companyKey } from "../../ingest/company-name.ts";
import { domainOf } from "../../ingest/domain.ts";
import { cellSql, idSql } from "../../ingest/keys.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { emailDomainSql, type Kind, layKeys, type Source } from "../match/keys.ts";
import type { List } from "../match/list.ts";

/** Rows of a list that are all looked at closely. */
export const MANY = 20_000;

/**
 * The table of the rows of a list that can be matched to rows of other sources: the list itself, or where it is long the few that `layCandidates`
 * lays.
 */
export async function fewRows(
  database: Database,
  list: List,
  others: readonly Source[],
  into: string,
  many: number = MANY,
): Promise<string> {
  if (list.raw.rowsRead <= many) return list.raw.table;
  await layCandidates(database, list, others, into);
  return into;
}

/**
 * Lays the rows of a list that share an id, a domain or a name with a row of other sources, and those of the same id: every row that can be matched
 * to one of them, and few others. Of a large list only these then need their keys laid out.
 */
async function layCandidates(
  database: Database,
  { raw, keys }: List,
  others: readonly Source[],
  into: string,
): Promise<void> {
  const known = `${into}_known`;
  await layKeys(database, others, known);
  const from = quoteIdentifier(raw.table);
  const domains = await textsOf(database, from, "domain", known, domainOf, [
    ...keys.domains.map(cellOf),
    ...keys.emails.map(emailDomainSql),
  ]);
  const names = await textsOf(database, from, "name", known, companyKey, keys.names.map(cellOf));
  const among = (cells: readonly string[], table: string): string[] =>
    cells.map((cell) => `SELECT __row FROM ${from} WHERE ${cell} IN (SELECT text FROM ${table})`);
  const ids = keys.ids.map((header) => idSql(`(${cellSql(header)})`));
  const rows = [
    "SELECT CAST(0 AS BIGINT) WHERE false",
    ...ids.map((id) => `SELECT __row FROM ${from} WHERE ${id} IN (SELECT key FROM ${known} WHERE kind = 'id')`),
    ...among([...keys.domains.map(cellOf), ...keys.emails.map(emailDomainSql)], domains),
    ...among(keys.names.map(cellOf), names),
  ];
  await database.run(
    `CREATE TABLE ${into}_rows AS SELECT DISTINCT __row FROM (${rows.join(" UNION ALL ")}) AS t(__row)`,
  );
  // A row also goes by what the rows of its id say.
  const same = ids.map((id) => `SELECT __row, ${id} AS id FROM ${from} WHERE ${id} IS NOT NULL`).join(" UNION ALL ");
  const wider =
    ids.length === 0
      ? `SELECT __row FROM ${into}_rows`
      : `WITH ids AS (${same}) SELECT __row FROM ${into}_rows UNION SELECT __row FROM ids WHERE id IN (SELECT id FROM ids SEMI JOIN ${into}_rows USING (__row))`;
  await database.run(`CREATE TABLE ${into} AS SELECT * FROM ${from} WHERE __row IN (${wider}) ORDER BY __row`);
  for (const table of [known, `${into}_rows`, domains, names]) await database.run(`DROP TABLE ${table}`);
}

function cellOf(header: string): string {
  return cellSql(header);
}

/** Lays the texts that lead to a key of others. */
async function textsOf(
  database: Database,
  from: string,
  kind: Kind,
  known: string,
  work: (text: string) => string | null,
  cells: readonly string[],
): Promise<string> {
  const [keys = []] = await database.texts(`SELECT DISTINCT key FROM ${known} WHERE kind = '${kind}'`);
  const wanted = new Set(keys);
  const found = new Set<string>();
  for (const cell of wanted.size === 0 ? [] : cells)
    await database.eachTexts(`SELECT ${cell} AS text FROM ${from} WHERE text IS NOT NULL`, ([texts = []]) => {
      for (const text of texts) {
        const key = text === null ? null : work(text);
        if (text !== null && key !== null && wanted.has(key)) found.add(text);
      }
    });
  const table = `${known}_${kind}s`;
  await database.create(table, [{ name: "text", type: "VARCHAR", values: [...found] }]);
  return table;
}
