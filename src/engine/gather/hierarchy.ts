import { chainHeads } from "../../ingest/heads.ts";
import { cellSql } from "../../ingest/keys.ts";
import type { Meanings } from "../../ingest/meaning.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { matchesOf, recordsSql } from "./join.ts";
import type { Names } from "./rows.ts";

/** Circles of parents that are named. */
const NAMED = 3;

/** Tables of the hierarchy. `parents`: `company`, `parent` (a company; NULL: not in the files), `text` (its key then). `heads`: `company`, `head`, `record` whose attributes count. */
export function hierarchyTables(names: Names): { readonly parents: string; readonly heads: string } {
  return { parents: `${names.work}_parents`, heads: `${names.work}_heads` };
}

/**
 * Finds each company's parent, written as an id or a name, and the top of each chain. `whole`: groups count as one company, so `heads` is filled:
 * the attributes come from the head's record where it is in the file, else they stay the company's own. Returns what is to be said.
 */
export async function findHierarchy(
  database: Database,
  names: Names,
  meanings: Meanings,
  table: string,
  whole: boolean,
): Promise<readonly string[]> {
  const { parents, heads } = hierarchyTables(names);
  await createParents(database, names, parents);
  const links = await database.numbers(
    `SELECT company, parent FROM ${parents} WHERE parent IS NOT NULL ORDER BY company`,
  );
  const parentOf = new Map(Array.from(links[0]!, (company, i) => [company, links[1]![i]!]));
  const found = chainHeads(parentOf);
  const tops = [...found.heads].sort(([a], [b]) => a - b);
  await database.create(heads, [
    { name: "company", type: "BIGINT", values: tops.map(([company]) => company) },
    { name: "head", type: "BIGINT", values: tops.map(([, head]) => head) },
  ]);
  const notes = await loopNotes(database, found.loops, meanings, table, whole);
  if (!whole) await database.run(`DELETE FROM ${heads}; ALTER TABLE ${heads} ADD COLUMN record BIGINT`);
  else notes.push(...(await wholeGroups(database, names)));
  return notes;
}

/** One parent per company: its own record's, else that of one merged into it. A record that names itself has none. */
async function createParents(database: Database, names: Names, parents: string): Promise<void> {
  const own = `SELECT company, __row, parent_id, parent_name FROM ${recordsSql(names)} WHERE parent_id IS NOT NULL`;
  const strangers = `SELECT m.company, d.__row, d.parent_id, d.parent_name FROM ${names.deals} d JOIN ${matchesOf(names)} m ON m.row = d.__row AND m.company < 0 WHERE d.parent_id IS NOT NULL`;
  await database.run(`CREATE TABLE ${parents} AS
    WITH told AS (${own} UNION ALL ${strangers}),
    ids AS (SELECT id_key, max(company) AS company FROM ${recordsSql(names)} WHERE id_key IN (SELECT parent_id FROM told) GROUP BY id_key),
    named AS (SELECT name_key, CASE WHEN min(company) = max(company) THEN min(company) END AS company FROM ${recordsSql(names)} WHERE name_key IN (SELECT parent_name FROM told) GROUP BY name_key),
    found AS (SELECT t.company, t.__row, coalesce(i.company, n.company) AS parent, coalesce(t.parent_name, t.parent_id) AS text
      FROM told t LEFT JOIN ids i ON i.id_key = t.parent_id LEFT JOIN named n ON n.name_key = t.parent_name),
    others AS (SELECT * FROM found WHERE parent IS DISTINCT FROM company)
    SELECT company, parent, CASE WHEN parent IS NULL THEN text END AS text FROM others
    QUALIFY row_number() OVER (PARTITION BY company ORDER BY __row <> company, __row) = 1 ORDER BY company`);
}

async function loopNotes(
  database: Database,
  loops: readonly (readonly number[])[],
  meanings: Meanings,
  table: string,
  whole: boolean,
): Promise<string[]> {
  if (loops.length === 0) return [];
  const cell = cellSql(meanings.account_name?.header ?? meanings.account_id?.header ?? null);
  const told: string[] = [];
  for (const loop of loops.slice(0, NAMED)) {
    const rows = await database.rows<{ row: number; name: string | null }>(
      `SELECT __row AS row, ${cell} AS name FROM ${quoteIdentifier(table)} WHERE __row IN (${loop.map(Math.abs).join(", ")})`,
    );
    const nameOf = (company: number) =>
      rows.find(({ row }) => row === Math.abs(company))?.name ?? `row ${Math.abs(company)}`;
    told.push([...loop, loop[0]!].map(nameOf).join(" -> "));
  }
  const rest = loops.length > NAMED ? ` and ${(loops.length - NAMED).toLocaleString("en-US")} more` : "";
  const then = whole ? "each circle counts as one company" : "they stay companies of their own, in one family";
  return [`Parent accounts run in a circle (${told.join("; ")}${rest}): ${then}.`];
}

/** Companies under one parent that is not in the files are one group, each with its own attributes. */
async function wholeGroups(database: Database, names: Names): Promise<readonly string[]> {
  const { parents, heads } = hierarchyTables(names);
  await database.run(`CREATE TABLE ${heads}_all AS
    WITH tops AS (SELECT company, head FROM ${heads} UNION ALL SELECT company, company FROM ${parents} WHERE company NOT IN (SELECT company FROM ${heads})),
    bound AS (SELECT t.company, t.head, p.text FROM tops t LEFT JOIN ${parents} p ON p.company = t.head AND p.text IS NOT NULL),
    under AS (SELECT company, head, text FROM bound UNION SELECT head, head, text FROM bound)
    SELECT company, CASE WHEN text IS NULL THEN head ELSE min(head) OVER (PARTITION BY text) END AS head,
      CASE WHEN text IS NULL AND head > 0 THEN head ELSE company END AS record FROM under ORDER BY company`);
  await database.run(`DROP TABLE ${heads}; ALTER TABLE ${heads}_all RENAME TO ${heads}`);
  const [counts] = await database.rows<{ companies: number; groups: number }>(
    `SELECT count(*) AS companies, count(DISTINCT head) AS groups FROM ${heads} WHERE head IN (SELECT head FROM ${heads} GROUP BY head HAVING count(*) > 1)`,
  );
  const { companies, groups } = counts!;
  if (groups === 0)
    return ["No account names a parent, so no groups count as one company (--hierarchy ultimate-parent)."];
  return [
    `${companies.toLocaleString("en-US")} accounts count as ${groups.toLocaleString("en-US")} ${groups === 1 ? "group" : "groups"} by their ultimate parents (--hierarchy ultimate-parent).`,
  ];
}
