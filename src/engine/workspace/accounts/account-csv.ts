import type { Database } from "../../../warehouse/database.ts";
import { csvText } from "../list/csv.ts";
import { INDEX } from "./lay-index.ts";
import { type AccountsQuery, conditionSql, orderSql } from "./query.ts";
import type { AccountLine } from "./shapes.ts";

const HEAD = [
  ...["source", "key", "name", "website", "owner", "fit", "level", "sure", "known", "segment", "disqualified_by"],
  ...["watch_out", "timing", "action", "already"],
] as const satisfies readonly (keyof AccountLine)[];

/** Rows that are worded in one go: others get their turn after them. */
const AT_ONCE = 5_000;

let last = 0;

/** The accounts that fit a query as CSV, in its order, piece by piece; no cell is a formula to a spreadsheet. */
export async function* accountCsvPieces(database: Database, query: AccountsQuery): AsyncGenerator<string> {
  const order = `accounts_order_${++last}`;
  await database.run(
    `CREATE TABLE ${order} AS SELECT (row_number() OVER (ORDER BY ${orderSql(query.sort)}) - 1)::INTEGER AS nth, place AS at FROM ${INDEX} WHERE ${conditionSql(query)}`,
  );
  try {
    yield csvText([HEAD], false);
    const cells = HEAD.map((name) => `i."${name}"`).join(", ");
    for (let from = 0; ; from += AT_ONCE) {
      const rows = await database.rows<AccountLine>(
        `SELECT ${cells} FROM ${order} o JOIN ${INDEX} i ON i.place = o.at WHERE o.nth >= ${from} AND o.nth < ${from + AT_ONCE} ORDER BY o.nth`,
      );
      if (rows.length > 0) yield csvText(rows.map(cellsOf), false);
      if (rows.length < AT_ONCE) return;
    }
  } finally {
    await database.run(`DROP TABLE ${order}`);
  }
}

function cellsOf(line: AccountLine): (string | number | null)[] {
  return HEAD.map((name) => {
    const value = line[name];
    return typeof value === "boolean" ? String(value) : value;
  });
}
