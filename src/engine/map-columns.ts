import type { IcpDocument } from "../icp/document.ts";
import { testsOf } from "../icp/tests-of.ts";
import type { Guess } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import { assignmentIn } from "../ingest/options.ts";
import { findMapFile, type MapSource } from "./map-file.ts";

/** The columns that a mapping file names, as `COLUMN=field`, for files that are scored or filtered. */
export interface MapColumns {
  readonly file: string;
  readonly assignments: readonly string[];
  /** It was asked for by name, so it is told even where it says nothing of these files. */
  readonly asked: boolean;
}

/**
 * The `columns` of the mapping file that is named, or lies beside a file, or here; null without one. A field that was typed goes before.
 *
 * @throws InputError for one that is named and not there, or faulty
 */
export async function mapColumns(
  source: MapSource,
  beside: string | undefined,
  typed: readonly string[],
): Promise<MapColumns | null> {
  const found = await findMapFile(source, beside);
  if (found === null) return null;
  const said = new Set(typed.map((text) => fieldName(text.slice(text.lastIndexOf("=") + 1))));
  const columns = Object.entries(found.map.says.columns ?? {}).filter(([, field]) => !said.has(fieldName(field)));
  return {
    file: found.map.file,
    assignments: columns.map(([column, field]) => `${column}=${field}`),
    asked: typeof source === "object",
  };
}

/** Of the `COLUMN=field` those that speak of a file's columns and of what a document scores by. */
export function scoredColumns(document: IcpDocument, headers: readonly string[], map: readonly string[]): string[] {
  const used = testsOf(document);
  const sources = new Set(document.attributes.filter(({ name }) => used.has(name)).map(({ source }) => source));
  return map.filter((text) => {
    const parts = assignmentIn(text, headers);
    return parts !== null && sources.has(fieldName(parts.rest));
  });
}

/** What was read from the mapping file, for these columns. A column that has the field's name anyway is not worth a word. */
export function toldColumns(columns: MapColumns | null, headers: readonly string[]): Guess[] {
  if (columns === null) return [];
  const used = columns.assignments.flatMap((text) => {
    const parts = assignmentIn(text, headers);
    return parts === null || fieldName(parts.header) === fieldName(parts.rest)
      ? []
      : [`${parts.header} as ${parts.rest}`];
  });
  if (used.length === 0 && !columns.asked) return [];
  const said = used.length === 0 ? "it renames no column of these files" : used.join(", ");
  return [{ what: "mapping file", text: `Read ${columns.file}: ${said}.`, override: "--no-map-file" }];
}
