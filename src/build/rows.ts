import type { CodedMatrix } from "../features/matrix.ts";

/** All row indices of the matrix. */
export function allRows(matrix: CodedMatrix): Int32Array {
  return Int32Array.from({ length: matrix.n }, (_, i) => i);
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
  };
}
