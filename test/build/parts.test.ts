import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resampled } from "../../src/build/bootstrap.ts";
import { type CutParts, cutParts, PART, rowsByPart } from "../../src/build/cut-parts.ts";
import type { BuildInput } from "../../src/build/draft.ts";
import { familiesOf } from "../../src/build/families.ts";
import { fitModel, fitOptions, predictLogit } from "../../src/build/fit.ts";
import { fitCard } from "../../src/build/fit-card.ts";
import { crossFitCheck } from "../../src/build/held-out-checks.ts";
import { learn } from "../../src/build/learn.ts";
import { fitsOf, knownOf, type Scorecard, weightsOf } from "../../src/build/points.ts";
import { allRows } from "../../src/build/rows.ts";
import { tryParts } from "../../src/build/try-parts.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../generators/coded.ts";
import { crossedWorld } from "../generators/crossed-world.ts";
import { turnedWorld } from "../generators/turned-world.ts";
import { featuresOf } from "../generators/world.ts";

const wish = (matrix: CodedMatrix, by: readonly number[] | null | CutParts) => ({
  ...fitOptions(matrix.n),
  parts: { by, deals: matrix.n, light: false, seed: 1 },
});
const cardsOf = ({ attributes, parts }: Scorecard) => [attributes, ...parts!.cards];

/** One attribute with so many deals at each code, every third won. */
function counted(order: "ordered" | "unordered", counts: readonly number[], won = 3): CodedMatrix {
  const codes = counts.flatMap((n, code) => Array.from({ length: n }, () => code));
  return codedMatrix(
    [codedAttribute("a", order, counts.length - 1, codes)],
    codes.map((_, i) => (i % won === 0 ? 1 : 0)),
  );
}

const cut = (matrix: CodedMatrix) => cutParts(matrix, allRows(matrix), 0);

