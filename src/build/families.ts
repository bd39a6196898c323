import type { CodedMatrix } from "../features/matrix.ts";

/**
 * Rows that must share a fold. Deals of one account do, always; so do rows with identical attributes when such a pattern is rare by
 * chance (expected count under independence below 1, given which cells are known): copies leak across folds, coarse data does not, and
 * companies of which nothing is known are not copies of each other.
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
  const share = matrix.attributes.map((a) => sharesOfKnown(a.codes, a.bins.length));
  const alike = new Map<string, number>();
  for (const [text, rows] of byPattern) alike.set(gapsOf(text), (alike.get(gapsOf(text)) ?? 0) + rows.length);
  const expected = (text: string): number =>
    share.reduce((p, s, j) => p * s[text.charCodeAt(j)]!, alike.get(gapsOf(text))!);
  return [...byPattern].flatMap(([text, rows]) => (rows.length > 1 && expected(text) < 1 ? [rows] : []));
}

/** Which cells of a pattern are known. */
function gapsOf(pattern: string): string {
  return Array.from(pattern, (cell) => (cell.charCodeAt(0) === 0 ? "-" : "x")).join("");
}

/** Share of each code among the known cells; 1 for a missing cell, which tells nothing. */
function sharesOfKnown(codes: Uint16Array, bins: number): Float64Array {
  const share = new Float64Array(bins);
  let known = 0;
  for (const c of codes) {
    share[c] = share[c]! + 1;
    if (c > 0) known++;
  }
  return share.map((rows, c) => (c === 0 ? 1 : rows / known));
}
