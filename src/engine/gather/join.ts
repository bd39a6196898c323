import { InputError } from "../../errors.ts";
import type { Guess, RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { OWN_COMPANY } from "./companies.ts";
import type { Names } from "./rows.ts";

const KEYS = ["id_key", "domain_key", "name_key"] as const;
type Key = (typeof KEYS)[number];
const WORDS: Readonly<Record<Key, string>> = { id_key: "account id", domain_key: "domain", name_key: "account name" };
/** A key that fewer of its deals than this share match is another system's, not a key. */
const LEAST_SHARE = 0.1;

interface Match {
  readonly key: Key;
  readonly present: number;
  readonly matched: number;
}

/** How the deals found their accounts. */
export interface Joined {
  readonly guess: Guess;
  readonly notes: readonly string[];
}

/** Table of the record of each deal's company: `row` of the deal, `company`; deals that name none have no row. */
export function matchesOf(names: Names): string {
  return `${names.work}_matches`;
}

/** SQL: each record not merged away, or a merged one by the record that is kept: `__row`, keys and `company`. */
export function recordsSql(names: Names): string {
  return `(SELECT a.*, coalesce(m."into", a.__row) AS company FROM ${names.accounts} a LEFT JOIN ${names.merged} m ON m.row = a.__row WHERE NOT a.empty)`;
}

/** For a flat table: each deal's company is the record that was made of it. */
export async function joinOwn(database: Database, names: Names): Promise<void> {
  await database.run(`CREATE TABLE ${matchesOf(names)} AS SELECT d.__row AS row, a.company FROM
    (SELECT __row, ${OWN_COMPANY} AS own FROM ${names.deals}) d JOIN ${recordsSql(names)} a ON a.own = d.own`);
}

/**
 * Finds each deal's account by id, else domain, else name. Of several accounts on one domain the one with the deal's name counts, else of its
 * country, else the one without a parent; a name that several accounts of the deal's country share joins nothing. A deal whose keys find no
 * account, but that has keys, is a company of its own (a negative number). Throws `InputError` when hardly any deal finds an account.
 */
export async function joinAccounts(
  database: Database,
  names: Names,
  deals: RawTable,
  accounts: RawTable,
): Promise<Joined> {
  const matches: Match[] = [];
  for (const key of KEYS) matches.push(await countMatches(database, names, key));
  const usable = matches.filter(({ present, matched }) => matched > 0 && matched >= present * LEAST_SHARE);
  if (usable.length === 0) throw new InputError(noMatch(deals, accounts, matches));
  const keys = usable.map(({ key }) => key);
  await createMatches(database, names, keys);
  const joined = {
    guess: await guessOf(database, names, keys, accounts.file),
    notes: await ambiguous(database, names, keys),
  };
  await addStrangers(database, names);
  await database.run(KEYS.map((key) => `DROP TABLE ${target(names, key)};`).join(" "));
  return joined;
}

function target(names: Names, key: Key): string {
  return `${names.work}_by_${key}`;
}

/** What each key leads to. Domains and names of several accounts (`n` is 2) lead on by name and country; `company` is where the key alone leads. */
const LEADS: Readonly<Record<Key, string>> = {
  id_key: "max(company)",
  domain_key: "coalesce(min(company) FILTER (parent_id IS NULL AND parent_name IS NULL), min(company))",
  name_key: "CASE WHEN min(company) = max(company) THEN min(company) END",
};

async function countMatches(database: Database, names: Names, key: Key): Promise<Match> {
  const present = await database.value<number>(`SELECT count(${key}) FROM ${names.deals}`);
  const wanted = present > 0 ? `${key} IS NOT NULL` : "false";
  await database.run(`CREATE TABLE ${target(names, key)} AS SELECT ${key}, CASE WHEN min(company) < max(company) THEN 2 ELSE 1 END AS n, ${LEADS[key]} AS company
    FROM ${recordsSql(names)} WHERE ${wanted} GROUP BY ${key}`);
  if (present === 0) return { key, present, matched: 0 };
  const matched = await database.value<number>(
    `SELECT count(*) FROM ${names.deals} d JOIN ${target(names, key)} a ON a.${key} = d.${key}`,
  );
  return { key, present, matched };
}

/** By id in one go; the few that are left then by domain and name. */
async function createMatches(database: Database, names: Names, keys: readonly Key[]): Promise<void> {
  const matches = matchesOf(names);
  const byId = `SELECT d.__row AS row, a.company FROM ${names.deals} d JOIN ${target(names, "id_key")} a ON a.id_key = d.id_key`;
  await database.run(
    `CREATE TABLE ${matches} AS ${keys.includes("id_key") ? byId : "SELECT 0::BIGINT AS row, 0::BIGINT AS company WHERE false"}`,
  );
  for (const key of ["domain_key", "name_key"] as const)
    if (keys.includes(key)) await database.run(`INSERT INTO ${matches} ${leftBy(names, key)}`);
}

function leftBy(names: Names, key: "domain_key" | "name_key"): string {
  const other = key === "domain_key" ? "name_key" : "domain_key";
  const best = (column: string) =>
    `(SELECT ${key}, ${column}, CASE WHEN min(company) = max(company) THEN min(company) END AS company FROM several WHERE ${column} IS NOT NULL GROUP BY ALL)`;
  return `WITH rest AS (SELECT __row, ${key}, ${other}, country FROM ${names.deals} WHERE ${key} IS NOT NULL AND __row NOT IN (SELECT row FROM ${matchesOf(names)})),
    several AS (SELECT a.* FROM ${recordsSql(names)} a JOIN ${target(names, key)} t ON t.${key} = a.${key} WHERE t.n > 1)
    SELECT r.__row AS row, coalesce(o.company, c.company, t.company) AS company FROM rest r JOIN ${target(names, key)} t ON t.${key} = r.${key}
      LEFT JOIN ${best(other)} o ON o.${key} = r.${key} AND o.${other} = r.${other}
      LEFT JOIN ${best("country")} c ON c.${key} = r.${key} AND c.country = r.country
    WHERE coalesce(o.company, c.company, t.company) IS NOT NULL`;
}

async function guessOf(database: Database, names: Names, keys: readonly Key[], accounts: string): Promise<Guess> {
  const [counts] = await database.rows<{ rows: number; matched: number }>(
    `SELECT (SELECT count(*) FROM ${names.deals} WHERE NOT empty) AS rows, (SELECT count(*) FROM ${matchesOf(names)}) AS matched`,
  );
  const by = keys.map((key) => WORDS[key]).join(", else ");
  const text = `Matched ${counts!.matched.toLocaleString("en-US")} of ${counts!.rows.toLocaleString("en-US")} deals to ${accounts} by ${by}.`;
  return { what: "join", text, override: "--map 'COLUMN=account_id' (or domain, account_name)" };
}

/** What is to be said of deals whose name several accounts share. */
async function ambiguous(database: Database, names: Names, keys: readonly Key[]): Promise<readonly string[]> {
  if (!keys.includes("name_key")) return [];
  const [found] = await database.rows<{ rows: number; example: string | null }>(
    `SELECT count(*) AS rows, min(d.name_key) AS example FROM ${names.deals} d JOIN ${target(names, "name_key")} t ON t.name_key = d.name_key
     WHERE t.n > 1 AND d.__row NOT IN (SELECT row FROM ${matchesOf(names)})`,
  );
  const { rows, example } = found!;
  if (rows === 0) return [];
  return [
    `${rows.toLocaleString("en-US")} ${rows === 1 ? "deal names a company" : "deals name a company"} that several accounts share, such as "${example}", and nothing else tells which is meant: not joined.`,
  ];
}

async function addStrangers(database: Database, names: Names): Promise<void> {
  await database.run(`INSERT INTO ${matchesOf(names)} SELECT __row, -(min(__row) OVER (PARTITION BY ${OWN_COMPANY})) FROM ${names.deals}
    WHERE ${OWN_COMPANY} IS NOT NULL AND NOT empty AND __row NOT IN (SELECT row FROM ${matchesOf(names)})`);
}

function noMatch(deals: RawTable, accounts: RawTable, matches: readonly Match[]): string {
  const tried = matches
    .filter(({ present }) => present > 0)
    .map(({ key, matched, present }) => `${WORDS[key]} ${matched} of ${present}`);
  const found = tried.length > 0 ? ` (${tried.join(", ")} match)` : "";
  return `cannot match the deals of ${deals.file} to the accounts of ${accounts.file}${found}: both need an account id, website or account name in common; name such a column with --map 'COLUMN=account_id'`;
}
