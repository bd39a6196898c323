import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { type KeptSource, rawName } from "./source.ts";

export type ViewType = "VARCHAR" | "DOUBLE" | "DATE" | "BOOLEAN";

/** A column of a typed view: what people and their SQL read. */
export interface ViewColumn {
  readonly name: string;
  readonly type: ViewType;
  /** SQL over the raw columns. */
  readonly sql: string;
}

/** What is known of an attribute of a source: for people, and for whoever offers columns to choose from. */
export interface AttributeRow {
  readonly role: string;
  readonly source: string;
  readonly column: string;
  readonly field: string;
  readonly type: ViewType;
  readonly family: string;
  /** Base name of the file that brought it first. */
  readonly origin: string;
  readonly filled: number;
  readonly rows: number;
}

/** Lays a view of the rows of a source that count, and writes what is known of its attributes; within the caller's transaction. */
export async function layKeptView(
  database: Database,
  source: KeptSource,
  view: string,
  columns: readonly ViewColumn[],
  attributes: readonly AttributeRow[],
): Promise<void> {
  const list = columns.map(({ name, sql }) => `${sql} AS ${quoteIdentifier(name)}`);
  await database.run(
    `CREATE OR REPLACE VIEW kept.views.${quoteIdentifier(view)} AS SELECT __key AS key, ${list.join(", ")}, __first AS first_import, __last AS last_import
     FROM ${rawName(source).replace(/^kept\./, "")} WHERE __gone IS NULL AND (__nth = 1 OR starts_with(__key, 'row:'))`,
  );
  await database.run(`DELETE FROM kept.meta.attributes WHERE source = ${quoteText(source.source)}`);
  const rows = attributes.map(
    ({ role, source: of, column, field, type, family, origin, filled, rows: n }) =>
      `(${[role, of, column, field, type, family, origin].map(quoteText).join(", ")}, ${filled}, ${n})`,
  );
  if (rows.length > 0) await database.run(`INSERT INTO kept.meta.attributes VALUES ${rows.join(", ")}`);
}
