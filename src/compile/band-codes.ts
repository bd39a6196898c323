import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Dialect } from "../sql/dialect.ts";
import { ref } from "../sql/expr.ts";
import { printSelect } from "../sql/select.ts";
import { firstHeaders } from "./columns.ts";
import { compileIcp } from "./program.ts";
import type { SqlOptions } from "./sql.ts";

/**
 * The bands that the rows of a table fall into as one `select`: the id columns, then per attribute of the scorecard, in its order, `band_<i>`: the
 * place of its band in the card, NULL where the value is missing or was never seen.
 *
 * @throws InputError for a card for each part, whose bands have no one order
 */
export function bandCodesSql(document: IcpDocument, dialect: Dialect, options: SqlOptions): string {
  if (document.scorecard.parts !== undefined)
    throw new InputError("this profile has a card for each part, so its bands cannot be moved one by one");
  const { steps, reasons } = compileIcp(document, options.columns ?? firstHeaders(document));
  const columns = reasons.map(({ band }, i) => ({ name: `band_${i}`, expr: ref(band) }));
  return printSelect({ table: options.table, keep: options.idColumns, steps, columns }, dialect);
}
