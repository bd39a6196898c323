import type { Presence } from "../../buyers/presence.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { readPresence } from "./read-presence.ts";

/** Roles, each with every function and level: 5 x (1 + 15 x 8). */
const MOST = 700;

/** Which deals have somebody with which buying role tied to them, whenever that was set; null where the CRM ties no roles to deals. */
export async function readDealRoles(
  database: Database,
  { table: facts, people }: Pick<Facts, "table" | "people">,
): Promise<Presence | null> {
  if (people === null) return null;
  const tied = `${facts}_roles`;
  await database.run(`CREATE TABLE ${tied} AS
    WITH tied AS (SELECT unnest(deals) AS row, buying_role AS role, function, seniority FROM ${people.table} WHERE buying_role IS NOT NULL)
    SELECT DISTINCT f.deal, unnest([t.role || '||', t.role || '|' || t.function || '|' || coalesce(t.seniority, '')]) AS label
    FROM tied t JOIN ${facts} f ON f.row = t.row`);
  await database.run(`DELETE FROM ${tied} WHERE label IS NULL`);
  const roles = await readPresence(database, tied, MOST);
  await database.run(`DROP TABLE ${tied}`);
  return roles.labels.length === 0 ? null : roles;
}
