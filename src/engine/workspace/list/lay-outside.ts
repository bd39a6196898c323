import { InputError } from "../../../errors.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import { fieldName } from "../../../ingest/field-name.ts";
import { cellSql } from "../../../ingest/keys.ts";
import { nearest } from "../../../ingest/nearest.ts";
import { foldText } from "../../../normalise/fold.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { lookupTable } from "../../gather/lookup.ts";
import type { List } from "../../match/list.ts";
import type { ListSpec } from "./spec.ts";
import { meets, type Where, whereOf } from "./where.ts";

/** Table of the accounts that a list is not meant for: `__row`, `reason`. */
export const OUTSIDE = "list_outside";
/** Their reason in counts. */
export const OUTSIDE_REASON = { code: "outside", label: "outside what the list is for" } as const;

/**
 * Lays whom the conditions of a list leave outside, each with the first condition that it does not meet. Gives notes on conditions that no
 * account meets.
 *
 * @param scores table with `__row` and `segment` of the accounts that are looked at
 * @throws InputError for a column that no account has, and for a kind of company that the version does not know
 */
export async function layOutside(
  database: Database,
  document: IcpDocument,
  { raw }: List,
  scores: string,
  { where, segments }: Pick<ListSpec, "where" | "segments">,
): Promise<readonly string[]> {
  const table = quoteIdentifier(raw.table);
  const notes: string[] = [];
  const outside: string[] = [];
  for (const [k, one] of where.map(whereOf).entries()) {
    const cell = `coalesce(${["NULL::VARCHAR", ...headersOf(document, raw.columns, one).map((header) => cellSql(header))].join(", ")})`;
    const met = `list_where_${k}`;
    const work = (text: string): number => (meets(text, one, raw.decimal ?? ".") ? 1 : 0);
    await lookupTable(database, met, `SELECT ${cell} FROM ${table}`, work, "DOUBLE");
    const says = "q.says";
    const unknown = one.test.kind === "not" ? "1" : "0";
    outside.push(
      `SELECT __row, ${k} AS place, ${quoteText(`outside what the list is for: ${one.column} is `)} || coalesce(${says}, 'not known') || ${quoteText(` (${one.text})`)} AS reason
       FROM (SELECT __row, ${cell} AS says FROM ${table}) q LEFT JOIN ${met} m ON m.text = ${says} WHERE coalesce(m.value, ${unknown}) = 0`,
    );
    const there = await database.value<number>(`SELECT count(*) FROM ${met} WHERE value = 1`);
    if (there === 0) notes.push(await noneMeets(database, `SELECT DISTINCT ${cell} AS text FROM ${table}`, one));
  }
  if (segments.length > 0) {
    const names = document.segments.map(({ name }) => name);
    const found = segments.map((wanted) => names.find((name) => foldText(name) === foldText(wanted)) ?? null);
    const missing = segments.find((_, k) => found[k] === null);
    if (missing !== undefined) throw new InputError(noSegment(missing, names));
    const list = found.map((name) => quoteText(name!)).join(", ");
    outside.push(
      `SELECT s.__row, ${where.length} AS place, 'outside what the list is for: ' || coalesce('its kind is ' || s.segment, 'it is of no kind') AS reason
       FROM ${scores} s JOIN ${table} r ON r.__row = s.__row WHERE s.segment IS NULL OR s.segment NOT IN (${list})`,
    );
  }
  const all =
    outside.length === 0
      ? "SELECT 0::BIGINT AS __row, 0 AS place, '' AS reason WHERE false"
      : outside.join(" UNION ALL ");
  await database.run(
    `CREATE TABLE ${OUTSIDE} AS SELECT __row, reason FROM (${all}) QUALIFY row_number() OVER (PARTITION BY __row ORDER BY place) = 1`,
  );
  return notes;
}

/** The columns that a person means: of this name, and those that the profile reads under it. */
function headersOf({ attributes }: IcpDocument, columns: readonly string[], { column }: Where): readonly string[] {
  const wanted = fieldName(column);
  const read = attributes.filter(({ name, label, source }) =>
    [name, label, source].some((one) => fieldName(one) === wanted),
  );
  const found = columns.filter(
    (header) =>
      fieldName(header) === wanted ||
      read.some((one) => one.columns.includes(header) || fieldName(header) === one.source),
  );
  if (found.length > 0) return found;
  const near = nearest(column, [...columns]);
  const hint = near.length > 0 ? `; did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : "";
  throw new InputError(`--where: the accounts have no column "${column}"${hint}`);
}

async function noneMeets(database: Database, texts: string, { text, test }: Where): Promise<string> {
  if (test.kind !== "is") return `no account meets ${text}`;
  const [values = []] = await database.texts(
    `SELECT text FROM (${texts}) WHERE text IS NOT NULL ORDER BY text LIMIT 5000`,
  );
  const near = nearest(
    test.values[0]!,
    values.flatMap((one) => one ?? []),
  );
  return `no account meets ${text}${near.length === 0 ? "" : `; did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`}`;
}

function noSegment(wanted: string, names: readonly string[]): string {
  if (names.length === 0) return `--segment "${wanted}": this version knows no kinds of companies`;
  return `--segment: this version knows no kind "${wanted}"; it knows ${names.map((name) => `"${name}"`).join(", ")}`;
}
