/** The distinct raw texts of one column with how often each occurs, most frequent first, ties by text. Missing cells are not in it. */
export interface Dictionary {
  readonly texts: readonly string[];
  readonly counts: Float64Array;
  /** Rows of the table. */
  readonly rows: number;
  /** True when the column had too many distinct long texts to be worth listing: `texts` then holds a sample. */
  readonly truncated: boolean;
}

/** Reads columns of the deals table; the engine gives one over DuckDB. */
export interface ColumnReader {
  readonly rows: number;
  dictionary(column: string): Promise<Dictionary>;
  /** Index into the column's dictionary texts per row, in `deal` order; -1 for missing. */
  codes(columns: readonly string[]): Promise<Int32Array[]>;
}
