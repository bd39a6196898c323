import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupFolds } from "../../src/stats/folds.ts";
import { createRandom } from "../../src/stats/random.ts";

function countFolds(folds: Uint8Array, y: Uint8Array, k: number): { won: number[]; lost: number[] } {
  const won = new Array<number>(k).fill(0);
  const lost = new Array<number>(k).fill(0);
  folds.forEach((fold, i) => {
    if (y[i] === 1) won[fold]!++;
    else lost[fold]!++;
  });
  return { won, lost };
}

const range = (values: number[]): number => Math.max(...values) - Math.min(...values);

describe("groupFolds", () => {
  test("every group in one fold, every fold in 0..k-1, whatever the gaps in group numbers", () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 1, max: 12 }), fc.integer(), (rows, k, seed) => {
        const groups = Int32Array.from(rows, ([group]) => group * 3);
        const folds = groupFolds(
          groups,
          Uint8Array.from(rows, ([, outcome]) => outcome),
          k,
          createRandom(seed),
        );
        expect(folds.length).toBe(rows.length);
        const foldOf = new Map<number, number>();
        groups.forEach((group, i) => {
          expect(folds[i]!).toBeLessThan(k);
          expect(foldOf.get(group) ?? folds[i]).toBe(folds[i]);
          foldOf.set(group, folds[i]!);
        });
      }),
    );
  });

  test("one row per group: wins and losses each differ by at most 1, like sklearn.model_selection.StratifiedKFold", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ min: 0, max: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer(),
        (y, k, seed) => {
          const groups = Int32Array.from(y, (_, i) => i);
          const { won, lost } = countFolds(groupFolds(groups, y, k, createRandom(seed)), y, k);
          expect(range(won)).toBeLessThanOrEqual(1);
          expect(range(lost)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("unequal groups: folds are nearer to each other than sklearn.model_selection.StratifiedGroupKFold makes them", () => {
    // i = np.arange(2000); g = (i * i) % 211; y = (((i * i + 3 * i) % 7 < 2) | (g % 5 == 0)).astype(int); 106 groups, 821 wins;
    // over seeds 0..19 of StratifiedGroupKFold(5, shuffle=True): wins per fold range over 35..108 (mean 64), losses over 31..97 (mean 62)
    const groups = Int32Array.from({ length: 2000 }, (_, i) => (i * i) % 211);
    const y = Uint8Array.from(groups, (group, i) => ((i * i + 3 * i) % 7 < 2 || group % 5 === 0 ? 1 : 0));
    for (let seed = 0; seed < 20; seed++) {
      const { won, lost } = countFolds(groupFolds(groups, y, 5, createRandom(seed)), y, 5);
      expect(range(won)).toBeLessThanOrEqual(20);
      expect(range(lost)).toBeLessThanOrEqual(20);
    }
  });

  test("a group of half the rows goes alone", () => {
    const groups = Int32Array.from({ length: 200 }, (_, i) => (i < 100 ? 0 : i));
    const y = Uint8Array.from(groups, (_, i) => i % 2);
    const folds = groupFolds(groups, y, 2, createRandom(1));
    expect(folds.subarray(100).every((fold) => fold !== folds[0])).toBe(true);
  });

  test("the same stream gives the same folds, another gives others; a fold is not a slice of the file", () => {
    const groups = Int32Array.from({ length: 200 }, (_, i) => i >> 1);
    const y = Uint8Array.from(groups, (_, i) => (i % 3 === 0 ? 1 : 0));
    const folds = groupFolds(groups, y, 5, createRandom(1));
    expect(groupFolds(groups, y, 5, createRandom(1))).toEqual(folds);
    expect(groupFolds(groups, y, 5, createRandom(2))).not.toEqual(folds);
    expect(new Set(folds.subarray(0, 40)).size).toBe(5);
  });

  test("edges: no rows, one class, fewer groups than folds", () => {
    expect(groupFolds(new Int32Array(0), new Uint8Array(0), 5, createRandom(1)).length).toBe(0);
    const groups = Int32Array.from({ length: 10 }, (_, i) => i);
    const { lost } = countFolds(groupFolds(groups, new Uint8Array(10), 5, createRandom(1)), new Uint8Array(10), 5);
    expect(lost).toEqual([2, 2, 2, 2, 2]);
    const few = groupFolds(Int32Array.of(0, 0, 1, 1), Uint8Array.of(1, 0, 1, 0), 5, createRandom(1));
    expect(new Set(few).size).toBe(2);
  });
});
