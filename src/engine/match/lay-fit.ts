import { compileIcp } from "../../compile/program.ts";
import type { Database } from "../../warehouse/database.ts";
import { layByCells } from "../lay-by-cells.ts";
import { type UnseenShare, unseenColumns, unseenShares } from "../tally.ts";
import type { Scorable } from "./inline.ts";

/** Rows that have been scored. */
export interface Fitted {
  /** Name of a table or view with `__row` and the columns of a score. */
  readonly scores: string;
  readonly unseen: readonly UnseenShare[];
}

/** Scores every row, and counts what the build never saw. */
export async function layFit(database: Database, { document, table, columns }: Scorable): Promise<Fitted> {
  const scores = `${table.table}_fit`;
  const program = compileIcp(document, columns);
  const shown = program.columns.filter(({ name }) => !name.startsWith("points_"));
  await layByCells(database, scores, {
    table: table.table,
    keep: ["__row"],
    steps: program.steps,
    columns: [...shown, ...unseenColumns(program)],
  });
  return { scores, unseen: await unseenShares(database, document, { scores, raw: table.table }, columns) };
}
