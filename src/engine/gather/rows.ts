import { companyKey, genericNames, isPlainNameSql, plainNamesSql } from "../../ingest/company-name.ts";
import { countryKey } from "../../ingest/country-key.ts";
import { domainsOf, oddHosts, plainDomainsSql } from "../../ingest/domain.ts";
import { cellSql, idSql, oneCaseIdSql, repairedId } from "../../ingest/keys.ts";
import type { Meanings } from "../../ingest/meaning.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { DealSql } from "./deals.ts";
import { lookupTable } from "./lookup.ts";

/** A file whose rows say who they are about. */
export interface Keyed {
  readonly table: string;
  readonly columns: readonly string[];
  readonly meanings: Meanings;
  /** Headers of what tells companies of one name or domain apart; null where the file has none. */
  readonly country: string | null;
  readonly city: string | null;
  readonly owner: string | null;
  /** Header of further domains of the company. */
  readonly domains: string | null;
}

/** A file, the table it is keyed into, and further columns of that. */
export interface KeyedFile {
  readonly keyed: Keyed;
  readonly into: string;
  readonly more: DealSql | null;
}

/** SQL names of the working tables of one gathering; they go when it ends. */
export interface Names {
  readonly deals: string;
  /** The records of companies: the rows of the accounts file, or those that a flat table's deals name. */
  readonly accounts: string;
  readonly amounts: string;
  readonly rates: string;
  /** Records that are merged: `row`, `into` (the record kept), `how`. */
  readonly merged: string;
  /** What the kept records take from those merged into them: a row per kept record, by `__row`. */
  readonly filled: string;
  /** The start of all other names. */
  readonly work: string;
}

/**
 * Creates for each file a table of `__row`, `id_key`, `domain_key`, `name_key`, `country`, `city`, `owner`, `parent_id`, `parent_name`,
 * `domain_text`, `domains_text`, `empty` by which rows are joined, merged and grouped into families. `more` are further columns. What plain SQL can read is read there; odd domains and names, say in other scripts, go through JS.
 */
export async function keyRows(database: Database, names: Names, files: readonly KeyedFile[]): Promise<void> {
  const odd = `${names.work}_odd`;
  await database.create(odd, [{ name: "text", type: "VARCHAR", values: [...oddHosts(), ...genericNames()] }]);
  for (const file of files) {
    const countries = `${file.into}_countries`;
    const { table, country } = file.keyed;
    const cells = `SELECT ${cellSql(country)} FROM ${quoteIdentifier(table)}`;
    await lookupTable(database, countries, country === null ? NOTHING : cells, countryKey, "VARCHAR");
    await database.run(keyedSql(file, odd, countries));
    await database.run(`DROP TABLE ${countries}`);
    await readOdd(database, file.into);
  }
  await database.run(`DROP TABLE ${odd}`);
}

const NOTHING = "SELECT CAST(NULL AS VARCHAR) WHERE false";

