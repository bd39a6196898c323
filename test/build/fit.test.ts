import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIT, fitModel, fitOptions, predictLogit, ridge, SMALLEST_BAND } from "../../src/build/fit.ts";
import { allRows, takeRows } from "../../src/build/rows.ts";
import { auc } from "../../src/stats/auc.ts";
import { codedAttribute, codedMatrices, codedMatrix } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

/** A planted attribute whose bands have the given rows and win rates; code 0 is missing. */
function planted(cells: readonly (readonly [rows: number, won: number])[]) {
  const codes = cells.flatMap(([rows], c) => new Array<number>(rows).fill(c));
  const y = cells.flatMap(([rows, won]) => Array.from({ length: rows }, (_, i) => (i < won ? 1 : 0)));
  return codedMatrix([codedAttribute("x", "ordered", cells.length - 1, codes)], y);
}

function weightedMean(effects: Float64Array, count: Float64Array, bands: readonly number[]): number {
  const rows = bands.reduce((a, b) => a + count[b]!, 0);
  return bands.reduce((a, b) => a + count[b]! * effects[b]!, 0) / rows;
}

describe("ridge", () => {
  test.each([
    [99, 50, 10],
    [100, 50, 4],
    [1000, 99, 10],
    [1000, 100, 4],
    [1000, 901, 10],
  ])("of %d rows with %d won is %d", (n, won, kappa) => {
    expect(ridge(n, won)).toBe(kappa);
  });
});

test("fitOptions: from 5,000 rows one candidate a step and no swap pass", () => {
  expect(fitOptions(4999)).toEqual(FIT);
  expect(fitOptions(5000)).toEqual({ ...FIT, refit: 1, swap: false });
});

describe("fitModel", () => {
  test("what is not known earns the count-weighted mean of what is known, however many rows and whatever their outcome", () => {
    for (const missing of [
      [4, 0],
      [60, 2],
      [60, 58],
    ] as const) {
      const matrix = planted([missing, [100, 20], [60, 42]]);
      const { effects, count } = fitModel(matrix, allRows(matrix)).attributes[0]!;
      expect(effects[1]!).toBeLessThan(effects[2]!);
      expect(effects[0]).toBeCloseTo(weightedMean(effects, count, [1, 2]), 12);
    }
  });

  test(`a known band under ${SMALLEST_BAND} rows earns it too, one of ${SMALLEST_BAND} its own`, () => {
    const cells = (rows: number) =>
      planted([
        [0, 0],
        [30, 3],
        [25, 22],
        [rows, 0],
      ]);
    const effectsOf = (rows: number) => fitModel(cells(rows), allRows(cells(rows))).attributes[0]!;
    const few = effectsOf(4);
    const own = effectsOf(5);
    expect(few.count).toEqual(Float64Array.of(0, 30, 25, 4));
    expect(few.effects[3]).toBeCloseTo(weightedMean(few.effects, few.count, [1, 2]), 12);
    expect(own.count).toEqual(Float64Array.of(0, 30, 25, 5));
    expect(own.effects[3]!).toBeLessThan(weightedMean(own.effects, own.count, [1, 2]) - 0.1);
  });

  test("facts of the bands are counts of the rows it learned from", () => {
    fc.assert(
      fc.property(codedMatrices(), (matrix) => {
        const rows = allRows(matrix).filter((r) => r % 4 !== 3);
        const model = fitModel(matrix, rows);
        expect(model.n).toBe(rows.length);
        for (const a of model.attributes) {
          const { codes } = matrix.attributes[a.index]!;
          for (let b = 0; b < a.banding.bands; b++) {
            const inBand = rows.filter((r) => a.banding.bandOf[codes[r]!] === b);
            expect(a.count[b]).toBe(inBand.length);
            expect(a.won[b]).toBe(inBand.reduce((sum, r) => sum + matrix.y[r]!, 0));
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test("rows left out do not matter", () => {
    const matrix = world(11, { effects: [2, -1.5] });
    const rows = allRows(matrix).filter((r) => r % 3 !== 0);
    const changed = { ...matrix, y: matrix.y.map((v, i) => (i % 3 === 0 ? 1 - v : v)) };
    expect(fitModel(changed, rows)).toEqual(fitModel(matrix, rows));
    expect(fitModel(takeRows(matrix, rows), Int32Array.from(rows.keys()))).toEqual(fitModel(matrix, rows));
  });

  test("a planted world is told apart on new deals nearly as well as its truth allows", () => {
    const effects = [2.5, -2, 1.5];
    const model = fitModel(
      world(1, { accounts: 1500, effects }),
      Int32Array.from({ length: 1500 }, (_, i) => i),
    );
    const fresh = world(2, { accounts: 4000, effects });
    const truth = Float64Array.from({ length: fresh.n }, (_, i) =>
      effects.reduce((sum, e, j) => {
        const code = fresh.attributes[j]!.codes[i]!;
        return code === 0 ? sum : sum + e * ((code - 1) / 4 - 0.5);
      }, 0),
    );
    const oracle = auc(truth, fresh.y);
    expect(auc(predictLogit(model, fresh, allRows(fresh)), fresh.y)).toBeGreaterThan(oracle - 0.02);
  });

  test("one outcome only stays finite", () => {
    const matrix = world(3, { accounts: 40 });
    for (const outcome of [0, 1]) {
      const model = fitModel({ ...matrix, y: matrix.y.map(() => outcome) }, allRows(matrix));
      expect(Number.isFinite(model.intercept)).toBe(true);
      expect(model.attributes).toHaveLength(0);
    }
  });
});

test("takeRows renumbers accounts by first appearance and keeps everything else of the row", () => {
  const matrix = world(5, { accounts: 20, deals: 3 });
  const rows = Int32Array.from({ length: 10 }, (_, i) => matrix.n - 1 - 2 * i);
  const part = takeRows(matrix, rows);
  expect([...part.account][0]).toBe(0);
  expect(part.accounts).toBe(new Set(rows.map((r) => matrix.account[r]!)).size);
  rows.forEach((r, i) => {
    expect(part.y[i]).toBe(matrix.y[r]);
    expect(part.created[i]).toBe(matrix.created[r]);
    part.attributes.forEach((a, j) => {
      expect(a.codes[i]).toBe(matrix.attributes[j]!.codes[r]);
    });
    rows.forEach((other, k) => {
      expect(part.account[i] === part.account[k]).toBe(matrix.account[r] === matrix.account[other]);
    });
  });
});
