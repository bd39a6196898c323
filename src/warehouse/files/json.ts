import { InputError } from "../../errors.ts";
import type { Database } from "../database.ts";
import { textOf } from "./bytes.ts";
import { columnNames, unnamed } from "./header.ts";
import type { FileShape } from "./inspect.ts";
import { cellsOf, isBrokenObject } from "./json-cells.ts";
import { type JsonLayout, type JsonPiece, jsonPieces } from "./json-pieces.ts";
import { layRecords } from "./lay.ts";
import type { CsvRecord } from "./scan.ts";
import type { Read, Source } from "./source.ts";

const MOST_COLUMNS = 10_000;

/** How the head of a text file lays out JSON; null when it is no JSON. */
export function jsonLayout(head: string): JsonLayout | null {
  if (/^\s*\[\s*(\{|\[|\])/.test(head)) return "list";
  if (/^\s*\{\s*[\r\n]/.test(head)) return "objects";
  return /^\s*\{\s*("|\})/.test(head) ? "lines" : null;
}

/**
 * Reads JSON lines, or a list of objects: one row each, columns in the order of their first appearance. Numbers stay as they are
 * written, flat lists are joined with `;`, what is nested deeper stays JSON text. Streams twice; holds one object at a time.
 */
export async function readJson(
  database: Database,
  source: Source,
  shape: FileShape,
  layout: JsonLayout,
): Promise<Read> {
  const pieces = () => jsonPieces(textOf(source.path, shape.gzip, shape.encoding), layout, source.file);
  const places = await findColumns(pieces(), source.file);
  const names = [...places.keys()];
  const columns = columnNames(names, source.file);
  const read = await layRecords(database, source, records(pieces(), places), columns);
  if (read.rowsRead === 1) await refuseEnvelope(pieces(), source.file);
  const format = [
    layout === "list" ? "JSON list" : "NDJSON",
    shape.encoding.toUpperCase(),
    ...(shape.gzip ? ["gzip"] : []),
  ];
  return { columns, format: format.join(", "), notes: unnamed(names, source.file), ...read };
}

async function findColumns(pieces: AsyncIterable<JsonPiece>, file: string): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  let first: string | null = null;
  for await (const piece of pieces) {
    const cells = piece.broken ?? cellsOf(piece.text);
    if (isBrokenObject(cells)) first ??= `line ${piece.line}: ${cells}`;
    else for (const key of cells.keys()) if (!places.has(key)) places.set(key, places.size);
    if (places.size > MOST_COLUMNS)
      throw new InputError(
        `${file} names more than ${MOST_COLUMNS} different fields: its keys look like values; give one object per row with the same fields`,
      );
  }
  if (places.size === 0)
    throw new InputError(`${file} is JSON without a readable object (${first ?? "it is empty"}): export it as CSV`);
  return places;
}

async function* records(
  pieces: AsyncIterable<JsonPiece>,
  places: ReadonlyMap<string, number>,
): AsyncGenerator<CsvRecord> {
  for await (const { line, text, broken } of pieces) {
    const found = broken ?? cellsOf(text);
    if (isBrokenObject(found)) yield { line, cells: [], broken: found };
    else {
      const cells = new Array<string>(places.size).fill("");
      for (const [key, value] of found) cells[places.get(key)!] = value;
      yield { line, cells, broken: null };
    }
  }
}

/** `{"results": [{...}, ...]}`: an answer of an API around the rows, not a row. */
async function refuseEnvelope(pieces: AsyncIterable<JsonPiece>, file: string): Promise<void> {
  for await (const { text } of pieces) {
    const cells = cellsOf(text);
    const list = isBrokenObject(cells) ? undefined : [...cells].find(([, value]) => /^\[\s*\{/.test(value));
    if (list !== undefined)
      throw new InputError(
        `${file} is one JSON object around a list, "${list[0]}": save that list alone, or export CSV`,
      );
  }
}
