import type { Presence } from "../../buyers/presence.ts";
import type { Database } from "../../warehouse/database.ts";

/**
 * Reads which deals have which label.
 *
 * @param table rows `deal`, `label` VARCHAR, not null, each pair once
 * @param most labels: of more the commonest, told by how many deals have them
 */
export async function readPresence(database: Database, table: string, most: number): Promise<Presence> {
  const listed = `SELECT label, (row_number() OVER (ORDER BY count(*) DESC, label) - 1)::INTEGER AS id FROM ${table} GROUP BY label QUALIFY id < ${most}`;
  const [labels = []] = await database.texts(`SELECT label FROM (${listed}) ORDER BY id`);
  const [ids, deals] = await database.numbers(
    `SELECT l.id, t.deal FROM ${table} t JOIN (${listed}) l ON l.label = t.label ORDER BY l.id, t.deal`,
  );
  const rows: Int32Array[] = [];
  for (let label = 0, from = 0; label < labels.length; label++) {
    let to = from;
    while (to < ids!.length && ids![to] === label) to++;
    rows.push(Int32Array.from(deals!.subarray(from, to)));
    from = to;
  }
  return { labels: labels as string[], rows };
}
