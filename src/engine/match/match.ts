import type { Database } from "../../warehouse/database.ts";

/**
 * Creates `into` (`row`, `other` BIGINT, `matched`: id, domain or name) with the pairs of rows of two sources that are about the same company, by
 * the most trusted key they share. The same name joins nothing where both rows give a website, and different ones: two companies.
 */
export async function matchCompanies(
  database: Database,
  keys: string,
  from: number,
  to: number,
  into: string,
): Promise<void> {
  await database.run(`CREATE TABLE ${into} AS
    SELECT "row", other, ['id', 'domain', 'name'][place] AS matched FROM (
      SELECT a."row", b."row" AS other, min(CASE a.kind WHEN 'id' THEN 1 WHEN 'domain' THEN 2 ELSE 3 END) AS place
      FROM ${keys} a JOIN ${keys} b ON b.kind = a.kind AND b.key = a.key
      WHERE a.source = ${from} AND b.source = ${to} AND (a.kind IN ('id', 'domain') OR (a.kind = 'name' AND NOT (a.placed AND b.placed)))
      GROUP BY ALL)`);
}

/** Creates `into` (`row`, `other`) with the pairs of rows of two sources that give the same e-mail address. */
export async function matchPeople(
  database: Database,
  keys: string,
  from: number,
  to: number,
  into: string,
): Promise<void> {
  await database.run(`CREATE TABLE ${into} AS SELECT DISTINCT a."row", b."row" AS other FROM ${keys} a JOIN ${keys} b USING (key)
    WHERE a.source = ${from} AND b.source = ${to} AND a.kind = 'email' AND b.kind = 'email'`);
}

/** Of some rows of a source: how many there are, how many name no company, and how many name it only in ways that another source does not. */
export async function unmatchable(
  database: Database,
  keys: string,
  of: number,
  to: number,
  rows: string,
): Promise<{ readonly rows: number; readonly nameless: number; readonly apart: number }> {
  const company = "kind IN ('id', 'domain', 'name')";
  const [found] = await database.rows<{ rows: number; named: number; comparable: number }>(
    `SELECT (SELECT count(*) FROM (${rows})) AS rows, count(DISTINCT k."row") AS named,
     count(DISTINCT k."row") FILTER (k.kind IN (SELECT DISTINCT kind FROM ${keys} WHERE source = ${to} AND ${company})) AS comparable
     FROM ${keys} k JOIN (${rows}) r ON r."row" = k."row" WHERE k.source = ${of} AND k.${company}`,
  );
  const { named, comparable } = found!;
  return { rows: found!.rows, nameless: found!.rows - named, apart: named - comparable };
}
