import type { CodedMatrix } from "../features/matrix.ts";
import { createRandom, shuffle } from "../stats/random.ts";
import { allRows, takeRows } from "./rows.ts";

/** At most `most` rows, whole accounts, drawn by seed; the matrix itself when it has no more. */
export function sampleAccounts(matrix: CodedMatrix, most: number, seed: number): CodedMatrix {
  return matrix.n <= most ? matrix : takeRows(matrix, sampledRows(matrix, most, seed));
}

/** Which rows `sampleAccounts` takes, ascending. */
export function sampledRows(matrix: CodedMatrix, most: number, seed: number): Int32Array {
  if (matrix.n <= most) return allRows(matrix);
  const order = Int32Array.from({ length: matrix.accounts }, (_, i) => i);
  shuffle(order, createRandom(seed, 5));
  const size = new Int32Array(matrix.accounts);
  for (const a of matrix.account) size[a] = size[a]! + 1;
  const taken = new Uint8Array(matrix.accounts);
  let rows = 0;
  for (const a of order) {
    if (rows + size[a]! > most) continue;
    taken[a] = 1;
    rows += size[a]!;
  }
  return allRows(matrix).filter((r) => taken[matrix.account[r]!] === 1);
}
