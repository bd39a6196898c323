import { companyKey } from "../../ingest/company-name.ts";
import { domainOf } from "../../ingest/domain.ts";
import { cellSql, idSql } from "../../ingest/keys.ts";
import type { Meanings } from "../../ingest/meaning.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "./lookup.ts";

/** A file whose rows say who they are about. */
export interface Keyed {
  readonly table: string;
  readonly columns: readonly string[];
  readonly meanings: Meanings;
}

/** SQL names of the working tables of one gathering; they go when it ends. */
export interface Names {
  readonly deals: string;
  readonly accounts: string;
  readonly domains: string;
  readonly names: string;
  readonly amounts: string;
  readonly rates: string;
  readonly families: string;
}

/**
 * Creates for each file a table of `__row`, `id_key`, `domain_key`, `name_key`, `parent` (as written), `empty`, `print` (a hash of the whole
 * row) by which rows are joined, grouped into families and told from repeats. `more` are further columns.
 */
export async function keyRows(
  database: Database,
  names: Names,
  files: readonly { keyed: Keyed; into: string; more: string }[],
): Promise<void> {
  const cells = (field: "domain" | "account_name", where: (keyed: Keyed) => string) =>
    files
      .filter(({ keyed }) => keyed.meanings[field] !== null)
      .map(
        ({ keyed }) =>
          `SELECT ${cellSql(keyed.meanings[field]!.header)} FROM ${quoteIdentifier(keyed.table)} WHERE ${where(keyed)}`,
      );
  await lookupTable(database, names.domains, union(cells("domain", () => "true")), domainOf, "VARCHAR");
  const joined = files.length > 1;
  const needed = (keyed: Keyed) => (joined || keyed.meanings.parent !== null ? "true" : nameless(keyed, names));
  await lookupTable(database, names.names, union(cells("account_name", needed)), companyKey, "VARCHAR");
  for (const file of files) await database.run(keyedSql(file, names));
}

/** SQL boolean: nothing but its name says which company the row is about. A million names take JS seconds. */
function nameless({ meanings }: Keyed, names: Names): string {
  const domain = cellSql(meanings.domain?.header ?? null);
  return `${idSql(cellSql(meanings.account_id?.header ?? null))} IS NULL AND NOT EXISTS (SELECT 1 FROM ${names.domains} AS d WHERE d.text = ${domain})`;
}

function union(selects: readonly string[]): string {
  return selects.length === 0 ? "SELECT CAST(NULL AS VARCHAR) WHERE false" : selects.join(" UNION ALL ");
}

function keyedSql({ keyed, into, more }: { keyed: Keyed; into: string; more: string }, names: Names): string {
  const { meanings } = keyed;
  const all = keyed.columns.map(quoteIdentifier).join(", ");
  return `CREATE TABLE ${into} AS
    SELECT r.__row, r.id_key, d.value AS domain_key, n.value AS name_key, r.parent, r.empty, r.print ${more === "" ? "" : ", r.* EXCLUDE (__row, id_key, domain, name, parent, empty, print)"}
    FROM (SELECT __row, ${idSql(cellSql(meanings.account_id?.header ?? null))} AS id_key, ${cellSql(meanings.domain?.header ?? null)} AS domain,
      ${cellSql(meanings.account_name?.header ?? null)} AS name, ${cellSql(meanings.parent?.header ?? null)} AS parent,
      coalesce(${all}, NULL) IS NULL AS empty, hash(${all}) AS print ${more === "" ? "" : `, ${more}`}
      FROM ${quoteIdentifier(keyed.table)}) AS r
    LEFT JOIN ${names.domains} AS d ON d.text = r.domain
    LEFT JOIN ${names.names} AS n ON n.text = r.name
    ORDER BY r.__row`;
}

/** Names of the working tables of the deals table `table`. */
export function workingNames(table: string): Names {
  return {
    deals: `${table}_deals`,
    accounts: `${table}_accounts`,
    domains: `${table}_domains`,
    names: `${table}_names`,
    amounts: `${table}_amounts`,
    rates: `${table}_rates`,
    families: `${table}_families`,
  };
}

/** Drops the working tables, those of the families included. */
export async function dropWorking(database: Database, names: Names): Promise<void> {
  const families = ["", "_keys", "_parents", "_links", "_nodes", "_roots"].map((end) => `${names.families}${end}`);
  const tables = [names.deals, names.accounts, names.domains, names.names, names.amounts, names.rates, ...families];
  await database.run(tables.map((table) => `DROP TABLE IF EXISTS ${table};`).join(" "));
}
