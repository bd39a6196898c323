import { describe, expect, test } from "vitest";
import { blockSum, blockTest } from "../../src/build/block-test.ts";
import type { CrossedGrid } from "../../src/build/crossed-grid.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom, type Random } from "../../src/stats/random.ts";

/** Covariance of the cells of a balanced table once rows and columns have had their say: w (I - J/r) x (I - J/c). */
function balanced(rows: number, columns: number, w: number): Float64Array {
  const k = rows * columns;
  const part = (same: boolean, of: number): number => (same ? 1 : 0) - 1 / of;
  return Float64Array.from({ length: k * k }, (_, at) => {
    const [x, y] = [Math.floor(at / k), at % k];
    const sameRow = Math.floor(x / columns) === Math.floor(y / columns);
    return w * part(sameRow, rows) * part(x % columns === y % columns, columns);
  });
}

function grid(rows: number, columns: number, w: number, score: ArrayLike<number>): CrossedGrid {
  const k = rows * columns;
  const bands = (length: number): number[] => Array.from({ length }, (_, i) => i + 1);
  return {
    rows: bands(rows),
    columns: bands(columns),
    n: new Float64Array(k).fill(100),
    won: new Float64Array(k).fill(40),
    expected: new Float64Array(k).fill(38),
    score: Float64Array.from(score),
    covariance: balanced(rows, columns, w),
  };
}

/** Sums of cells as chance gives them: independent ones, less the means of their row and column. */
function chance(rows: number, columns: number, w: number, random: Random): Float64Array {
  const z = Float64Array.from({ length: rows * columns }, () =>
    normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000),
  );
  const all = z.reduce((a, b) => a + b, 0) / z.length;
  const inRow = (r: number): number => z.slice(r * columns, (r + 1) * columns).reduce((a, b) => a + b, 0) / columns;
  const inColumn = (c: number): number => z.filter((_, i) => i % columns === c).reduce((a, b) => a + b, 0) / rows;
  return z.map((v, i) => Math.sqrt(w) * (v - inRow(Math.floor(i / columns)) - inColumn(i % columns) + all));
}

describe("blockTest", () => {
  test("two by two: the one contrast there is, its p the normal distribution's", () => {
    // The corner's sum has variance 24 / 4 = 6: a z of 2 has p .0455.
    const z = 2 * Math.sqrt(6);
    const { block, p, effect } = blockTest(grid(2, 2, 24, [z, -z, -z, z]), 1, 30, createRandom(1))!;
    expect(p).toBeGreaterThan(0.0395);
    expect(p).toBeLessThan(0.0515);
    expect(block.n).toBe(100);
    expect(Math.abs(effect)).toBeCloseTo(z / (6 + 4), 9);
  });

  test("p is uniform where only chance is at work", () => {
    const ps = Array.from({ length: 300 }, (_, seed) => {
      const score = chance(3, 4, 20, createRandom(seed, 5));
      return blockTest(grid(3, 4, 20, score), 1, 30, createRandom(seed, 6))!.p;
    });
    for (const level of [0.05, 0.2, 0.5]) {
      const share = ps.filter((p) => p <= level).length / ps.length;
      expect(Math.abs(share - level)).toBeLessThan(3.5 * Math.sqrt((level * (1 - level)) / ps.length));
    }
  });

  test("a design effect makes the same sums less telling", () => {
    const score = [9, -9, -9, 9];
    const alone = blockTest(grid(2, 2, 24, score), 1, 30, createRandom(1))!;
    const alike = blockTest(grid(2, 2, 24, score), 3, 30, createRandom(1))!;
    expect(alike.p).toBeGreaterThan(10 * alone.p);
  });

  test("names the neighbours that differ together", () => {
    // Last two rows by the last column gain 20 each; rows and columns sum to nothing.
    const raw = [0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 20];
    const centred = raw.map((v, i) => {
      const r = Math.floor(i / 3);
      const row = (raw[3 * r]! + raw[3 * r + 1]! + raw[3 * r + 2]!) / 3;
      const column = [0, 1, 2, 3].reduce((sum, k) => sum + raw[3 * k + (i % 3)]!, 0) / 4;
      return v - row - column + 40 / 12;
    });
    // Seen from the other rows the same difference has the other sign; the fewer deals name it.
    const table = { ...grid(4, 3, 20, centred), n: Float64Array.from(raw, (_, i) => (i < 6 ? 110 : 90)) };
    const { block, p, effect } = blockTest(table, 1, 30, createRandom(2))!;
    expect(block.rows).toEqual([2, 4]);
    expect(block.columns).toEqual([2, 3]);
    expect(effect).toBeGreaterThan(0.3);
    expect(p).toBeLessThan(0.01);
    expect(blockSum(table, new Float64Array(12).fill(1), block)).toBe(2);
  });

  test("nothing to test where no two bands meet in enough deals", () => {
    expect(blockTest(grid(2, 2, 24, [1, -1, -1, 1]), 1, 101, createRandom(1))).toBeNull();
  });
});