describe("parts", () => {
  test("are at most four of a scale, as many as are all large enough, in its order", () => {
    const of = (matrix: CodedMatrix) => Array.from(cut(matrix)?.banding.bandOf ?? []);
    expect(of(counted("ordered", [9, 200, 200, 200, 200, 200]))).toEqual([0, 1, 2, 3, 3, 4]);
    expect(of(counted("ordered", [9, 150, 100, 100]))).toEqual([0, 1, 2, 3]);
    expect(of(counted("ordered", [9, 130, 50, 60]))).toEqual([0, 1, 2, 2]);
    expect(of(counted("ordered", [900, 99, 99]))).toEqual([]);
    expect(of(counted("ordered", [0, 400, 400], 50))).toEqual([]);
  });

  test("are the commonest values and the rest; a rest that is too few has no card of its own", () => {
    const of = (matrix: CodedMatrix) => Array.from(cut(matrix)?.banding.bandOf ?? []);
    expect(of(counted("unordered", [0, 150, 400, 300, 160]))).toEqual([0, 4, 1, 2, 3]);
    expect(of(counted("unordered", [0, 40, 400, 300, 60]))).toEqual([0, 3, 1, 2, 3]);
    expect(of(counted("unordered", [0, 10, 400, 300, 20]))).toEqual([0, 0, 1, 2, 0]);
    expect(of(counted("unordered", [0, 10, 400, 20]))).toEqual([]);
  });

  test("hold enough deals of each outcome, whatever the data", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(260), { minLength: 2, maxLength: 9 }),
        fc.constantFrom("ordered" as const, "unordered" as const),
        fc.integer({ min: 2, max: 8 }),
        (counts, order, won) => {
          const matrix = counted(order, counts, won);
          const found = cut(matrix);
          if (found === null) return;
          expect(found.banding.bands).toBeGreaterThan(2);
          expect(found.banding.bands).toBeLessThanOrEqual(5);
          expect(found.banding.bandOf[0]).toBe(0);
          for (const own of rowsByPart(matrix, allRows(matrix), found).slice(1)) {
            const wins = own.reduce((sum, r) => sum + matrix.y[r]!, 0);
            expect(own.length).toBeGreaterThanOrEqual(PART.deals);
            expect(Math.min(wins, own.length - wins)).toBeGreaterThanOrEqual(PART.each);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("cards of parts", () => {
  const matrix = turnedWorld(1, 900);
  const rows = allRows(matrix);
  const card = fitCard(matrix, rows, wish(matrix, [0]));

  test("say on one scale what each part's own model says, but for whole points", () => {
    const fit = fitsOf(card, matrix, rows);
    const parts = rowsByPart(matrix, rows, card.parts!.cut);
    expect(parts.map((own) => own.length > 0)).toEqual([false, true, true, true, true]);
    for (const own of parts.slice(1)) {
      const model = fitModel(matrix, own, fitOptions(own.length));
      const logit = predictLogit(model, matrix, own);
      const slack = card.unit * (1 + model.attributes.length) + 0.06;
      own.forEach((row, i) => {
        expect(Math.abs(card.base + card.unit * fit[row]! - logit[i]!)).toBeLessThan(slack);
      });
    }
  });

  test("begin with the least of all at 0 and end with the most at 100, none beyond", () => {
    const ends = cardsOf(card).map((attributes) => [
      attributes.reduce((sum, a) => sum + Math.min(...a.points.subarray(1)), 0),
      attributes.reduce((sum, a) => sum + Math.max(...a.points.subarray(1)), 0),
    ]);
    expect(Math.min(...ends.map(([low]) => low!))).toBe(0);
    expect(Math.abs(Math.max(...ends.map(([, high]) => high!)) - 100)).toBeLessThanOrEqual(1);
    expect(Math.max(...ends.map(([, high]) => high!))).toBeLessThanOrEqual(100);
    expect(knownOf(card, matrix, rows).every((share) => share === 1)).toBe(true);
    expect(weightsOf(card, 6).length).toBe(30);
  });

  test("score what is not known by the card of all", () => {
    const size = matrix.attributes[0]!;
    const hidden = {
      ...matrix,
      attributes: [{ ...size, codes: size.codes.map((c, i) => (i < 90 ? 0 : c)) }, ...matrix.attributes.slice(1)],
    };
    const own = fitCard(hidden, rows, wish(hidden, [0]));
    const whole = fitCard(hidden, rows, fitOptions(hidden.n));
    const few = rows.slice(0, 90);
    const fit = fitsOf(own, hidden, few);
    const logit = fitsOf(whole, hidden, few).map((f) => whole.base + whole.unit * f);
    few.forEach((_, i) => {
      expect(Math.abs(own.base + own.unit * fit[i]! - logit[i]!)).toBeLessThan(5 * (own.unit + whole.unit));
    });
    const known = knownOf(own, hidden, rows);
    expect(known.slice(0, 90).every((share) => share < 1)).toBe(true);
    expect(known.slice(90).every((share) => Math.abs(share - 1) < 1e-9)).toBe(true);
  });

  test("are learned again, parts as they are, from each resample", () => {
    const { family, families } = familiesOf(matrix);
    const probes = rows.slice(0, 50);
    const fit = fitsOf(card, matrix, probes);
    const plan = { matrix, family, families, probes, fit, seed: 3 };
    const parts = { by: card.parts!.cut, deals: matrix.n, light: true, seed: 3 };
    const one = resampled({ ...plan, parts }, 0)!;
    expect(one.weights.length).toBe(30);
    for (let part = 0; part < 5; part++)
      expect(one.weights.slice(6 * part, 6 * part + 6).some((w) => w > 0)).toBe(true);
    expect(resampled(plan, 0)!.weights.length).toBe(6);
    const median = [...one.shift].map(Math.abs).sort((a, b) => a - b)[25]!;
    expect(median).toBeLessThan(20);
  });

  test("are by the attribute that ranks best inside the deals at hand, where nobody names one", () => {
    const chosen = fitCard(matrix, rows, wish(matrix, null));
    expect(chosen.parts!.cut.attribute).toBe(0);
    expect(fitCard(matrix, rows, wish(matrix, [])).parts).toBeUndefined();
    expect(fitCard(matrix, rows.slice(0, 150), wish(matrix, [0])).parts).toBeUndefined();
  });
});

describe("trying parts", () => {
  const tried = async (matrix: CodedMatrix, by: number | null, more: Partial<BuildInput> = {}) => {
    const features = featuresOf(matrix.attributes);
    const input = { matrix, features, seed: 1, orderName: null, matured: () => true, forceScore: false, ...more };
    const learned = await learn(matrix, 1, async () => {});
    const one = { learned, forward: null, crossFit: crossFitCheck(learned, matrix.n) };
    return tryParts(input, one, by, async () => {});
  };

  test("keeps them where they win for certain, and what it tells is what fresh deals show", async () => {
    const { told, kept } = await tried(turnedWorld(3, 800), 0);
    expect(told).toMatchObject({ kept: true, attribute: "size", chosen: false, n: 800, forward: null });
    expect(told.auc! - told.one!).toBeCloseTo(told.gain!, 3);
    expect(told.gain_interval![0]).toBeGreaterThan(0);
    const fresh = turnedWorld(4, 6000);
    const { learned, wish: held } = kept!;
    const found = auc(fitsOf(learned.card, fresh, allRows(fresh)), fresh.y);
    expect(Math.abs(found - told.auc!)).toBeLessThan(0.06);
    expect(held).toMatchObject({ light: true, by: learned.card.parts!.cut });
    const p = fitsOf(learned.card, fresh, allRows(fresh)).map((f) => learned.calibration.p[f]!);
    for (const own of rowsByPart(fresh, allRows(fresh), learned.card.parts!.cut).slice(1)) {
      const mean = (values: ArrayLike<number>) => own.reduce((sum, r) => sum + values[r]!, 0) / own.length;
      expect(Math.abs(mean(p) - mean(fresh.y))).toBeLessThan(0.1);
    }
  });

  test("keeps one card where all adds up, and where few are left", async () => {
    const sum = await tried(crossedWorld(5, { deals: 600, together: 0, attributes: 4, telling: 3 }), 0);
    expect(sum.kept).toBeNull();
    expect(sum.told).toMatchObject({ kept: false, attribute: "a0" });
    expect(sum.told.reason).toContain("does not rank better for certain");
    const few = await tried(turnedWorld(3, 190), 0);
    expect(few.told).toMatchObject({ kept: false, attribute: "size", auc: null, gain: null });
    expect(few.told.reason).toContain("two parts of 100 deals");
  });

  test("are not kept where the newest deals are ranked worse", async () => {
    const old = turnedWorld(6, 900);
    const random = createRandom(2, 9);
    const order = Float64Array.from({ length: 900 }, (_, i) => i);
    const y = old.y.map((v, i) =>
      i < 675 ? v : random.next() < (old.attributes[1]!.codes[i] === 2 ? 0.9 : 0.1) ? 1 : 0,
    );
    const matrix = { ...old, y, order };
    const features = featuresOf(matrix.attributes);
    const input = { matrix, features, seed: 1, orderName: "No", matured: () => true, forceScore: false };
    const learned = await learn(matrix, 1, async () => {});
    const forward = { ...crossFitCheck(learned, 900), n: 225, auc: 0.99 };
    const { told, kept } = await tryParts(
      input,
      { learned, forward, crossFit: crossFitCheck(learned, 900) },
      0,
      async () => {},
    );
    expect(told.forward).toMatchObject({ one: 0.99 });
    expect([told.kept, kept]).toEqual([false, null]);
    expect(told.gain_interval![0]).toBeGreaterThan(0);
    expect(told.reason).toContain("worse on the newest deals");
  });
});
