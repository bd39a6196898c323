import { compileIcp } from "../../compile/program.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { printSelect } from "../../sql/select.ts";
import type { Database } from "../../warehouse/database.ts";
import { type UnseenShare, unseenColumns, unseenShares } from "../tally.ts";
import type { Scorable } from "./inline.ts";

/** Rows that have been scored. */
export interface Fitted {
  /** SQL name of a table with `__row` and the columns of a score. */
  readonly scores: string;
  readonly unseen: readonly UnseenShare[];
}

/** Scores every row in one pass, and counts what the build never saw. */
export async function layFit(database: Database, { document, table, columns }: Scorable): Promise<Fitted> {
  const scores = `${table.table}_fit`;
  const program = compileIcp(document, columns);
  const shown = program.columns.filter(({ name }) => !name.startsWith("points_"));
  const select = printSelect(
    { table: table.table, keep: ["__row"], steps: program.steps, columns: [...shown, ...unseenColumns(program)] },
    duckdb,
  );
  await database.run(`CREATE TABLE ${quoteIdentifier(scores)} AS ${select}`);
  return { scores, unseen: await unseenShares(database, document, { scores, raw: table.table }, columns) };
}
