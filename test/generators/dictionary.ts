import type { ColumnReader, Dictionary } from "../../src/features/dictionary.ts";

type Cells = readonly (string | null)[];

/** The dictionary of a column as the engine reads it: most frequent first, ties by text. */
export function dictionaryOf(cells: Cells): Dictionary {
  const count = new Map<string, number>();
  for (const cell of cells) if (cell !== null) count.set(cell, (count.get(cell) ?? 0) + 1);
  const sorted = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    texts: sorted.map(([text]) => text),
    counts: Float64Array.from(sorted, ([, n]) => n),
    rows: cells.length,
    truncated: false,
  };
}

/** A reader over columns in memory. */
export function readerOf(table: Readonly<Record<string, Cells>>): ColumnReader {
  const cells = (column: string): Cells => {
    const found = table[column];
    if (found === undefined) throw new Error(`no column ${column}`);
    return found;
  };
  return {
    rows: Object.values(table)[0]?.length ?? 0,
    dictionary: async (column) => dictionaryOf(cells(column)),
    codes: async (columns) =>
      columns.map((column) => {
        const index = new Map(dictionaryOf(cells(column)).texts.map((text, i) => [text, i]));
        return Int32Array.from(cells(column), (cell) => (cell === null ? -1 : index.get(cell)!));
      }),
  };
}

/** Repeats values in turn until there are n. */
export function cycle<T>(values: readonly T[], n: number): T[] {
  return Array.from({ length: n }, (_, i) => values[i % values.length]!);
}
