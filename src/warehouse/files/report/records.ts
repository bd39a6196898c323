import type { CsvRecord } from "../scan.ts";
import type { Layout } from "./layout.ts";
import { headingOf } from "./lines.ts";

/** The records of a report without its other lines, group columns filled down, and the values of heading lines as cells at the end. */
export async function* reportRecords(records: AsyncIterable<CsvRecord>, layout: Layout): AsyncGenerator<CsvRecord> {
  const last = new Map<number, string>();
  const headings = new Map<string, string>();
  let index = -1;
  for await (const record of records) {
    index++;
    if (layout.dropped.has(index)) {
      noteHeading(record.cells, headings, layout.headingColumns);
      continue;
    }
    if (record.broken !== null) {
      yield record;
      continue;
    }
    const cells = [...record.cells];
    for (const { place } of layout.filled) {
      const cell = cells[place];
      if (cell === undefined) continue;
      if (cell.trim() !== "") last.set(place, cell);
      else cells[place] = last.get(place) ?? "";
    }
    yield { ...record, cells: [...cells, ...layout.headingColumns.map((column) => headings.get(column) ?? "")] };
  }
}

function noteHeading(cells: readonly string[], headings: Map<string, string>, columns: readonly string[]): void {
  const heading = headingOf(cells.find((cell) => cell.trim() !== "") ?? "");
  if (heading === null) return;
  headings.set(heading.column, heading.value);
  for (const inner of columns.slice(columns.indexOf(heading.column) + 1)) headings.delete(inner);
}