function keyedSql({ keyed, into, more }: KeyedFile, odd: string, countries: string) {
  const { meanings } = keyed;
  const table = quoteIdentifier(keyed.table);
  const from = more === null ? table : `(SELECT *, ${more.first} FROM ${table})`;
  const all = keyed.columns.map(quoteIdentifier).join(", ");
  const cell = (header: string | undefined | null) => cellSql(header ?? null);
  const cells = `SELECT __row, ${cell(meanings.account_id?.header)} AS id_text, ${cell(meanings.domain?.header)} AS domain_text,
      ${cell(meanings.account_name?.header)} AS name_text, ${cell(meanings.parent?.header)} AS parent, ${cell(keyed.country)} AS country_text,
      ${cell(keyed.city)} AS city_text, ${cell(keyed.owner)} AS owner_text, ${cell(keyed.domains)} AS domains_text,
      coalesce(${all}, NULL) IS NULL AS empty ${more === null ? "" : `, ${more.columns}`} FROM ${from}`;
  // What the file does not have is said to be nothing: to read the SQL of it takes the database longer than the rows of a small file.
  const nothing = (into: string) => (select: string) => `SELECT *, CAST(NULL AS VARCHAR) AS ${into} FROM (${select})`;
  const names = (text: string, into: string, header: Meanings["parent"]) =>
    header === null ? nothing(into) : (select: string) => plainNamesSql(select, text, into);
  const hosts = meanings.domain === null ? nothing("host")(cells) : plainDomainsSql(cells, "domain_text", "host");
  const named = names("name_text", "plain_name", meanings.account_name)(hosts);
  const read = names("parent", "plain_parent", meanings.parent)(named);
  const id = (text: string, header: Meanings["parent"]) => (header === null ? "CAST(NULL AS VARCHAR)" : idSql(text));
  return `CREATE TABLE ${into} AS
    SELECT r.* EXCLUDE (id_text, domain_text, name_text, parent, country_text, city_text, owner_text, host, plain_name, plain_parent),
      ${id("r.id_text", meanings.account_id)} AS id_key, CASE WHEN ${oneCaseIdSql("r.id_text")} THEN r.id_text END AS id_text,
      CASE WHEN r.host <> '' AND o.text IS NULL THEN r.host END AS domain_key, CASE WHEN r.host = '' OR o.text IS NOT NULL THEN r.domain_text END AS domain_text,
      CASE WHEN g.text IS NULL THEN r.plain_name END AS name_key, CASE WHEN r.plain_name IS NULL THEN r.name_text END AS name_text,
      ${id("r.parent", meanings.parent)} AS parent_id, CASE WHEN ${oneCaseIdSql("r.parent")} THEN r.parent END AS parent_id_text,
      r.plain_parent AS parent_name, CASE WHEN NOT ${isPlainNameSql("r.parent")} THEN r.parent END AS parent_name_text,
      c.value AS country, strip_accents(lower(r.city_text)) AS city, lower(r.owner_text) AS owner
    FROM (${read}) AS r LEFT JOIN ${odd} AS o ON o.text = r.host LEFT JOIN ${odd} AS g ON g.text = r.plain_name
    LEFT JOIN ${countries} AS c ON c.text = r.country_text`;
}

/** Columns whose texts SQL could not read, what they are read into, and how. */
const ODD: readonly (readonly [text: string, key: string, read: (text: string) => string | null])[] = [
  ["domain_text", "domain_key", (text) => domainsOf(text)[0] ?? null],
  ["name_text", "name_key", companyKey],
  ["parent_name_text", "parent_name", companyKey],
  ["id_text", "id_key", repairedId],
  ["parent_id_text", "parent_id", repairedId],
];

/** Reads what SQL could not, and lays the table anew where there is such: an UPDATE takes three times as long. */
async function readOdd(database: Database, table: string): Promise<void> {
  const found: { readonly into: string; readonly odd: string; readonly join: string }[] = [];
  const held = await database.numbers(`SELECT ${ODD.map(([text]) => `count(${text})`).join(", ")} FROM ${table}`);
  for (const [text, key, read] of ODD.filter((_, i) => held[i]![0]! > 0)) {
    const odd = `${table}_${text}`;
    await lookupTable(database, odd, `SELECT ${text} FROM ${table}`, read, "VARCHAR");
    if ((await database.value<number>(`SELECT count(*) FROM ${odd}`)) === 0) await database.run(`DROP TABLE ${odd}`);
    else
      found.push({
        into: `coalesce(${odd}.value, t.${key}) AS ${key}`,
        odd,
        join: `LEFT JOIN ${odd} ON ${odd}.text = t.${text}`,
      });
  }
  if (found.length === 0) return;
  await database.run(
    `CREATE TABLE ${table}_read AS SELECT t.* REPLACE (${found.map(({ into }) => into).join(", ")}) FROM ${table} t ${found.map(({ join }) => join).join(" ")}`,
  );
  await database.run(
    `DROP TABLE ${table}; ALTER TABLE ${table}_read RENAME TO ${table}; ${found.map(({ odd }) => `DROP TABLE ${odd};`).join(" ")}`,
  );
}

/** Names of the working tables of the deals table `table`. */
export function workingNames(table: string): Names {
  return {
    deals: `${table}_deals`,
    accounts: `${table}_accounts`,
    amounts: `${table}_amounts`,
    rates: `${table}_rates`,
    merged: `${table}_merged`,
    filled: `${table}_filled`,
    work: `${table}_work`,
  };
}

/** Drops the working tables that the steps of the gathering leave to one another. */
export async function dropWorking(database: Database, names: Names): Promise<void> {
  const tables = [names.deals, names.accounts, names.amounts, names.rates, names.merged, names.filled];
  tables.push(`${names.work}_heads`, `${names.work}_parents`);
  await database.run(tables.map((table) => `DROP TABLE IF EXISTS ${table};`).join(" "));
}
