import { quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { Current } from "../current.ts";
import { csvText } from "../list/csv.ts";
import { INDEX } from "./lay-index.ts";
import { type AccountsQuery, conditionSql, orderSql } from "./query.ts";
import type { AccountLine } from "./shapes.ts";

/** Columns after the account and its own ids, as lists have them; `version` comes last. */
const OWN = [
  ...["name", "website", "owner", "fit", "level", "sure", "known", "segment", "disqualified_by"],
  ...["watch_out", "timing", "action", "already"],
] as const satisfies readonly (keyof AccountLine)[];

/** Rows that are worded in one go: others get their turn after them. */
const AT_ONCE = 5_000;

let last = 0;

type Row = AccountLine & { readonly ids: string | null };

/**
 * The accounts that fit a query as CSV, in its order, piece by piece: what they are called, their own ids, the score, rules in their words, and
 * the number of the version that scored them. No cell is a formula to a spreadsheet.
 */
export async function* accountCsvPieces(
  database: Database,
  { document, version }: Pick<Current, "document" | "version">,
  query: AccountsQuery,
): AsyncGenerator<string> {
  const order = `accounts_order_${++last}`;
  await database.run(
    `CREATE TABLE ${order} AS SELECT (row_number() OVER (ORDER BY ${orderSql(query.sort)}) - 1)::INTEGER AS nth, place AS at FROM ${INDEX} WHERE ${conditionSql(query)}`,
  );
  try {
    const ids = await idHeaders(database, order);
    yield csvText([["account", ...ids.map(headOf), ...OWN, "version"]], false);
    const said = new Map(document.disqualifiers.map(({ id, text }) => [id, text]));
    const cells = ["source", "key", "ids", ...OWN].map((name) => `i."${name}"`).join(", ");
    for (let from = 0; ; from += AT_ONCE) {
      const rows = await database.rows<Row>(
        `SELECT ${cells} FROM ${order} o JOIN ${INDEX} i ON i.place = o.at WHERE o.nth >= ${from} AND o.nth < ${from + AT_ONCE} ORDER BY o.nth`,
      );
      if (rows.length > 0) yield csvText(rows.map(rowOf(ids, said, version.number)), false);
      if (rows.length < AT_ONCE) return;
    }
  } finally {
    await database.run(`DROP TABLE ${order}`);
  }
}

/** Headers of the ids that some of these accounts have, by name. */
async function idHeaders(database: Database, order: string): Promise<readonly string[]> {
  const rows = await database.rows<{ id: string }>(
    `SELECT DISTINCT unnest(json_keys(i.ids)) AS id FROM ${order} o JOIN ${INDEX} i ON i.place = o.at WHERE i.ids IS NOT NULL AND i.ids <> ${quoteText("{}")} ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

/** An id whose header is a column of ours says that it is the account's. */
function headOf(id: string): string {
  return ["account", "version", ...OWN].includes(id.toLowerCase()) ? `account_${id}` : id;
}

function rowOf(ids: readonly string[], said: ReadonlyMap<string, string>, version: number) {
  return (row: Row): (string | number | null)[] => {
    const own = JSON.parse(row.ids ?? "{}") as Readonly<Record<string, string | null>>;
    const cells = OWN.map((name) => {
      const value = row[name];
      if (typeof value === "boolean") return value ? "yes" : "no";
      return name === "disqualified_by" || name === "watch_out" ? (said.get(String(value)) ?? value) : value;
    });
    return [`${row.source}:${row.key}`, ...ids.map((id) => own[id] ?? null), ...cells, version];
  };
}
