import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type List, lookAt } from "../../match/list.ts";

const TABLE = "list_exclude_names";
/** As it reads in the reason for which somebody is left out. */
const FILE = "of names not to touch";
const HEADER = "Website or name";

/** Lays websites and names that a list is told of, as a file with one column of either would be. */
export async function layExcludedNames(database: Database, names: readonly string[]): Promise<List> {
  await database.create(`${TABLE}_cells`, [{ name: "name", type: "VARCHAR", values: [...names] }]);
  await database.run(
    `CREATE TABLE ${TABLE} AS SELECT row_number() OVER (ORDER BY name) AS __row, name AS ${quoteIdentifier(HEADER)} FROM ${TABLE}_cells`,
  );
  const n = names.length;
  const part = { file: FILE, format: "", before: 0, rowsRead: n, rejected: [], copyOf: null };
  const raw = { table: TABLE, file: FILE, columns: [HEADER], rowsRead: n, rejected: [], format: "", notes: [] };
  return lookAt(database, { role: "accounts", ...raw, parts: [part], decimal: undefined }, "companies or people", {
    map: [],
    ignore: [],
  });
}
