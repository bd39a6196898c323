import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BoostedOptions, boostedLogit } from "../../src/build/boosted.ts";
import { type BoostedTree, growTree } from "../../src/build/boosted-tree.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";

const TREE = { depth: 1, leaf: 0, ridge: 1 };
const OPTIONS: BoostedOptions = { depth: 3, rate: 0.2, trees: 100, patience: 20, leaf: 5, ridge: 5 };

const indices = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

function leaves(tree: BoostedTree): number[] {
  return "value" in tree ? [tree.value] : [...leaves(tree.low), ...leaves(tree.high)];
}

/** Two attributes of which neither tells anything alone, and a third that is noise. */
function either(seed: number, n: number): CodedMatrix {
  const random = createRandom(seed, 5);
  const [a, b, c] = [0, 1, 2].map(() => Array.from({ length: n }, () => 1 + random.int(2))) as [
    number[],
    number[],
    number[],
  ];
  const y = a.map((v, i) => (random.next() < (v === b[i] ? 0.8 : 0.2) ? 1 : 0));
  return codedMatrix(
    [a, b, c].map((codes, j) => codedAttribute(`a${j}`, j === 1 ? "unordered" : "ordered", 2, codes)),
    y,
  );
}

function halves(matrix: CodedMatrix): [Int32Array, Int32Array] {
  const all = indices(matrix.n);
  return [all.filter((i) => i % 2 === 0), all.filter((i) => i % 2 === 1)];
}

function heldOutAuc(matrix: CodedMatrix, options: BoostedOptions): number {
  const [rows, others] = halves(matrix);
  const said = boostedLogit(matrix, rows, others, matrix.account, 1, options);
  return auc(
    said,
    Uint8Array.from(others, (r) => matrix.y[r]!),
  );
}

describe("a tree", () => {
  test("cuts where gradients part, each leaf takes one Newton step, and what no row has goes with most", () => {
    const a = codedAttribute("a", "ordered", 3, [1, 1, 2, 2, 3, 3]);
    const tree = growTree([a], indices(6), Float64Array.of(-1, -1, -1, -1, 2, 2), ones(6), TREE);
    expect("side" in tree && [...tree.side]).toEqual([0, 0, 0, 1]);
    expect(leaves(tree)).toEqual([-4 / 5, 4 / 3]);
  });

  test("puts what is not known on a scale with whichever side it is like", () => {
    const codes = [0, 0, 1, 1, 2, 2];
    const side = (known: readonly number[]): number => {
      const a = codedAttribute("a", "ordered", 2, codes);
      const tree = growTree([a], indices(6), Float64Array.of(...known), ones(6), TREE);
      return "side" in tree ? tree.side[0]! : -1;
    };
    expect(side([1, 1, -1, -1, 1, 1])).toBe(1);
    expect(side([-1, -1, -1, -1, 1, 1])).toBe(0);
  });

  test("takes categories in any grouping", () => {
    const a = codedAttribute("a", "unordered", 4, [1, 1, 2, 2, 3, 3, 4, 4]);
    const tree = growTree([a], indices(8), Float64Array.of(1, 1, -1, -1, 1, 1, -1, -1), ones(8), TREE);
    expect("side" in tree && [...tree.side].slice(1)).toEqual([1, 0, 1, 0]);
  });

  test("finds the best cut of a scale that there is, missing on either side", () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const codes = rows.map(([c]) => c);
        const gradient = Float64Array.from(rows, ([, g]) => g);
        const tree = growTree(
          [codedAttribute("a", "ordered", 5, codes)],
          indices(rows.length),
          gradient,
          ones(rows.length),
          TREE,
        );
        const worth = (side: (code: number) => boolean): number =>
          [true, false].reduce((sum, high) => {
            const of = rows.filter(([c]) => side(c) === high);
            return sum + of.reduce((a, [, g]) => a + g, 0) ** 2 / (of.length + 1);
          }, 0);
        const best = Math.max(
          worth(() => true),
          ...[0, 1, 2, 3, 4, 5].flatMap((cut) => [true, false].map((m) => worth((c) => (c === 0 ? m : c > cut)))),
        );
        const own = "side" in tree ? worth((c) => tree.side[c] === 1) : worth(() => true);
        expect(own).toBeCloseTo(best, 8);
      }),
    );
  });

  test("keeps enough in every leaf, and is no deeper than told", () => {
    const matrix = either(3, 400);
    const gradient = Float64Array.from(matrix.y, (v) => v - 0.5);
    const grown = (leaf: number, depth: number) =>
      leaves(
        growTree(matrix.attributes, indices(400), gradient, new Float64Array(400).fill(0.25), {
          depth,
          leaf,
          ridge: 1,
        }),
      );
    expect(grown(5, 3).length).toBeGreaterThan(4);
    expect(grown(5, 2).length).toBeLessThanOrEqual(4);
    expect(grown(51, 3)).toHaveLength(1);
  });
});

describe("boosted trees", () => {
  test("tell what only two attributes together say; trees of one cut cannot", () => {
    const matrix = either(1, 2000);
    expect(heldOutAuc(matrix, OPTIONS)).toBeGreaterThan(0.77);
    expect(Math.abs(heldOutAuc(matrix, { ...OPTIONS, depth: 1 }) - 0.5)).toBeLessThan(0.04);
  });

  test("never see the outcome of the others, and say the same again", () => {
    const matrix = either(2, 600);
    const [rows, others] = halves(matrix);
    const said = boostedLogit(matrix, rows, others, matrix.account, 1, OPTIONS);
    const turned = Uint8Array.from(matrix.y, (v, i) => (i % 2 === 1 ? 1 - v : v));
    expect(boostedLogit({ ...matrix, y: turned }, rows, others, matrix.account, 1, OPTIONS)).toEqual(said);
    expect(boostedLogit(matrix, rows, others, matrix.account, 1, OPTIONS)).toEqual(said);
    expect(new Set(said).size).toBeGreaterThan(1);
  });

  test("stop at the base rate where nothing tells anything, and with one class", () => {
    const random = createRandom(4, 5);
    const noise = codedMatrix(
      [
        codedAttribute(
          "a",
          "ordered",
          5,
          Array.from({ length: 1000 }, () => 1 + random.int(5)),
        ),
      ],
      Array.from({ length: 1000 }, () => (random.next() < 0.3 ? 1 : 0)),
    );
    const [rows, others] = halves(noise);
    const rate = rows.reduce((sum, r) => sum + noise.y[r]!, 0) / rows.length;
    const said = boostedLogit(noise, rows, others, noise.account, 1, OPTIONS);
    for (const z of said) expect(Math.abs(1 / (1 + Math.exp(-z)) - rate)).toBeLessThan(0.1);
    const won = boostedLogit({ ...noise, y: new Uint8Array(1000).fill(1) }, rows, others, noise.account, 1, OPTIONS);
    for (const z of won) expect(z).toBeGreaterThan(4);
  });
});
