import type { CodedMatrix } from "../features/matrix.ts";
import { toEffective } from "../stats/kish.ts";
import { winRate } from "./rows.ts";

/** Rows and wins per code. */
export interface Histogram {
  readonly count: Float64Array;
  readonly won: Float64Array;
}

function weightedHistogram(
  codes: Uint16Array,
  size: number,
  y: Uint8Array,
  rows: Int32Array,
  weights: Float64Array,
): Histogram {
  const count = new Float64Array(size);
  const won = new Float64Array(size);
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i]!;
    const c = codes[r]!;
    count[c] = count[c]! + weights[i]!;
    won[c] = won[c]! + weights[i]! * y[r]!;
  }
  return { count, won };
}

function histogram(codes: Uint16Array, size: number, y: Uint8Array, rows: Int32Array): Histogram {
  const count = new Float64Array(size);
  const won = new Float64Array(size);
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i]!;
    const c = codes[r]!;
    count[c] = count[c]! + 1;
    won[c] = won[c]! + y[r]!;
  }
  return { count, won };
}

/** The rows of a fit. */
export interface FitSample {
  readonly matrix: CodedMatrix;
  readonly rows: Int32Array;
  /** Rows and wins per code of each attribute: facts. */
  readonly histograms: readonly Histogram[];
  /** The same with each row counting for its weight. */
  readonly weighted: readonly Histogram[];
  readonly y: Uint8Array;
  readonly weights: Float64Array | undefined;
  /** As many rows as the weighted ones are worth, and their share won. */
  readonly worth: number;
  readonly rate: number;
}

/**
 * Counts the rows by code, and weighs them where the matrix has weights. O(n p).
 *
 * @param y outcome of each of the rows
 */
export function sampleOf(matrix: CodedMatrix, rows: Int32Array, y: Uint8Array): FitSample {
  const histograms = matrix.attributes.map((a) => histogram(a.codes, a.bins.length, matrix.y, rows));
  const weights = weightsOf(matrix, rows);
  const common = { matrix, rows, histograms, y, weights };
  if (weights === undefined) return { ...common, weighted: histograms, worth: rows.length, rate: winRate(y) };
  const worth = weights.reduce((a, b) => a + b, 0);
  const weighted = matrix.attributes.map((a) => weightedHistogram(a.codes, a.bins.length, matrix.y, rows, weights));
  return { ...common, weighted, worth, rate: winRate(y, weights) };
}

/** Its weights as an option of a fit: none where all rows count the same. */
export function given({ weights }: FitSample): { readonly weights?: Float64Array } {
  return weights === undefined ? {} : { weights };
}

/** What each of the rows counts for, scaled to as many as they are worth; absent where all count the same. */
function weightsOf({ weight }: CodedMatrix, rows: Int32Array): Float64Array | undefined {
  return weight === undefined ? undefined : toEffective(Float64Array.from(rows, (r) => weight[r]!));
}
