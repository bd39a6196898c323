import type { CodedMatrix } from "../features/matrix.ts";
import { effectiveRows } from "../stats/kish.ts";

/** All row indices of the matrix. */
export function allRows(matrix: CodedMatrix): Int32Array {
  return Int32Array.from({ length: matrix.n }, (_, i) => i);
}

/** As many deals of equal weight as all deals are worth in learning: their number where none weighs more. */
export function worth(matrix: CodedMatrix): number {
  return matrix.weight === undefined ? matrix.n : effectiveRows(matrix.weight);
}

/** Share won of the deals, each counting for its weight where weights are given. */
export function winRate(y: Uint8Array, weights?: Float64Array): number {
  if (weights === undefined) return y.reduce((a, b) => a + b, 0) / y.length;
  return weights.reduce((sum, w, i) => sum + w * y[i]!, 0) / weights.reduce((a, b) => a + b, 0);
}

/** The matrix of the given rows only; accounts are renumbered by first appearance. */
export function takeRows(matrix: CodedMatrix, rows: Int32Array): CodedMatrix {
  const index = new Map<number, number>();
  const account = Int32Array.from(rows, (r) => {
    const a = matrix.account[r]!;
    if (!index.has(a)) index.set(a, index.size);
    return index.get(a)!;
  });
  const days = (values: Float64Array): Float64Array => Float64Array.from(rows, (r) => values[r]!);
  return {
    n: rows.length,
    attributes: matrix.attributes.map((a) => ({ ...a, codes: Uint16Array.from(rows, (r) => a.codes[r]!) })),
    y: Uint8Array.from(rows, (r) => matrix.y[r]!),
    account,
    accounts: index.size,
    created: days(matrix.created),
    closed: days(matrix.closed),
    cycle: days(matrix.cycle),
    order: days(matrix.order),
    ...(matrix.weight === undefined ? {} : { weight: days(matrix.weight) }),
    ...(matrix.recency === undefined ? {} : { recency: days(matrix.recency) }),
  };
}
