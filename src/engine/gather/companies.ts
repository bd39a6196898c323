import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

/** SQL: what names a deal's company when there is no accounts file: its id, else its domain with its name, else its name. */
export const OWN_COMPANY = `coalesce('i:' || id_key, 'd:' || domain_key || ' ' || coalesce(name_key, ''), 'n:' || name_key)`;

/** For a flat table: the records of the companies that its deals name, as if they had come in a file of their own. `__row` is that of the first deal. */
export async function createCompanies(database: Database, names: Names): Promise<void> {
  const first = (column: string) => `arg_min(${column}, __row) FILTER (${column} IS NOT NULL) AS ${column}`;
  const columns = [
    "domain_key",
    "name_key",
    "country",
    "city",
    "parent_id",
    "parent_name",
    "domain_text",
    "domains_text",
  ];
  await database.run(`CREATE TABLE ${names.accounts} AS SELECT min(__row) AS __row, ${OWN_COMPANY} AS own, any_value(id_key) AS id_key,
      ${columns.map(first).join(", ")}, CAST(NULL AS VARCHAR) AS owner, false AS empty
    FROM ${names.deals} WHERE ${OWN_COMPANY} IS NOT NULL GROUP BY 2 ORDER BY 1`);
}
