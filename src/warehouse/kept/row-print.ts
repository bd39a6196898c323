import { quoteText } from "../../sql/quote.ts";

/** Parts two cells: a sign that no file holds for long. */
const BETWEEN = "\x1f";

/**
 * SQL: the print of a row, the same for the same filled cells in the same places: columns that a row does not fill do not count, so that it stays the
 * same when the source gets a new column.
 *
 * @param cells SQL of each cell with its place among the columns of the source
 */
export function rowPrintSql(cells: readonly { readonly place: number; readonly sql: string }[]): string {
  const parts = cells.map(({ place, sql }) => `${quoteText(`${BETWEEN}${place}=`)} || ${sql}`);
  return `md5_number(concat('', ${parts.join(", ")}))`;
}
