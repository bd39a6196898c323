import type { Database } from "../../../warehouse/database.ts";
import type { CustomerNames } from "./names.ts";

/**
 * Gives accounts of different files one `key` where they are the same company under different ids: one domain, else one name, that in each
 * file stands for a single account. Within a file nothing is linked. Gives how many accounts were joined to another.
 */
export async function linkFiles(database: Database, names: CustomerNames): Promise<number> {
  const before = await countKeys(database, names);
  await linkBy(database, names, "domain_key");
  await linkBy(database, names, "name_key");
  return before - (await countKeys(database, names));
}

async function linkBy(database: Database, names: CustomerNames, by: "domain_key" | "name_key"): Promise<void> {
  await database.run(`CREATE TABLE ${names.rows}_linked AS
    WITH told AS (SELECT DISTINCT file, key, ${by} AS word FROM ${names.rows} WHERE key IS NOT NULL AND ${by} IS NOT NULL),
    apart AS (SELECT word, min(key) AS kept FROM (SELECT word, file, count(*) AS keys, min(key) AS key FROM told GROUP BY word, file)
      GROUP BY word HAVING max(keys) = 1 AND count(DISTINCT key) > 1)
    SELECT t.key, min(a.kept) AS kept FROM told t JOIN apart a USING (word) GROUP BY t.key HAVING min(a.kept) <> t.key`);
  await database.run(`UPDATE ${names.rows} r SET key = l.kept FROM ${names.rows}_linked l WHERE l.key = r.key`);
  await database.run(`DROP TABLE ${names.rows}_linked`);
}

function countKeys(database: Database, names: CustomerNames): Promise<number> {
  return database.value<number>(`SELECT count(DISTINCT key) FROM ${names.rows}`);
}
