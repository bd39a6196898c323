import { describe, expect, test } from "vitest";
import { cardResiduals } from "../../src/build/card-residuals.ts";
import { crossedGrid } from "../../src/build/crossed-grid.ts";
import { FALSE_PAIRS, findInteractions, LEAST_TOGETHER, MATERIAL } from "../../src/build/interactions.ts";
import { type Learned, learn } from "../../src/build/learn.ts";
import { toldInteractions } from "../../src/build/told-interactions.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { crossedWorld } from "../generators/crossed-world.ts";
import { featuresOf } from "../generators/world.ts";

const learned = (matrix: CodedMatrix): Promise<Learned> => learn(matrix, 1, async () => {});

/** Rows whose bands are those of a finding. */
function rowsIn(
  matrix: CodedMatrix,
  { card }: Learned,
  attributes: readonly number[],
  bands: readonly (readonly number[])[],
) {
  const inBands = (row: number, s: number): boolean => {
    const { banding } = card.attributes.find(({ index }) => index === attributes[s])!;
    return bands[s]!.includes(banding.bandOf[matrix.attributes[attributes[s]!]!.codes[row]!]!);
  };
  return Array.from({ length: matrix.n }, (_, i) => i).filter((i) => inBands(i, 0) && inBands(i, 1));
}

describe("two attributes that say more together", () => {
  test("are found, with the facts of the deals where they meet", async () => {
    for (const crossed of ["flags", "scales"] as const) {
      const matrix = crossedWorld(2, { deals: 3000, together: 1.6, crossed });
      const result = await learned(matrix);
      const { found, pairs } = findInteractions(result, 1);
      const [first] = found;
      expect([...first!.attributes].sort()).toEqual([0, 1]);
      expect(pairs).toBeLessThanOrEqual((result.card.attributes.length * (result.card.attributes.length - 1)) / 2);
      const rows = rowsIn(matrix, result, first!.attributes, first!.bands);
      expect(first!.n).toBe(rows.length);
      expect(first!.won).toBe(rows.reduce((sum, i) => sum + matrix.y[i]!, 0));
      expect(Math.sign(first!.won / first!.n - first!.expected)).toBe(Math.sign(first!.effect));
      for (const one of found) {
        expect(one.n).toBeGreaterThanOrEqual(LEAST_TOGETHER);
        expect(Math.abs(one.effect)).toBeGreaterThan(MATERIAL);
        expect(one.q).toBeLessThanOrEqual(FALSE_PAIRS);
        expect(one.q).toBeGreaterThanOrEqual(one.p);
      }
    }
  });

  test("the same seed tells the same; the card is what it was", async () => {
    const matrix = crossedWorld(3, { deals: 2000, together: 1.6 });
    const result = await learned(matrix);
    const card = JSON.stringify(result.card);
    expect(findInteractions(result, 7)).toEqual(findInteractions(result, 7));
    expect(JSON.stringify(result.card)).toBe(card);
  });

  test("are told in words, with both shares", async () => {
    const matrix = crossedWorld(2, { deals: 3000, together: 1.6, crossed: "flags" });
    const result = await learned(matrix);
    const found = findInteractions(result, 1);
    const told = toldInteractions(found, result.card, featuresOf(matrix.attributes));
    expect(told.pairs).toBe(found.pairs);
    const [one] = told.found;
    const share = (x: number): string => `${Math.round(100 * x)}%`;
    expect(one!.sentence).toMatch(
      new RegExp(
        `^A[01] v[01] with A[01] v[01]: won ${one!.won} of ${one!.n} \\(${share(one!.won / one!.n)}\\), the sum of the scorecard says ${share(one!.expected)}\\.$`,
      ),
    );
    expect([...one!.attributes].sort()).toEqual(["a0", "a1"]);
  });
});

test("a sum tells nothing beyond it: at most 1 of 12 worlds, deals of one account alike or not", async () => {
  let told = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const alike = seed % 2 === 0 ? { dealsPerAccount: 5, accountSd: 1 } : {};
    const matrix = crossedWorld(seed, { deals: 400, together: 0, ...alike });
    told += findInteractions(await learned(matrix), seed).found.length > 0 ? 1 : 0;
  }
  expect(told).toBeLessThanOrEqual(1);
});

test("a card of one attribute has nothing to cross", async () => {
  const whole = crossedWorld(1, { deals: 600 });
  const matrix = { ...whole, attributes: whole.attributes.slice(0, 1) };
  expect(findInteractions(await learned(matrix), 1)).toEqual({ pairs: 0, found: [] });
});

describe("what is left by the card", () => {
  test("sums to nothing in every band, so that no single band passes for an interaction", async () => {
    const matrix = crossedWorld(4, { deals: 1500 });
    const left = cardResiduals(await learned(matrix))!;
    for (const { codes, bands } of left.columns)
      for (let b = 0; b < bands; b++) {
        const inBand = (values: Float64Array): number =>
          values.reduce((sum, v, i) => sum + (codes[i] === b ? v : 0), 0);
        // The ridge leaves a thousandth of a logit to bands of about one deal's weight.
        expect(Math.abs(inBand(left.residual))).toBeLessThan(1e-3 * (inBand(left.weight) + 1));
      }
  });

  test("known cells hold every deal of known bands once; their scores vary with the rows of a band by nothing", async () => {
    const matrix = crossedWorld(5, { deals: 1500 });
    const left = cardResiduals(await learned(matrix))!;
    const [a, b] = left.columns as [(typeof left.columns)[0], (typeof left.columns)[0]];
    const grid = crossedGrid(matrix.y, left, [a, b], ["ordered", "unordered"]);
    const known = Array.from(a.codes.keys()).filter((i) => a.codes[i] !== 0 && b.codes[i] !== 0);
    expect(grid.n.reduce((x, y) => x + y, 0)).toBe(known.length);
    expect(grid.won.reduce((x, y) => x + y, 0)).toBe(known.reduce((sum, i) => sum + matrix.y[i]!, 0));
    const k = grid.n.length;
    for (let r = 0; r < k; r++) {
      expect(grid.covariance[r * k + r]!).toBeGreaterThanOrEqual(-1e-9);
      for (let c = 0; c < r; c++) expect(grid.covariance[r * k + c]!).toBeCloseTo(grid.covariance[c * k + r]!, 8);
    }
  });
});

test("deals of one account that agree count for less", async () => {
  const matrix = crossedWorld(6, { deals: 1000, dealsPerAccount: 5, accountSd: 1.5 });
  expect(cardResiduals(await learned(matrix))!.effect).toBeGreaterThan(1.2);
});
