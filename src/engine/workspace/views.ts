import { familyOf } from "../../features/source-column.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { type KeptSource, rawName } from "../../warehouse/kept/source.ts";
import { type AttributeRow, layKeptView, type ViewColumn, type ViewType } from "../../warehouse/kept/views.ts";
import { saidOf } from "./said.ts";

/** Rows whose cells tell the type of a column. */
const LOOKED_AT = 20_000;
/** Fields that are written in digits and are no numbers. */
const NO_NUMBER = /(^|_)(id|ids|id_18|code|phone|number|fax|zip)$/;
/** Cells of another type, in so many, are slips. */
const SLIPS = 0.02;

/** Lays the typed view of a source for people and their SQL: `views.accounts`, `views.opportunities`, columns by their field names; within the caller's transaction. */
export async function layView(database: Database, source: KeptSource): Promise<void> {
  const named = new Map(
    (saidOf(source).ingest.map ?? []).map((text) => [
      text.slice(0, text.lastIndexOf("=")),
      text.slice(text.lastIndexOf("=") + 1),
    ]),
  );
  const types = await typesOf(database, source);
  const counts = source.columns.map((column) => `count(${quoteIdentifier(column)})`);
  const [rows, ...filled] = (
    await database.numbers(`SELECT count(*), ${counts.join(", ")} FROM ${rawName(source)} WHERE __gone IS NULL`)
  ).map((column) => column[0]!);
  const names = new Set<string>();
  const columns: ViewColumn[] = [];
  const attributes: AttributeRow[] = [];
  for (const [i, column] of source.columns.entries()) {
    const field = fieldName(named.get(column) ?? column);
    const name = free(field, names);
    const type = types[i]!;
    columns.push({ name, type, sql: typedSql(quoteIdentifier(column), type) });
    const about = source.role === "deals" ? "opportunity" : "account";
    const family = familyOf({ name: field, header: column, about });
    attributes.push({
      role: source.role,
      source: source.source,
      column,
      field,
      type,
      family,
      origin: source.files[0] ?? "",
      filled: rows === 0 ? 0 : filled[i]! / rows!,
      rows: rows!,
    });
  }
  await layKeptView(database, source, viewName(source), columns, attributes);
}

/** `opportunities` for `deals_1`, `accounts_2` for the second kind of accounts. */
function viewName({ source, role }: KeptSource): string {
  const word = role === "deals" ? "opportunities" : role;
  return source.endsWith("_1") ? word : source.replace(role, word);
}

/** A name that the view does not have yet; `key`, `first_import` and `last_import` are its own. */
function free(field: string, names: Set<string>): string {
  let name = ["key", "first_import", "last_import"].includes(field) ? `${field}_value` : field;
  for (let k = 2; names.has(name); k++) name = `${field}_${k}`;
  names.add(name);
  return name;
}

function typedSql(cell: string, type: ViewType): string {
  if (type === "VARCHAR") return cell;
  return type === "DATE" ? `try_cast(left(trim(${cell}), 10) AS DATE)` : `try_cast(trim(${cell}) AS ${type})`;
}

async function typesOf(database: Database, source: KeptSource): Promise<readonly ViewType[]> {
  const tried = ["BOOLEAN", "DOUBLE", "DATE"] as const;
  const measures = source.columns.flatMap((column) => {
    const cell = quoteIdentifier(column);
    const words = `count(*) FILTER (lower(trim(${cell})) IN ('true', 'false'))`;
    // A day has dashes: a plain year is a number.
    const days = `count(*) FILTER (${typedSql(cell, "DATE")} IS NOT NULL AND contains(${cell}, '-'))`;
    const zeros = `count(*) FILTER (regexp_matches(${cell}, '^\\s*0[0-9]'))`;
    const numbers = NO_NUMBER.test(fieldName(column))
      ? "0"
      : `CASE WHEN ${zeros} = 0 THEN count(${typedSql(cell, "DOUBLE")}) ELSE 0 END`;
    return [`count(${cell})`, words, numbers, days];
  });
  const found = await database.numbers(
    `SELECT ${measures.join(", ")} FROM (SELECT * FROM ${rawName(source)} LIMIT ${LOOKED_AT})`,
  );
  return source.columns.map((_, i) => {
    const [filled, ...of] = found.slice(4 * i, 4 * i + 4).map((column) => column[0]!);
    const at = of.findIndex((n) => filled! > 0 && n >= (1 - SLIPS) * filled!);
    return tried[at] ?? "VARCHAR";
  });
}
