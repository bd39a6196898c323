import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitModel, type Model, type ModelAttribute, predictLogit } from "../../src/build/fit.ts";
import { fitsOf, largestRemainder, toPoints } from "../../src/build/points.ts";
import { allRows } from "../../src/build/rows.ts";
import { auc } from "../../src/stats/auc.ts";
import { codedMatrices } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** An attribute of a model with the given effects and rows per band; band 0, missing, has no rows and no effect. */
function attribute(known: readonly number[], rows?: readonly number[]): ModelAttribute {
  const effects = [0, ...known];
  const count = [0, ...(rows ?? known.map(() => 50))];
  const bands = effects.length;
  return {
    index: 0,
    banding: { bandOf: Uint8Array.from({ length: bands }, (_, b) => b), bands },
    effects: Float64Array.from(effects),
    count: Float64Array.from(count),
    won: new Float64Array(bands),
  };
}

function model(attributes: readonly ModelAttribute[]): Model {
  return { n: 100, rate: 0.3, intercept: -1, attributes: attributes.map((a, index) => ({ ...a, index })) };
}

const effect = fc.double({ min: -3, max: 3, noNaN: true });
const models = fc
  .array(
    fc.array(fc.tuple(effect, fc.integer({ min: 0, max: 100 })), { minLength: 2, maxLength: 6 }).map((bands) =>
      attribute(
        bands.map(([f]) => f),
        bands.map(([, n]) => n),
      ),
    ),
    { maxLength: 12 },
  )
  .map(model);

describe("largestRemainder", () => {
  test("whole numbers >= 0 that sum to the total, each within 1 of its share", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 1000 }),
        (shares, total) => {
          fc.pre(sum(shares) > 1e-6);
          const out = largestRemainder(shares, total);
          expect(sum(out)).toBe(total);
          out.forEach((k, i) => {
            expect(Number.isInteger(k) && k >= 0).toBe(true);
            expect(Math.abs(k - (total * shares[i]!) / sum(shares))).toBeLessThan(1);
          });
        },
      ),
    );
  });

  test("keeps the order of the shares; ties go to the first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 12 }), (shares) => {
        const out = largestRemainder(shares, 100);
        for (let i = 1; i < shares.length; i++)
          for (let j = 0; j < i; j++) if (shares[j]! >= shares[i]!) expect(out[j]!).toBeGreaterThanOrEqual(out[i]!);
      }),
    );
    expect(largestRemainder([1, 1, 1], 100)).toEqual([34, 33, 33]);
  });
});

describe("toPoints", () => {
  test("weights sum to 100; points are whole, from 0 to the weight; no attribute under 3", () => {
    fc.assert(
      fc.property(models, (m) => {
        const card = toPoints(m);
        if (card.attributes.length === 0) return;
        expect(sum(card.attributes.map((a) => a.weight))).toBe(100);
        for (const a of card.attributes) {
          expect(a.weight).toBeGreaterThanOrEqual(3);
          for (const p of a.points) expect(Number.isInteger(p) && p >= 0 && p <= a.weight).toBe(true);
          const settled = [...a.points].filter((_, b) => b > 0 && a.count[b]! >= 5);
          expect(Math.min(...settled)).toBe(0);
          expect(Math.max(...settled)).toBe(a.weight);
        }
      }),
    );
  });

  test("points follow the effects: a better band never earns less", () => {
    fc.assert(
      fc.property(models, (m) => {
        for (const a of toPoints(m).attributes)
          a.effects.forEach((f, b) => {
            a.effects.forEach((g, c) => {
              if (f > g) expect(a.points[b]!).toBeGreaterThanOrEqual(a.points[c]!);
            });
          });
      }),
    );
  });

  test("points are the effect's share of the weight, rounded to the nearest", () => {
    fc.assert(
      fc.property(models, (m) => {
        for (const a of toPoints(m).attributes) {
          const settled = [...a.effects].filter((_, b) => b > 0 && a.count[b]! >= 5);
          const low = Math.min(...settled);
          const span = Math.max(...settled) - low;
          a.effects.forEach((f, b) => {
            const exact = Math.min(1, Math.max(0, (f - low) / span)) * a.weight;
            expect(Math.abs(a.points[b]! - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
          });
        }
      }),
    );
  });

  test("base + unit x fit is the model's logit, but for rounding half a point an attribute", () => {
    fc.assert(
      fc.property(codedMatrices(), (matrix) => {
        const m = fitModel(matrix, allRows(matrix), {
          steady: null,
          most: 8,
          refit: 2,
          swap: true,
          kappa: 1,
          price: 0.01,
        });
        const card = toPoints(m);
        fc.pre(card.attributes.length === m.attributes.length && card.attributes.length > 0);
        const logit = predictLogit(m, matrix, allRows(matrix));
        // Half a point for rounding a band, up to one more for rounding the weight.
        const slack = card.unit * 1.5 * card.attributes.length;
        fitsOf(card, matrix, allRows(matrix)).forEach((fit, i) => {
          expect(Math.abs(card.base + card.unit * fit - logit[i]!)).toBeLessThanOrEqual(slack + 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  test("fit lies in 0..100 for every row, seen or not", () => {
    fc.assert(
      fc.property(codedMatrices(), (matrix) => {
        const half = allRows(matrix).filter((r) => r % 2 === 0 || r < 2);
        const card = toPoints(
          fitModel(matrix, half, { steady: null, most: 8, refit: 2, swap: true, kappa: 1, price: 0.01 }),
        );
        for (const fit of fitsOf(card, matrix, allRows(matrix)))
          expect(Number.isInteger(fit) && fit >= 0 && fit <= 100).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("whole points cost under .005 AUC in a planted world", () => {
    for (let seed = 0; seed < 5; seed++) {
      const matrix = world(seed, { accounts: 1000, effects: [2, -1.5, 1.2, 1] });
      const m = fitModel(matrix, allRows(matrix));
      const byLogit = auc(predictLogit(m, matrix, allRows(matrix)), matrix.y);
      expect(auc(fitsOf(toPoints(m), matrix, allRows(matrix)), matrix.y)).toBeGreaterThan(byLogit - 0.005);
    }
  });

  test("nothing to tell apart gives an empty card that still says the intercept", () => {
    const flat = [attribute([0, 0, 0]), attribute([2, 2])];
    for (const m of [model([]), model(flat)]) {
      expect(toPoints(m)).toEqual({ attributes: [], base: -1, unit: 0 });
      expect([...fitsOf(toPoints(m), world(1, { accounts: 4 }), Int32Array.of(0, 1))]).toEqual([0, 0]);
    }
  });

  test("a band under 5 rows never sets the minimum nor the maximum", () => {
    const card = toPoints(model([attribute([-1, 0, 1, 0.2], [4, 30, 30, 30]), attribute([0, 1])]));
    expect([...card.attributes[0]!.points]).toEqual([0, 0, 0, 50, 10]);
    expect(card.unit).toBeCloseTo(0.02, 12);
    expect(card.base).toBeCloseTo(-1, 12);
  });

  test("an attribute under 3 of 100 is dropped and its weight shared out, the lightest first", () => {
    const card = toPoints(model([attribute([0, 1]), attribute([0, 0.02]), attribute([0, 0.0312])]));
    expect(card.attributes.map((a) => [a.index, a.weight])).toEqual([
      [0, 97],
      [2, 3],
    ]);
  });
});
