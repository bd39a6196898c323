import { InputError } from "../../errors.ts";
import type { Guess, RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";
import { versionsOf } from "./versions.ts";

const KEYS = ["id_key", "domain_key", "name_key"] as const;
type Key = (typeof KEYS)[number];
const WORDS: Readonly<Record<Key, string>> = { id_key: "account id", domain_key: "domain", name_key: "account name" };
/** A key that fewer of its deals than this share match is another system's, not a key. */
const LEAST_SHARE = 0.1;

/** A deal's account when there is no accounts file. */
export const NO_ACCOUNTS = "CAST(NULL AS BIGINT)";

interface Match {
  readonly key: Key;
  readonly present: number;
  readonly matched: number;
}

/**
 * Adds `account_row` to the deals: the row of the accounts file by id, else domain, else name. Of accounts with the same id the last row
 * counts, of those with the same domain or name the first. Throws `InputError` when hardly any deal finds an account.
 */
export async function joinAccounts(
  database: Database,
  names: Names,
  deals: RawTable,
  accounts: RawTable,
): Promise<Guess> {
  await markRepeatedAccounts(database, names, accounts);
  const matches: Match[] = [];
  for (const key of KEYS) matches.push({ key, ...(await countMatches(database, names, key)) });
  const usable = matches.filter(({ present, matched }) => matched > 0 && matched >= present * LEAST_SHARE);
  if (usable.length === 0) throw new InputError(noMatch(deals, accounts, matches));
  await addAccountRow(database, names, usable);
  return guessOf(database, names, usable, accounts.file);
}

/** `kept`: of the rows with the same id the one modified last, else of several files the one with more cells, else the last. */
async function markRepeatedAccounts(database: Database, names: Names, accounts: RawTable): Promise<void> {
  const versions = await versionsOf(database, accounts);
  const fuller = accounts.parts.length > 1 ? "v.filled DESC, " : "";
  const last =
    versions.modified === null && fuller === ""
      ? "max(__row) OVER (PARTITION BY id_key)"
      : `first_value(__row) OVER (PARTITION BY id_key ORDER BY v.modified DESC NULLS LAST, ${fuller}__row DESC)`;
  const from = last.startsWith("max") ? names.accounts : `${names.accounts} JOIN (${versions.select}) v USING (__row)`;
  await database.run(`CREATE TABLE ${names.accounts}_kept AS
    SELECT ${names.accounts}.*, NOT empty AND (id_key IS NULL OR __row = ${last}) AS kept FROM ${from} ORDER BY __row`);
  await database.run(`DROP TABLE ${names.accounts}; ALTER TABLE ${names.accounts}_kept RENAME TO ${names.accounts}`);
}

function firstOf(names: Names, key: Key): string {
  return `(SELECT ${key}, min(__row) AS account_row FROM ${names.accounts} WHERE kept AND ${key} IS NOT NULL GROUP BY ${key})`;
}

async function countMatches(database: Database, names: Names, key: Key): Promise<{ present: number; matched: number }> {
  const [counts] = await database.rows<{ present: number; matched: number }>(
    `SELECT count(d.${key}) AS present, count(a.account_row) AS matched FROM ${names.deals} d LEFT JOIN ${firstOf(names, key)} a ON a.${key} = d.${key}`,
  );
  return counts!;
}

async function addAccountRow(database: Database, names: Names, usable: readonly Match[]): Promise<void> {
  const joins = usable.map(({ key }, i) => `LEFT JOIN ${firstOf(names, key)} a${i} ON a${i}.${key} = d.${key}`);
  const found = usable.map((_, i) => `a${i}.account_row`);
  await database.run(`CREATE TABLE ${names.deals}_joined AS
    SELECT d.*, coalesce(${found.join(", ")}, NULL) AS account_row FROM ${names.deals} d ${joins.join(" ")} ORDER BY d.__row`);
  await database.run(`DROP TABLE ${names.deals}; ALTER TABLE ${names.deals}_joined RENAME TO ${names.deals}`);
}

async function guessOf(database: Database, names: Names, usable: readonly Match[], accounts: string): Promise<Guess> {
  const [counts] = await database.rows<{ rows: number; matched: number }>(
    `SELECT count(*) AS rows, count(account_row) AS matched FROM ${names.deals} WHERE NOT empty`,
  );
  const by = usable.map(({ key }) => WORDS[key]).join(", else ");
  const text = `Matched ${counts!.matched.toLocaleString("en-US")} of ${counts!.rows.toLocaleString("en-US")} deals to ${accounts} by ${by}.`;
  return { what: "join", text, override: "--map 'COLUMN=account_id' (or domain, account_name)" };
}

function noMatch(deals: RawTable, accounts: RawTable, matches: readonly Match[]): string {
  const tried = matches
    .filter(({ present }) => present > 0)
    .map(({ key, matched, present }) => `${WORDS[key]} ${matched} of ${present}`);
  const found = tried.length > 0 ? ` (${tried.join(", ")} match)` : "";
  return `cannot match the deals of ${deals.file} to the accounts of ${accounts.file}${found}: both need an account id, website or account name in common; name such a column with --map 'COLUMN=account_id'`;
}
