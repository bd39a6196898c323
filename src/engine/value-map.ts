import { InputError } from "../errors.ts";
import type { DocumentAttribute, IcpDocument } from "../icp/document.ts";
import { fieldName } from "../ingest/field-name.ts";
import { nearest } from "../ingest/nearest.ts";
import { foldText } from "../normalise/fold.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { squashText } from "../normalise/squash.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { readFile } from "../warehouse/files/read.ts";

/** One line of a value map: in this field, this word means that one. */
export interface ValueMapEntry {
  readonly field: string;
  readonly from: string;
  readonly to: string;
  /** `values.csv, row 3`: where it stands, for sentences. */
  readonly place: string;
}

const COLUMNS = ["field", "from", "to"] as const;

/**
 * Reads a value map: a table with the columns `field`, `from` and `to`.
 *
 * @throws InputError for a missing column or an empty cell, with the file and row
 */
export async function readValueMap(database: Database, path: string): Promise<ValueMapEntry[]> {
  const table = await readFile(database, path, "accounts", "value_map");
  const headers = COLUMNS.map((name) => {
    const found = table.columns.find((header) => foldText(header) === name);
    if (found !== undefined) return quoteIdentifier(found);
    throw new InputError(
      `${table.file} has no column "${name}": a value map has the columns field, from, to, as in "Industry,Space tourism,Travel"`,
    );
  });
  const rows = await database.rows<{ f: string | null; v: string | null; t: string | null; row: number }>(
    `SELECT ${headers[0]} AS f, ${headers[1]} AS v, ${headers[2]} AS t, "__row"::INTEGER AS row FROM value_map ORDER BY "__row"`,
  );
  return rows.map(({ f, v, t, row }) => {
    const place = `${table.file}, row ${row}`;
    for (const [i, cell] of [f, v, t].entries())
      if (cell === null || foldText(cell) === "")
        throw new InputError(`${place}: "${COLUMNS[i]}" is empty; every row needs a field, a from and a to`);
    if (squashText(foldText(v!)) === "")
      throw new InputError(`${place}: "${v}" holds no letter or digit to recognise it by`);
    return { field: f!.trim(), from: v!.trim(), to: t!.trim(), place };
  });
}

/**
 * The document with the entries added to what it knows of other vocabularies, so that JS and SQL read them alike. A later entry for the same
 * word wins.
 *
 * @throws InputError for a field that the profile does not have, or a `to` that it has no band for
 */
export function withValueMap(document: IcpDocument, entries: readonly ValueMapEntry[]): IcpDocument {
  return entries.reduce(withEntry, document);
}

function withEntry(document: IcpDocument, entry: ValueMapEntry): IcpDocument {
  const field = fieldName(entry.field);
  const meant = document.attributes.filter(
    (a) => a.normalise !== null && (a.source === field || a.name === field || a.columns.includes(entry.field)),
  );
  if (meant.length === 0) throw new InputError(unknownField(document, entry));
  const own = ownValues(document, meant);
  const to = foldText(entry.to);
  if (own.size > 0 && !own.has(to)) throw new InputError(unknownValue(entry, meant[0]!.label, own));
  return {
    ...document,
    attributes: document.attributes.map((attribute) =>
      meant.includes(attribute) ? withAlias(attribute, squashText(foldText(entry.from)), to, entry) : attribute,
    ),
  };
}

/** Entries as the columns of a build read them: field -> squashed word -> value. */
export function meaningsOf(
  entries: readonly ValueMapEntry[],
  fields: readonly string[],
): Map<string, Map<string, string>> {
  const meanings = new Map<string, Map<string, string>>();
  for (const { field, from, to, place } of entries) {
    const name = fieldName(field);
    if (!fields.includes(name)) {
      const near = nearest(name, fields);
      const hint = near.length > 0 ? `did you mean ${listed(near)}?` : `the fields are ${fields.join(", ")}`;
      throw new InputError(`${place}: these files have no field "${name}" that could be an attribute; ${hint}`);
    }
    meanings.set(name, (meanings.get(name) ?? new Map()).set(squashText(foldText(from)), to));
  }
  return meanings;
}

function unknownField(document: IcpDocument, { field, place }: ValueMapEntry): string {
  const fields = [...new Set(document.attributes.filter((a) => a.normalise !== null).map((a) => a.source))];
  const near = nearest(field, fields);
  const hint = near.length > 0 ? `did you mean ${listed(near)}?` : `its fields are ${fields.join(", ")}`;
  return `${place}: this profile has no field "${field}"; ${hint}`;
}

function unknownValue({ to, place }: ValueMapEntry, label: string, own: ReadonlyMap<string, string>): string {
  const values = [...own.values()];
  const near = nearest(to, values);
  const some = `${values.slice(0, 10).join(", ")}${values.length > 10 ? ", ..." : ""}`;
  const hint = near.length > 0 ? `did you mean ${listed(near)}?` : `it knows ${some}`;
  return `${place}: the profile knows no ${label} "${to}"; ${hint}`;
}

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(" or ");

/** The values that the scorecard's bands of these attributes name, folded -> as written there; empty when it does not score by them. */
function ownValues(document: IcpDocument, attributes: readonly DocumentAttribute[]): ReadonlyMap<string, string> {
  const names = new Set(attributes.map(({ name }) => name));
  const cards = [document.scorecard, ...(document.scorecard.parts?.cards ?? [])];
  const scored = cards.flatMap((card) => card.attributes).filter(({ attribute }) => names.has(attribute));
  const groups = new Set(attributes.filter(({ normalise }) => normalise?.kind === "group").map(({ name }) => name));
  const words = scored.filter(({ attribute }) => !groups.has(attribute));
  const named = words.flatMap(({ bands }) =>
    bands.flatMap(({ match }) => ("in" in match ? match.in : "has" in match ? [match.has] : [])),
  );
  const scales = attributes.flatMap(({ name, normalise }) =>
    normalise?.kind === "scale" && scored.some((s) => s.attribute === name) ? normalise.order : [],
  );
  const grouped = attributes.flatMap(({ name, normalise }) =>
    normalise?.kind === "group" && scored.some((s) => s.attribute === name)
      ? normalise.groups.flatMap(({ tokens }) => tokens)
      : [],
  );
  return new Map([...named, ...scales, ...grouped].map((value) => [foldText(value), value]));
}

function withAlias(
  attribute: DocumentAttribute,
  key: string,
  to: string,
  { field, place }: ValueMapEntry,
): DocumentAttribute {
  const rule = attribute.normalise!;
  if (rule.kind === "number")
    throw new InputError(
      `${place}: "${field}" is read as a number, so its words cannot be mapped; correct the numbers in the file`,
    );
  return rule.kind === "count" ? attribute : { ...attribute, normalise: addAlias(rule, key, to) };
}

function addAlias(rule: Exclude<NormaliseRule, { kind: "number" | "count" }>, key: string, to: string): NormaliseRule {
  const others = Object.entries(rule.aliases ?? {}).map(([own, keys]): [string, string[]] => [
    own,
    keys.split(" ").filter((k) => k !== key && k !== ""),
  ]);
  const aliases = new Map(others);
  aliases.set(to, [...(aliases.get(to) ?? []), key].toSorted());
  const kept = [...aliases].filter(([, keys]) => keys.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...rule, aliases: Object.fromEntries(kept.map(([own, keys]) => [own, keys.join(" ")])) };
}
