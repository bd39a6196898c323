/** The levels of a score, by the code that rows carry. */
export const LEVEL_NAMES = ["high", "medium", "low", "unknown"] as const;
export type LevelName = (typeof LEVEL_NAMES)[number];

/** New-business opportunities as a document scores them, decided or open: one entry per row, days since 1970-01-01. */
export interface WatchRows {
  readonly n: number;
  /** NaN where not known. */
  readonly created: Float64Array;
  /** The day it was decided; NaN while it is open, or where not known. */
  readonly closed: Float64Array;
  /** 1 won, 0 lost, -1 open. */
  readonly y: Int8Array;
  /** Account family, dense. */
  readonly account: Int32Array;
  /** Days from creation to close, NaN where not known. */
  readonly cycle: Float64Array;
  /** Points; NaN without a scorecard. */
  readonly fit: Float64Array;
  /** What the document forecasts for that fit; NaN without a forecast. */
  readonly p: Float64Array;
  /** Index into `LEVEL_NAMES`. */
  readonly level: Uint8Array;
  /** 1 where it is of one of the document's kinds; null where it names none. */
  readonly inKind?: Uint8Array | null;
  /** Per attribute that is watched the value of each row. */
  readonly mixes: readonly AttributeMix[];
}

export interface AttributeMix {
  readonly attribute: string;
  readonly label: string;
  /** Whether the scorecard has points for it. */
  readonly scored: boolean;
  /** What people read for each value; the last one is of what is not known. */
  readonly values: readonly string[];
  /** Index of each row's value. */
  readonly codes: Uint8Array;
  /** Earlier deals per value where the file has none of them: those that the document counts. */
  readonly known: readonly number[] | null;
}

/** The entries of `values` at `rows`. */
export function pick(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i]!);
}
