import type { CodedMatrix } from "../features/matrix.ts";

/**
 * Rows that must share a fold. Deals of one account do, always; so do rows with identical attributes when such a pattern is rare by
 * chance (expected count under independence below 1): copies leak across folds, coarse data does not.
 *
 * @returns dense family index per row
 */
export function familiesOf(matrix: CodedMatrix): { readonly family: Int32Array; readonly families: number } {
  const parent = Int32Array.from({ length: matrix.accounts }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const rows of copies(matrix)) {
    const first = root(matrix.account[rows[0]!]!);
    for (const r of rows) parent[root(matrix.account[r]!)] = first;
  }
  const index = new Map<number, number>();
  const family = Int32Array.from(matrix.account, (a) => {
    const top = root(a);
    if (!index.has(top)) index.set(top, index.size);
    return index.get(top)!;
  });
  return { family, families: index.size };
}

/** Sets of rows with the same rare pattern of codes. O(n p). */
function copies(matrix: CodedMatrix): number[][] {
  if (matrix.attributes.length === 0) return [];
  const byPattern = new Map<string, number[]>();
  const cells = matrix.attributes.map((a) => a.codes);
  const key = new Array<number>(cells.length);
  for (let i = 0; i < matrix.n; i++) {
    for (let j = 0; j < cells.length; j++) key[j] = cells[j]![i]!;
    const text = String.fromCharCode(...key);
    const rows = byPattern.get(text);
    if (rows === undefined) byPattern.set(text, [i]);
    else rows.push(i);
  }
  const frequency = matrix.attributes.map((a) => {
    const share = new Float64Array(a.bins.length);
    for (const c of a.codes) share[c] = share[c]! + 1 / matrix.n;
    return share;
  });
  const expected = (row: number): number => frequency.reduce((p, f, j) => p * f[cells[j]![row]!]!, matrix.n);
  return [...byPattern.values()].filter((rows) => rows.length > 1 && expected(rows[0]!) < 1);
}
