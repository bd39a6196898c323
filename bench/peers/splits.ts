import { familiesOf } from "../../src/build/families.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { groupFolds } from "../../src/stats/folds.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import type { Split } from "./table.ts";

/** Test rows of a draw at most. */
const MOST_TESTED = 5000;

/** Five folds by family, stratified, one split per seed. */
export function foldSplits(matrix: CodedMatrix, seeds: readonly number[]): Split[] {
  const { family } = familiesOf(matrix);
  return seeds.map((seed) => ({
    name: `folds_${seed}`,
    kind: "folds",
    part: groupFolds(family, matrix.y, 5, createRandom(seed, 71)),
  }));
}

/** n rows to learn from and at most 5,000 others to test on, one split per seed; families stay on one side. */
export function drawSplits(matrix: CodedMatrix, n: number, seeds: readonly number[]): Split[] {
  const { family, families } = familiesOf(matrix);
  return seeds.map((seed) => {
    const order = Int32Array.from({ length: families }, (_, f) => f);
    shuffle(order, createRandom(seed, 73));
    const place = new Int32Array(families);
    order.forEach((f, at) => {
      place[f] = at;
    });
    const rows = Array.from({ length: matrix.n }, (_, row) => row).sort(
      (a, b) => place[family[a]!]! - place[family[b]!]! || a - b,
    );
    const part = new Uint8Array(matrix.n);
    let at = 0;
    for (; at < rows.length && (at < n || family[rows[at]!] === family[rows[at - 1]!]); at++) part[rows[at]!] = 1;
    for (let tested = 0; at < rows.length && tested < MOST_TESTED; at++, tested++) part[rows[at]!] = 2;
    return { name: `draw_${n}_${seed}`, kind: "draw", part };
  });
}

/** The newest quarter by the order column is the test. */
export function newestQuarter(matrix: CodedMatrix): Split {
  const rows = Array.from({ length: matrix.n }, (_, row) => row).sort(
    (a, b) => matrix.order[a]! - matrix.order[b]! || a - b,
  );
  const part = new Uint8Array(matrix.n).fill(1);
  for (const row of rows.slice(Math.floor(0.75 * matrix.n))) part[row] = 2;
  return { name: "newest_quarter", kind: "draw", part };
}
