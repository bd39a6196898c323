import type { IcpDocument } from "../icp/document.ts";
import type { Dialect } from "../sql/dialect.ts";
import { printSelect } from "../sql/select.ts";
import { firstHeaders } from "./columns.ts";
import { compileIcp } from "./program.ts";

export interface SqlOptions {
  /** Name of the table with the raw accounts, or its parts: schema, table. Quoted here. */
  readonly table: string | readonly string[];
  /** Columns of the table to begin the result with. */
  readonly idColumns: readonly string[];
  /** Column of the table by attribute source; default: the headers of the build. Sources that are not in it count as missing. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** The scores of a table as one `select`: the id columns, then the columns of the scores table from `fit` to `points_*`. */
export function toSql(document: IcpDocument, dialect: Dialect, options: SqlOptions): string {
  const { steps, columns } = compileIcp(document, options.columns ?? firstHeaders(document));
  return printSelect({ table: options.table, keep: options.idColumns, steps, columns }, dialect);
}
