import type { AccountMerge, RawTable } from "../../ingest/facts.ts";
import { cellSql } from "../../ingest/keys.ts";
import type { Meanings } from "../../ingest/meaning.ts";
import { nameClusters } from "../../ingest/similar-names.ts";
import { missingSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { stemSql } from "./domains.ts";
import type { Names } from "./rows.ts";
import { versionsOf } from "./versions.ts";

/** So many towns with one name on one domain are a chain's sites: a family, not one company. */
const CHAIN_TOWNS = 3;
/** A name that so many records still share is no key. */
const COMMON_NAME = 5;

/**
 * Finds the records that are the same company and creates `names.merged`: `row`, `into` (the record kept: the fullest), `how` (`id`, `domain`,
 * `name`; NULL where nothing is to be merged but one id must still lead to one record). Same domain with another parent, country or owner, or
 * with a name that is not similar, is a family and not merged; so is the same name without a second sign. Work is done only for records whose
 * id, domain or name occurs twice.
 */
export async function findMerges(database: Database, names: Names, raw: RawTable, merge: boolean): Promise<void> {
  const { table, columns } = raw;
  await sameIds(database, names, raw);
  if (merge && (await candidates(database, names)) > 0) {
    await sameDomain(database, names);
    await sameName(database, names);
    await keepFullest(database, names, table, columns);
  } else {
    const how = merge ? "'id'" : "CAST(NULL AS VARCHAR)";
    await database.run(
      `CREATE TABLE ${names.merged} AS SELECT row, "into", ${how} AS how FROM ${names.work}_ids ORDER BY row`,
    );
  }
  const steps = ["_ids", "_candidates", "_clusters", "_by_domain", "_by_name"];
  await database.run(steps.map((step) => `DROP TABLE IF EXISTS ${names.work}${step};`).join(" "));
}

/** Of records with one id the one modified last is kept, else of several files the one with more cells, else the last. */
async function sameIds(database: Database, names: Names, raw: RawTable): Promise<void> {
  const versions = await versionsOf(database, raw);
  const fuller = raw.parts.length > 1 ? "v.filled DESC, " : "";
  const several = `SELECT __row, id_key FROM ${names.accounts} WHERE NOT empty AND id_key IN
    (SELECT id_key FROM ${names.accounts} WHERE id_key IS NOT NULL AND NOT empty GROUP BY id_key HAVING count(*) > 1)`;
  await database.run(`CREATE TABLE ${names.work}_ids AS SELECT * FROM (
    SELECT s.__row AS row, first_value(s.__row) OVER (PARTITION BY s.id_key ORDER BY v.modified DESC NULLS LAST, ${fuller}s.__row DESC) AS "into"
    FROM (${several}) s JOIN (${versions.select}) v USING (__row)) WHERE row <> "into"`);
}

/** SQL: `acme group` as `acme`: the same company where a second sign says so. */
const BARE =
  "CASE WHEN contains(name_key, ' gr') THEN regexp_replace(name_key, ' (group|groupe|gruppe|grupo|gruppo)$', '') ELSE name_key END";

/** Records whose domain or name is that of another; gives how many. `nested`: the parent is one of those others. */
async function candidates(database: Database, names: Names): Promise<number> {
  const twice = (key: string) =>
    `(SELECT ${key} FROM ${names.accounts} WHERE (${key}) IS NOT NULL AND NOT empty GROUP BY 1 HAVING count(*) > 1)`;
  await database.run(`CREATE TABLE ${names.work}_candidates AS
    WITH twice AS (SELECT __row, id_key, domain_key, ${NAME} AS name_key, country, city, owner, coalesce(parent_id, parent_name) AS parent, parent_id, parent_name
      FROM ${names.accounts} WHERE NOT empty AND __row NOT IN (SELECT row FROM ${names.work}_ids)
      AND (domain_key IN ${twice("domain_key")} OR ${BARE} IN ${twice(BARE)})),
    parents AS (SELECT id_key, any_value(domain_key) AS domain_key, any_value(name_key) AS name_key FROM twice WHERE id_key IS NOT NULL GROUP BY id_key)
    SELECT s.* EXCLUDE (parent, parent_id, parent_name), CASE WHEN s.parent_id IS DISTINCT FROM s.id_key AND s.parent_name IS DISTINCT FROM s.name_key THEN s.parent END AS parent,
      s.parent_id <> s.id_key AND (p.domain_key = s.domain_key OR p.name_key = s.name_key) AS nested
    FROM twice s LEFT JOIN parents p ON p.id_key = s.parent_id ORDER BY s.__row`);
  return database.value<number>(`SELECT count(*) FROM ${names.work}_candidates`);
}

/** A name that only repeats the domain (`acme.com`) is none. */
const NAME = `CASE WHEN replace(name_key, ' ', '') = regexp_replace(domain_key, '[^a-z0-9]', '', 'g') THEN '' ELSE coalesce(name_key, '') END`;

/** SQL: a part of a group's key: the value where the group knows several, each record without it then being on its own. */
function split(different: string, value: string): string {
  return `CASE WHEN ${different} THEN coalesce(${value}, '#' || __row) ELSE '' END`;
}

const several = (value: string, window: string) =>
  `coalesce(min(${value}) OVER ${window} <> max(${value}) OVER ${window}, false)`;
/** A parent among the others of the group makes a blank parent a difference, too. */
const parents = (window: string) => `CASE WHEN coalesce(bool_or(nested) OVER ${window}, false) THEN coalesce(parent, '')
  ELSE ${split(several("parent", window), "parent")} END`;

async function sameDomain(database: Database, names: Names): Promise<void> {
  await clusterNames(database, names);
  await database.run(`CREATE TABLE ${names.work}_by_domain AS
    WITH named AS (SELECT c.*, coalesce(k.cluster, c.name_key) AS cluster FROM ${names.work}_candidates c
      LEFT JOIN ${names.work}_clusters k ON k.domain_key = c.domain_key AND k.name_key = c.name_key WHERE c.domain_key IS NOT NULL),
    parted AS (SELECT *, ${split(several("country", "w"), "country")} AS p1, ${split(several("owner", "w"), "owner")} AS p2, ${parents("w")} AS p3,
      ${split(`count(DISTINCT city) OVER w >= ${CHAIN_TOWNS}`, "NULL")} AS p4 FROM named WHERE cluster <> '' WINDOW w AS (PARTITION BY domain_key, cluster))
    SELECT row, "into" FROM (SELECT __row AS row, min(__row) OVER (PARTITION BY domain_key, cluster, p1, p2, p3, p4) AS "into" FROM parted) WHERE row <> "into" ORDER BY row`);
}

/** For the names on each domain that has several: which are one. A record without a name goes with the only name of its domain. */
async function clusterNames(database: Database, names: Names): Promise<void> {
  const several = `SELECT domain_key, name_key FROM ${names.work}_candidates WHERE domain_key IS NOT NULL GROUP BY ALL`;
  const [domains = [], keys = []] = await database.texts(
    `SELECT domain_key, name_key FROM (SELECT *, count(*) OVER (PARTITION BY domain_key) AS n FROM (${several})) WHERE n > 1 ORDER BY domain_key, name_key`,
  );
  const clusters: string[] = [];
  for (let from = 0; from < domains.length; ) {
    let to = from;
    while (to < domains.length && domains[to] === domains[from]) to++;
    clusters.push(...clustersOf(keys.slice(from, to) as string[]));
    from = to;
  }
  await database.create(`${names.work}_clusters`, [
    { name: "domain_key", type: "VARCHAR", values: domains },
    { name: "name_key", type: "VARCHAR", values: keys },
    { name: "cluster", type: "VARCHAR", values: clusters },
  ]);
}

function clustersOf(keys: readonly string[]): readonly string[] {
  const known = keys.filter((key) => key !== "");
  const found = nameClusters(known);
  const only = new Set(found).size === 1 ? found[0]! : "";
  return keys.map((key) => (key === "" ? only : found[known.indexOf(key)]!));
}

/**
 * Records of one name, each group of the last step as one: nothing may differ, and a second sign must agree: the town, or the name before the domain's
 * ending, or the country with a name that is that of the other's website or whose first word no other name in the file begins with. Where the file
 * says nothing of places at all, a name of two words or more is enough.
 */
async function sameName(database: Database, names: Names): Promise<void> {
  const places = await database.value<boolean>(`SELECT count(country) + count(city) > 0 FROM ${names.accounts}`);
  const whole = (value: string) => `count(${value}) OVER u = count(*) OVER u`;
  const oneTown = `${whole("city")} AND NOT ${several("city", "u")}`;
  const ownSite = "coalesce(bool_or(replace(stem, '-', '') = replace(name_key, ' ', '')) OVER u, false)";
  const signs = [`${whole("country")} AND (${oneTown} OR ${ownSite} OR rare)`, whole("stem")];
  if (!places) signs.push("contains(name_key, ' ')");
  const sameDomain = `min(domain_key) OVER u = max(domain_key) OVER u AND ${whole("domain_key")}`;
  const oneDomain =
    "coalesce(min(domain_key) OVER v = max(domain_key) OVER v AND count(domain_key) OVER v = count(*) OVER v, false)";
  await database.run(`CREATE TABLE ${names.work}_by_name AS
    WITH firsts AS (SELECT split_part(name_key, ' ', 1) AS first, count(DISTINCT name_key) = 1 AS rare FROM ${names.accounts}
      WHERE split_part(name_key, ' ', 1) IN (SELECT split_part(name_key, ' ', 1) FROM ${names.work}_candidates) GROUP BY 1),
    groups AS (SELECT coalesce(m."into", c.__row) AS __row, min(c.domain_key) AS domain_key, ${stemSql("min(c.domain_key)")} AS stem, ${BARE.replaceAll("name_key", "arg_min(c.name_key, c.__row)")} AS name_key,
        min(c.country) AS country, min(c.city) AS city, min(c.owner) AS owner, min(c.parent) AS parent, coalesce(bool_or(c.nested), false) AS nested
      FROM ${names.work}_candidates c LEFT JOIN ${names.work}_by_domain m ON m.row = c.__row GROUP BY 1),
    countries AS (SELECT *, ${split(several("country", "w"), "country")} AS p1 FROM groups WHERE name_key <> '' WINDOW w AS (PARTITION BY name_key)),
    parted AS (SELECT *, ${split(several("stem", "v"), "stem")} AS p2, ${split(several("owner", "v"), "owner")} AS p3, ${parents("v")} AS p4,
        ${split(`${several("city", "v")} AND NOT ${oneDomain}`, "city")} AS p5, count(DISTINCT city) OVER v >= ${CHAIN_TOWNS} AS chain
      FROM countries WINDOW v AS (PARTITION BY name_key, p1)),
    judged AS (SELECT __row AS row, min(__row) OVER u AS "into", count(*) OVER u AS n,
        CASE WHEN chain OR (${sameDomain}) THEN false ELSE ${signs.map((sign) => `(${sign})`).join(" OR ")} END AS same
      FROM (SELECT p.*, coalesce(f.rare AND contains(name_key, ' '), false) AS rare FROM parted p LEFT JOIN firsts f ON f.first = split_part(p.name_key, ' ', 1))
      WINDOW u AS (PARTITION BY name_key, p1, p2, p3, p4, p5))
    SELECT row, "into" FROM judged WHERE same AND n <= ${COMMON_NAME} AND row <> "into" ORDER BY row`);
}

/** Of the records of one company the fullest stays, of equally full ones the oldest id; where they stand in the files does not matter. */
async function keepFullest(database: Database, names: Names, table: string, columns: readonly string[]): Promise<void> {
  const all = columns.map(quoteIdentifier).join(", ");
  const steps = `${names.work}_steps`;
  await database.run(`CREATE TABLE ${steps} AS
    WITH steps AS (SELECT c.__row AS row, c.id_key, c.name_key, coalesce(d."into", c.__row) AS by_domain, coalesce(n."into", d."into", c.__row) AS by_name
      FROM ${names.work}_candidates c LEFT JOIN ${names.work}_by_domain d ON d.row = c.__row LEFT JOIN ${names.work}_by_name n ON n.row = coalesce(d."into", c.__row))
    SELECT * FROM steps WHERE by_name IN (SELECT by_name FROM steps GROUP BY by_name HAVING count(*) > 1)`);
  const some = (await database.value<number>(`SELECT count(*) FROM ${steps}`)) > 0;
  const filled = some ? columns.map((column) => `(NOT ${missingSql(column)})::INTEGER`).join(" + ") : "0";
  await database.run(`CREATE TABLE ${names.merged} AS
    WITH full_rows AS (SELECT __row, ${filled} AS cells, hash(${all}) AS print FROM ${quoteIdentifier(table)} WHERE __row IN (SELECT row FROM ${steps})),
    ranked AS (SELECT s.*, first_value(s.row) OVER w AS kept, first_value(s.by_domain) OVER w AS kept_domain FROM ${steps} s JOIN full_rows r ON r.__row = s.row
      WINDOW w AS (PARTITION BY s.by_name ORDER BY r.cells DESC, length(s.id_key), s.id_key, s.name_key, r.print, s.row)),
    others AS (SELECT row, kept AS "into", CASE WHEN by_domain = kept_domain THEN 'domain' ELSE 'name' END AS how FROM ranked WHERE row <> kept)
    SELECT * FROM (SELECT * FROM others UNION ALL SELECT i.row, coalesce(o."into", i."into"), 'id' FROM ${names.work}_ids i LEFT JOIN others o ON o.row = i."into") ORDER BY row`);
  await database.run(`DROP TABLE ${steps}`);
}

/** The merges that took place, for people: by the kept record, then the merged one. */
export async function listMerges(
  database: Database,
  names: Names,
  table: string,
  meanings: Meanings,
): Promise<readonly AccountMerge[]> {
  const merges = await database.value<number>(`SELECT count(*) FROM ${names.merged} WHERE how IS NOT NULL`);
  if (merges === 0) return [];
  const of = (meaning: "account_name" | "domain" | "account_id") => cellSql(meanings[meaning]?.header ?? null);
  const records = `SELECT __row, ${of("account_name")} AS name, ${of("domain")} AS domain, ${of("account_id")} AS id FROM ${quoteIdentifier(table)}
    WHERE __row IN (SELECT unnest([row, "into"]) FROM ${names.merged})`;
  const found = await database.rows<Record<string, string | number | null>>(
    `SELECT k.__row AS kept_row, k.name AS kept_name, k.domain AS kept_domain, k.id AS kept_id, r.__row AS row, r.name, r.domain, r.id, m.how
     FROM ${names.merged} m JOIN (${records}) k ON k.__row = m."into" JOIN (${records}) r ON r.__row = m.row WHERE m.how IS NOT NULL ORDER BY kept_row, row`,
  );
  return found.map((one) => ({
    kept: { row: one.kept_row, name: one.kept_name, domain: one.kept_domain, id: one.kept_id },
    merged: { row: one.row, name: one.name, domain: one.domain, id: one.id },
    by: one.how,
  })) as unknown as readonly AccountMerge[];
}
